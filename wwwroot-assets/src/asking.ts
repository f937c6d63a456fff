// One question, one field. What is typed is kept while it is typed; what is sent is kept until it is answered.
import type { App } from "./app";
import { one, part, show, text } from "./dom";
import type { Item } from "./outbox";
import type { Reply } from "./types";
import { receiptCode } from "./words";

export const LIMIT = 500;
const DOUBLE_TAP = 1_500;

let edit: (question: string) => void = () => {};

/** Puts a refused or withdrawn question back into the field. */
export const rewrite = (question: string) => edit(question);

export function setUpAsking(app: App): void {
  const form = one<HTMLFormElement>("form.ask");
  const field = one<HTMLTextAreaElement>("textarea", form);
  const key = "mlo.draft." + app.code;
  // The attribute would cut a pasted text without a word; the counter and the message say it instead.
  field.removeAttribute("maxlength");
  field.removeAttribute("required");

  let submitted = 0;
  let chosen: EventTarget | null = form.querySelector("[name=topic]:checked");

  const keep = (value: string) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      // No room for a draft; the field itself still has it.
    }
  };
  const fit = () => {
    text(part(form, "count"), app.w("count", { n: field.value.length }));
    // Browsers without field-sizing: the field grows with its text, so that nothing is typed out of sight.
    field.style.height = "auto";
    if (field.scrollHeight) field.style.height = field.scrollHeight + 4 + "px";
  };
  const wrong = (message: string) => {
    form.classList.toggle("field--wrong", !!message);
    const why = part(form, "why");
    show(why, !!message);
    text(part(why, "message"), message);
    if (message) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };
  const put = (value: string) => {
    field.value = value;
    keep(value);
    wrong("");
    fit();
  };
  const tooLong = () => app.w("long", { n: field.value.trim().length });

  field.addEventListener("input", () => {
    keep(field.value);
    fit();
    if (field.value.trim().length > LIMIT) wrong(tooLong());
    else if (field.value.trim()) wrong("");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.value.trim();
    // The second half of a double tap finds the field empty; that is no mistake of the resident's.
    if (!question && Date.now() - submitted < DOUBLE_TAP) return;
    if (!question || question.length > LIMIT) {
      const message = question ? tooLong() : app.w("empty");
      wrong(message);
      field.focus();
      return;
    }
    const topic = form.querySelector<HTMLInputElement>("[name=topic]:checked");
    app.outbox.add("ask", topic?.value ? { text: question, topic: topic.value } : { text: question });
    if (topic) topic.checked = false;
    chosen = null;
    submitted = Date.now();
    put("");
    report(app, "note--wait", app.w("sending"), "", app.w(app.outbox.volatile ? "volatile" : "safe"));
    app.refresh();
  });
  // A second tap on a chosen topic takes it back: "也可以不选".
  for (const radio of form.querySelectorAll<HTMLInputElement>("[name=topic]")) {
    radio.addEventListener("click", () => {
      if (chosen === radio) radio.checked = false;
      chosen = radio.checked ? radio : null;
    });
  }
  addEventListener("resize", fit);
  edit = (question) => {
    // A draft is not thrown away for an older text: the older one follows it.
    put(field.value.trim() ? `${field.value.trim()}\n${question}` : question);
    location.hash = "#ask";
    setTimeout(() => { fit(); field.focus(); }, 0);
  };
  try {
    put(field.value || localStorage.getItem(key) || "");
  } catch {
    fit();
  }
}

/** After closing nothing is taken any more; a draft may still be read and copied. */
export function drawAsking(app: App): void {
  const over = app.state.phase?.phase === "closed";
  const form = one<HTMLFormElement>("form.ask");
  show(one("[data-part=over]"), over);
  show(form, !over || !!one<HTMLTextAreaElement>("textarea", form).value);
  one(".btn--main", form).toggleAttribute("disabled", over);
}

export function fitField(): void {
  dispatchEvent(new Event("resize"));
}

export function asked(app: App, _item: Item, reply: Reply): void {
  const { w } = app;
  if (reply.ok) report(app, "", w("q.received"), reply.receipt ?? "", w("where"));
  else report(app, "note--wait", reply.message ?? w("refused"), "", w("kept"));
  app.say(reply.ok ? w("q.heard", { receipt: receiptCode(reply.receipt) }) : reply.message ?? w("refused"));
}

function report(app: App, kind: string, lead: string, receipt: string, hint: string): void {
  const note = part(one("form.ask"), "note");
  show(note, true);
  note.className = "note " + kind;
  text(part(note, "lead"), lead);
  // Two parts: with large letters the code goes to a line of its own, and is not torn.
  text(part(note, "word"), receipt ? `${app.w("receipt")} ` : "");
  text(part(note, "receipt"), receiptCode(receipt));
  text(part(note, "hint"), hint);
  note.scrollIntoView({ block: "nearest" });
}
