// 时间表: what was promised, by whom, until when.
import type { App } from "./app";
import { attr, clauses, keyed, one, part, show, state, text } from "./dom";
import type { Commitment } from "./types";
import { day, type Words } from "./words";

const WASH = 6_000;
const JUST_LISTED = 600_000;
const LOOKS: Partial<Record<Commitment["state"], [kind: string, icon: string]>> = {
  moving: ["moving", "go"], "awaiting-check": ["done", "done"], done: ["done", "done"], "cannot-be-done": ["shut", "no"],
};
let onlyMine = false;

export function enhanceTimetable(app: App, root: Element): void {
  const chips = root.querySelectorAll<HTMLElement>("[data-filter]");
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      onlyMine = chip.dataset.filter === "mine";
      for (const other of chips) other.setAttribute("aria-pressed", String(other === chip));
      app.refresh();
    });
  }
}

export function drawTimetable(app: App, root: Element, first: boolean): void {
  const { w } = app;
  const all = app.state.commitments;
  const mine = (c: Commitment) => !!c.question && app.state.myQuestions.has(c.question);
  const own = [...all.values()].filter(mine).length;
  if (!own && onlyMine) one<HTMLElement>("[data-filter=all]", root).click();
  // As the server has it: what was listed last first, then by day.
  const listed = (c: Commitment) => Date.parse(c.listedAt ?? "") || 0;
  const newest = Math.max(...[...all.values()].map(listed));
  const isNew = (c: Commitment) => !!c.listedAt && listed(c) === newest && Date.now() - newest < JUST_LISTED;
  const ids = [...all].filter(([, c]) => !onlyMine || mine(c))
    .sort(([a, x], [b, y]) => listed(y) - listed(x) || x.due.localeCompare(y.due) || (a < b ? -1 : 1)).map(([id]) => id);
  keyed(one("[data-list=timetable]", root), "commitment", ids, (el, id, added) => {
    const c = all.get(id);
    if (!c) return;
    draw(w, el, c, mine(c), isNew(c));
    if (added && !first && isNew(c)) {
      el.classList.add("new");
      setTimeout(() => el.classList.remove("new"), WASH);
    }
  });
  text(part(root, "title"), w("c.title", { n: all.size }));
  text(part(root, "all"), w("c.all", { n: all.size }));
  text(part(root, "own"), w("c.mine", { n: own }));
  show(one(".chips", root), own > 0);
  show(part(root, "none"), all.size === 0);
  show(part(root, "head"), all.size > 0);
}

function draw(w: Words, el: HTMLElement, c: Commitment, mine: boolean, isNew: boolean): void {
  clauses(part(el, "title"), c.title);
  const line = part(el, "state");
  const [kind, icon] = isNew ? ["stage", "flag"] : LOOKS[c.state] ?? ["wait", "wait"];
  state(line, kind, icon, w("commitment." + (isNew ? "new" : c.state)));

  const nodes = part(el, "nodes");
  const done = c.milestones.filter((m) => m.done).length;
  show(nodes, c.milestones.length > 0);
  attr(nodes, "aria-label", w("c.nodes", { n: c.milestones.length, done }));
  nodes.classList.toggle("whole", c.state === "done");
  while (nodes.childElementCount > c.milestones.length) nodes.lastElementChild?.remove();
  while (nodes.childElementCount < c.milestones.length) nodes.append(document.createElement("i"));
  c.milestones.forEach((m, i) => nodes.children[i]?.classList.toggle("on", m.done));

  text(part(el, "due"), w(c.state === "done" ? "c.done.at" : "c.due", { date: day(w, c.due), unit: c.unit }));
  clauses(part(el, "who"), (mine ? w("c.yours") : "") + w("c.who", { lead: c.lead, owner: c.owner }));
}
