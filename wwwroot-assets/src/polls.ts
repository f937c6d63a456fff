// Polls. A single choice is sent with the tap, as a rating is; several and a ranking wait here until they are sent.
import type { App } from "./app";
import { attr, clauses, icon, keyed, one, part, show, text } from "./dom";
import { load, stands } from "./now";
import { drawAnswer } from "./rating";
import type { Poll } from "./types";

const drafts = new Map<string, string[]>();

const sent = (app: App, id: string) => app.outbox.find("vote", "poll", id);

function chosen(app: App, id: string): string[] {
  const item = sent(app, id);
  return drafts.get(id) ?? (item?.state === "waiting" ? (item.args.choices as string[]) : app.state.myVote(id)?.choices) ?? [];
}

export function enhancePolls(app: App, root: Element): void {
  root.addEventListener("click", (event) => {
    const hit = (event.target as Element).closest<HTMLButtonElement>("[data-poll] button");
    // Before the hub has spoken the form posts itself, as without script.
    if (!hit || !app.live) return;
    event.preventDefault();
    const id = hit.closest<HTMLElement>("[data-poll]")?.dataset.poll ?? "";
    const poll = app.state.polls.get(id);
    const now = chosen(app, id);
    const item = sent(app, id);
    const single = poll?.kind === "one";
    if (hit.matches("[data-again]")) {
      if (item) app.outbox.again(item.id);
    } else if (hit.matches("[data-undo]")) {
      drafts.set(id, now.slice(0, -1));
    } else if (single || hit.matches("[data-send]")) {
      const choices = single ? [hit.value] : now;
      drafts.delete(id);
      // A second tap on the same row adds nothing.
      if (choices.join() !== chosen(app, id).join()) app.outbox.replace(item, "vote", { poll: id, choices });
    } else if (now.includes(hit.value)) {
      drafts.set(id, now.filter((choice) => choice !== hit.value));
    } else if (poll && now.length < poll.most) {
      drafts.set(id, [...now, hit.value]);
    } else {
      app.say(part(hit.form as Element, "which").textContent ?? "");
    }
    app.refresh();
  });
}

/** Open polls stand on top; the results of closed ones, which the server writes, below what goes on now. */
export function drawPolls(app: App, todo: Element, done: Element): boolean {
  const all = app.state.polls;
  const ids = (open: boolean) => [...all].filter(([, poll]) => poll.open === open).map(([id]) => id);
  keyed(todo, "poll", ids(true), (form, id) => drawPoll(app, form, id, all.get(id) as Poll));
  keyed(done, "result", ids(false), (frame, id, added) => {
    const key = JSON.stringify(all.get(id));
    if (!added && !stands.has(frame)) stands.set(frame, key);
    void load(app, frame, "poll/" + id, key);
  });
  return ids(true).length > 0;
}

function drawPoll(app: App, form: HTMLElement, id: string, poll: Poll): void {
  const { w } = app;
  form.dataset.poll = id;
  const ranking = poll.kind === "ranking";
  const item = sent(app, id);
  const draft = drafts.get(id);
  const sending = !draft && item?.state === "waiting";
  const now = chosen(app, id);
  text(part(form, "which"), w("pick." + poll.kind, { n: poll.most }));
  clauses(part(form, "title"), poll.question);
  text(part(form, "about"), poll.note);
  show(part(form, "about"), !!poll.note);
  keyed(one(".levels", form), "choice", poll.proposals.map((p) => p.id), (row, choice) => {
    const at = poll.proposals.findIndex((p) => p.id === choice);
    const { name, detail } = poll.proposals[at] as Poll["proposals"][0];
    const place = now.indexOf(choice) + 1;
    attr(row, "value", choice);
    attr(row, "aria-pressed", String(place > 0));
    row.classList.toggle("level--sending", place > 0 && sending);
    icon(row, place && sending ? "wait" : "done");
    // A number before a ranking's rows would read as a place.
    text(part(row, "name"), ranking ? name : `${at + 1} ${name}`);
    text(part(row, "detail"), detail);
    text(part(row, "say"), place ? (ranking ? w("place", { n: place }) + " " : "") + (draft ? "" : w(sending ? "sending" : "received")) : "");
  });
  show(one(".acts", form), !!draft?.length);
  drawAnswer(app, form, item, app.state.myVote(id), true);
}
