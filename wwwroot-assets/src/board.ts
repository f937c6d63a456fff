// 也有人在问: what others ask, with one large button to second it.
import type { App } from "./app";
import { attr, clauses, keyed, one, part, show, state, text } from "./dom";
import type { BoardItem } from "./types";
import { day } from "./words";

const FIRST = 8;
let order: string[] = [];
let all = false;

export function support(app: App, questionId: string): void {
  const last = app.outbox.find("support", "questionId", questionId);
  if (app.state.supported.includes(questionId) || last?.state === "waiting") return;
  if (last) app.outbox.remove(last.id);
  app.outbox.add("support", { questionId });
  app.refresh();
}

/** Rows never move under a finger: they are sorted when the tab is opened, later ones come at the end. */
export function sortBoard(app: App): void {
  const open = (id: string) => Number(isOpen(app.state.board.get(id)));
  order = [...app.state.board.keys()].sort((a, b) => open(b) - open(a) || app.state.supports(b) - app.state.supports(a));
}

export function enhanceBoard(app: App, root: Element): void {
  root.addEventListener("submit", (event) => {
    if ((event.target as Element).closest("[data-question]")) event.preventDefault();
  });
  root.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button");
    const id = button?.closest<HTMLElement>("[data-question]")?.dataset.question;
    if (!button || !id) return;
    event.preventDefault();
    if (button.matches(".back")) support(app, id);
  });
  one("[data-more=board]").addEventListener("click", () => {
    all = true;
    app.refresh();
  });
}

export function drawBoard(app: App, section: Element): void {
  const board = app.state.board;
  order = order.filter((id) => board.has(id));
  for (const id of board.keys()) if (!order.includes(id)) order.push(id);
  const ids = all ? order : order.slice(0, FIRST);
  keyed(one("[data-list=board]", section), "board", ids, (el, id) => {
    const item = board.get(id);
    if (!item) return;
    clauses(part(el, "text"), item.text);
    drawSupport(app, el, id, isOpen(item));
    const outcome = part(el, "state");
    show(outcome, item.state !== "approved");
    if (item.state === "stage") state(outcome, "stage", "stage", app.w("q.stage"));
    if (item.state === "answered") state(outcome, "done", "done", app.w("q.answered"));
    if (item.state === "handed-over") state(outcome, "moving", "date", item.due ? app.w("q.due", { date: day(app.w, item.due) }) : app.w("q.handed-over"));
    const gist = [item.gist, item.unit].filter(Boolean).join(" · ");
    text(part(el, "gist"), gist);
    show(part(el, "gist"), !!gist);
  });
  const more = one("[data-more=board]", section);
  show(more, order.length > ids.length);
  text(more, app.w("more", { n: order.length - ids.length }));
  show(section, order.length > 0);
}

export function drawSupport(app: App, el: HTMLElement, id: string, open: boolean): void {
  const { w } = app;
  el.dataset.question = id;
  const item = app.outbox.find("support", "questionId", id);
  const sending = item?.state === "waiting";
  const done = app.state.supported.includes(id);
  const n = app.state.supports(id);
  const button = one(".back", el);
  show(button, open || done);
  attr(button, "aria-pressed", String(done || sending));
  button.classList.toggle("back--sending", sending && !done);
  text(part(button, "n"), String(n));
  const say = w(done ? "supported" : sending ? "sending" : "support");
  text(part(button, "say"), say);
  const why = part(el, "why");
  const stuck = item && !sending;
  show(why, !!stuck);
  if (stuck) text(part(why, "message"), item.state === "aside" ? w("aside") : item.message || w("refused"));
}

const isOpen = (item: BoardItem | undefined) => item?.state === "approved" || item?.state === "stage";
