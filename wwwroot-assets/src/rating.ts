// Rating rounds. The mark appears with the tap; the words say honestly how far it has come: sending, then received.
import { isElder } from "./elder";
import type { App } from "./app";
import { attr, clauses, icon, keyed, one, part, show, text } from "./dom";
import type { Item } from "./outbox";
import { keep } from "./proving";
import type { Level, Reply, Round } from "./types";
import { receiptCode } from "./words";

export function rate(app: App, round: string, score: Level): void {
  const last = app.outbox.find("rate", "round", round);
  // A second tap on the same level adds nothing; the first is on its way or has arrived.
  const chosen = last ? last.state === "waiting" && last.args.score : app.state.myRating(round)?.score;
  if (chosen === score) return;
  app.outbox.replace(last, "rate", { round, score });
  app.refresh();
}

/** A rating or a ballot has its answer. */
export function rated(app: App, item: Item, reply: Reply): void {
  if (!reply.ok) return app.say(reply.message ?? app.w("refused"));
  const { args } = item;
  keep(app, item, reply);
  app.state.note(args.poll ? "mine/vote/" + args.poll : "mine/rating/" + args.round, { ...args, receipt: reply.receipt }, reply.version);
  app.say(app.w("heard", { receipt: receiptCode(reply.receipt) }));
}

/** The levels are buttons of a form without script. With it they are radios: arrows move, Space or Enter chooses. */
export function enhanceRounds(app: App, root: Element): void {
  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("click", (event) => {
    const hit = (event.target as Element).closest<HTMLButtonElement>("button");
    const form = hit?.closest<HTMLElement>("[data-round]");
    if (!hit || !form) return;
    event.preventDefault();
    if (hit.matches(".level") && hit.getAttribute("aria-disabled") !== "true") {
      rate(app, form.dataset.round ?? "", Number(hit.value) as Level);
    } else if (hit.matches("[data-again]")) {
      const item = app.outbox.find("rate", "round", form.dataset.round ?? "");
      if (item) app.outbox.again(item.id);
      app.refresh();
    }
  });
  root.addEventListener("keydown", (event) => {
    const { key } = event as KeyboardEvent;
    const step = key === "ArrowDown" || key === "ArrowRight" ? 1 : key === "ArrowUp" || key === "ArrowLeft" ? -1 : 0;
    const from = (event.target as Element).closest(".level");
    if (!step || !from) return;
    event.preventDefault();
    const all = [...(from.parentElement?.querySelectorAll<HTMLElement>(".level") ?? [])];
    const to = all[(all.indexOf(from as HTMLElement) + step + all.length) % all.length];
    // Choosing sends, so an arrow only moves: nobody should vote five times on the way down.
    for (const level of all) level.tabIndex = level === to ? 0 : -1;
    to?.focus();
  });
}

// The scene during which a round was rated. While it lasts the form stays where it is: nothing moves under a finger.
const ratedDuring = new Map<string, string>();

/** What there is to rate stands on top; what is rated or closed gives way to the stage and the slide. */
export function drawRounds(app: App, todo: Element, done: Element): boolean {
  const rounds = app.state.rounds;
  const scene = JSON.stringify(app.state.scene);
  const busy = app.state.stage !== null || app.state.scene?.kind === "slide";
  const settled = (id: string, round: Round) => {
    const item = app.outbox.find("rate", "round", id);
    if (item?.state === "waiting") ratedDuring.set(id, scene);
    return item?.state !== "waiting" && (!round.open || (busy && !!app.state.myRating(id) && ratedDuring.get(id) !== scene));
  };
  // A closed round stays for those who took part, or when its result is shown.
  const all = [...rounds]
    .filter(([id, r]) => r.open || r.shown || app.state.myRating(id) || app.outbox.find("rate", "round", id))
    .sort(([, a], [, b]) => Number(b.open) - Number(a.open) || (a.open ? 1 : -1) * (a.number - b.number));
  const below = new Set(all.filter(([id, r]) => settled(id, r)).map(([id]) => id));
  for (const [list, inside] of [[todo, false], [done, true]] as const) {
    keyed(list, "round", all.map(([id]) => id).filter((id) => below.has(id) === inside), (form, id) => {
      const round = rounds.get(id);
      if (round) drawRound(app, form, id, round);
    });
  }
  return all.some(([id]) => !below.has(id));
}

function drawRound(app: App, form: HTMLElement, id: string, round: Round): void {
  const { w } = app;
  form.dataset.round = id;
  const item = app.outbox.find("rate", "round", id);
  const mine = app.state.myRating(id);
  const sending = item?.state === "waiting";
  const score = sending ? item.args.score : mine?.score;

  form.classList.toggle("round--closed", !round.open);
  text(part(form, "kind"), w(round.open ? "rate" : "closed"));
  text(part(form, "subject"), round.subject ? w("subject." + round.subject) : "");
  text(part(form, "which"), round.number ? w("which", { n: round.number, of: round.rounds }) : "");
  const title = part(form, "title");
  title.id = "round-" + id;
  clauses(title, round.title ?? "");
  const about = part(form, "about");
  text(about, round.note ?? "");
  show(about, round.open && !!round.note);

  const group = one(".levels", form);
  attr(group, "role", "radiogroup");
  attr(group, "aria-labelledby", title.id);
  const levels = [...group.querySelectorAll<HTMLButtonElement>(".level")];
  for (const level of levels) {
    const on = Number(level.value) === score;
    level.removeAttribute("aria-pressed");
    attr(level, "role", "radio");
    attr(level, "aria-checked", String(on));
    attr(level, "aria-disabled", String(!round.open));
    // The server's closed round is disabled; ours keeps the focus where it is.
    level.removeAttribute("disabled");
    level.classList.toggle("level--sending", on && sending);
    icon(level, on && sending ? "wait" : "done");
    const say = on ? w(sending ? "sending" : round.open ? "received" : "closed") : "";
    // With large letters there is room for one word only.
    text(part(level, "say"), on && !sending && round.open && !isElder() ? say + w("thanks") : say);
    // Closed: only what was chosen, and the result, still matter.
    show(level, round.open || on);
  }
  const focused = levels.find((level) => level === document.activeElement);
  const stop = focused ?? levels.find((level) => level.getAttribute("aria-checked") === "true") ?? levels[0];
  for (const level of levels) level.tabIndex = level === stop ? 0 : -1;

  drawAnswer(app, form, item, mine, round.open);
  drawCounts(app, part(form, "counts"), round, !!mine || !round.open);
}

/** How far it has come, or why it was not taken. */
export function drawAnswer(app: App, form: Element, item: Item | undefined, mine: { receipt?: string } | null, open: boolean): void {
  const sending = item?.state === "waiting";
  drawNote(app, part(form, "note"), sending, mine?.receipt, open, !!mine);
  const why = part(form, "why");
  show(why, !!item && !sending);
  if (item && !sending) text(part(why, "message"), item.state === "aside" ? app.w("aside") : item.message || app.w("refused"));
  show(part(why, "again"), item?.state === "aside");
}

export function drawNote(app: App, note: HTMLElement, sending: boolean, receipt: string | undefined, open: boolean, have: boolean): void {
  const { w } = app;
  show(note, sending || have);
  note.classList.toggle("note--wait", sending);
  text(part(note, "lead"), sending ? w("safe") : receipt ? w("receipt") + " " : "");
  text(part(note, "receipt"), sending ? "" : receiptCode(receipt));
  clauses(part(note, "hint"), sending ? w("safe.hint") : open ? w("change") : "");
}

/** Shown only once one's own rating is in, so that the others' do not lead it. */
function drawCounts(app: App, figure: HTMLElement, round: Round, mayLook: boolean): void {
  const counts = round.shown && mayLook ? round.counts : undefined;
  const total = round.total || 0;
  show(figure, !!counts && total > 0);
  if (!counts || !total) return;
  text(part(figure, "total"), app.w("total", { n: total, of: Math.max(round.present, total) }));
  clauses(part(figure, "by"), by(app, round));
  const most = Math.max(...counts, 1);
  for (const row of figure.querySelectorAll<HTMLElement>("[data-level]")) {
    const n = counts[Number(row.dataset.level) - 1] ?? 0;
    attr(one("rect", row), "width", (n / most) * 100 + "%");
    text(part(row, "n"), app.w("people", { n }));
    text(part(row, "share"), ((n / total) * 100).toFixed(1) + "%");
  }
}

/** Of whom the counts speak: what nobody used is left out. */
function by({ w }: App, round: Round): string {
  const kinds = (["hall", "online", "paper"] as const).flatMap((kind) => {
    const { present = 0, rated = 0 } = round.of?.[kind] ?? {};
    return present ? [w("by." + kind, { n: rated, of: present })] : [];
  });
  return [...kinds, ...(round.paper ? [w("on-paper", { n: round.paper })] : [])].join(w("comma"));
}
