// 我的提问: first what has not arrived or was not accepted, then what the meeting has.
import type { App } from "./app";
import { rewrite } from "./asking";
import { clauses, keyed, one, part, show, state, text } from "./dom";
import type { Item } from "./outbox";
import type { MyQuestion, Reply } from "./types";
import { clock, day, receiptCode, type Words } from "./words";

// Between the reply and the patch that carries the question it would be nowhere to be seen.
const echoes = new Map<string, MyQuestion>();

export function echo(item: Item, reply: Reply): void {
  echoes.set(item.id, {
    text: String(item.args.text), state: "waiting", at: new Date(item.at).toISOString(),
    ...(reply.receipt ? { receipt: reply.receipt } : {}),
  });
}

export function enhanceMine(app: App, root: Element): void {
  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button[data-f]");
    const id = button?.closest<HTMLElement>("[data-id]")?.dataset.id ?? "";
    if (!button || !id) return;
    event.preventDefault();
    const item = app.outbox.all().find((i) => i.id === id);
    const row = one(`[data-id="${CSS.escape(id)}"]`, root);
    const question = item ? String(item.args.text) : app.state.myQuestions.get(id)?.text ?? part(row, "text").textContent ?? "";
    if (button.dataset.f === "withdraw") {
      const last = app.outbox.find("withdraw", "questionId", id);
      if (last && last.state !== "waiting") app.outbox.remove(last.id);
      if (last?.state !== "waiting") app.outbox.add("withdraw", { questionId: id });
    } else if (button.dataset.f === "again") {
      app.outbox.again(id);
    } else if (button.dataset.f === "rewrite") {
      rewrite(question);
      if (item) app.outbox.remove(item.id);
    }
    app.refresh();
  });
}

export function drawMine(app: App, box: HTMLDetailsElement): void {
  const { w } = app;
  const questions = app.state.myQuestions;
  // The patch may come before the reply: it is one question, and the meeting's word counts.
  const { arrived } = app.state;
  for (const id of echoes.keys()) if (arrived.has(id)) echoes.delete(id);
  const items = new Map(app.outbox.all().filter((i) => i.kind === "ask" && !arrived.has(i.id)).map((i) => [i.id, i]));
  const known = new Map([...echoes, ...questions].sort(([, a], [, b]) => Date.parse(b.at) - Date.parse(a.at)));
  const list = one("[data-list=mine]", box);
  // Before the first picture from the hub the rows that the server rendered stand as they are.
  const rendered = app.live ? [] : [...list.querySelectorAll<HTMLElement>("[data-id]")].map((el) => el.dataset.id ?? "");
  const ids = [...new Set([...[...items.keys()].reverse(), ...known.keys(), ...rendered])];
  keyed(list, "mine", ids, (el, id) => {
    const item = items.get(id);
    const question = known.get(id);
    if (item) drawItem(app, el, item);
    else if (question) drawQuestion(app, el, id, question, questions.has(id));
  });
  text(part(box, "number"), w("number", { n: ids.length }));
  show(box, ids.length > 0);
  // What needs the resident must not stay folded away.
  if ([...items.values()].some((item) => item.state !== "waiting")) box.open = true;
}

function drawItem(app: App, el: HTMLElement, item: Item): void {
  const { w } = app;
  const refused = item.state === "refused";
  clauses(part(el, "text"), String(item.args.text));
  if (item.state === "waiting") state(part(el, "state"), "wait", "wait", w("sending"));
  else state(part(el, "state"), "late", "no", refused ? item.message || w("refused") : w("aside"));
  text(part(el, "when"), w("written", { time: clock(item.at) }));
  text(part(el, "gist"), "");
  details(el);
  actions(el, { withdraw: false, rewrite: item.state !== "waiting", again: item.state === "aside" });
}

function drawQuestion(app: App, el: HTMLElement, id: string, q: MyQuestion, arrived: boolean): void {
  const { w } = app;
  const leaving = app.outbox.find("withdraw", "questionId", id);
  clauses(part(el, "text"), q.text);
  const line = part(el, "state");
  if (leaving?.state === "waiting") state(line, "wait", "wait", w("withdrawing"));
  else {
    state(line, ...questionLook(w, q));
  }
  text(part(el, "when"), w("sent", { time: clock(q.at) }));
  const trouble = leaving && leaving.state !== "waiting" ? (leaving.state === "aside" ? w("aside") : leaving.message || w("refused")) : "";
  text(part(el, "gist"), [
    trouble, q.gist, q.unit, (q.into?.state ?? q.state) === "refused" ? w("q.refused.next") : "",
    q.joined ? w("q.joined", { n: q.joined }) : "",
  ].filter(Boolean).join("\n"));
  details(el, q.receipt);
  actions(el, {
    withdraw: arrived && q.state === "waiting" && leaving?.state !== "waiting",
    rewrite: q.state === "refused" || q.state === "withdrawn",
    again: false,
  });
}

type Look = [kind: string, sign: string, words: string];

/** The receipt stands in a line of its own: a code torn in two cannot be read aloud. */
function details(el: HTMLElement, receipt?: string): void {
  const gist = part(el, "gist");
  show(gist, !!gist.textContent);
  show(part(el, "code"), !!receipt);
  text(part(el, "receipt"), receiptCode(receipt));
}

/** How one's own question stands; a merged one where the other does. */
export function questionLook(w: Words, q: MyQuestion): Look {
  const [kind, sign, words] = stateOf(w, q, q.into?.state ?? q.state);
  return [kind, sign, q.into ? w("q.merged", { n: q.into.number, state: words }) : words];
}

function stateOf(w: Words, q: MyQuestion, of: MyQuestion["state"]): Look {
  if (of === "waiting") return ["wait", "wait", w("q.waiting")];
  if (of === "approved") return ["done", "done", w("q.approved")];
  if (of === "stage") return ["stage", "stage", w("q.stage")];
  if (of === "answered") return ["done", "done", w("q.answered")];
  if (of === "handed-over") return ["moving", "date", q.due ? w("q.due", { date: day(w, q.due) }) : w("q.handed-over")];
  return ["shut", "no", of === "refused" ? w("q.refused", { reason: reason(w, q) }) : w("q.withdrawn")];
}

/** The secretary's own words say more than the heading they stand under. */
const reason = (w: Words, q: MyQuestion) => q.reasonNote || w("reason." + (q.reason ?? "other"));

function actions(el: HTMLElement, visible: Record<"withdraw" | "rewrite" | "again", boolean>): void {
  for (const name of ["withdraw", "rewrite", "again"] as const) show(part(el, name), visible[name]);
}
