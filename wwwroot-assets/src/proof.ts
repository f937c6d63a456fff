// Looks by itself whether this phone's ratings were counted, once a round or poll is closed and shown. A bundle of its
// own: the hashes are a tenth of what a phone loads to be usable, and they are needed late or never.
import type { App } from "./app";
import { clauses, show } from "./dom";
import { check, type Known, type Leaf, type Openings, type Verdict } from "./proof-check";
import "./proving";

/** As proving.ts keeps it. */
interface Kept {
  proof: string;
  score?: number;
  choices?: string[];
  /** The root under which it was found; once is enough. */
  found?: string;
}

type Words = Record<Verdict | "replaced", string>;

const verdicts = new Map<string, Verdict | "unknown">();
let words: Words | undefined;

/** After the page has drawn: one line under what is closed, and nothing while there is nothing to say. */
function drawProofs(app: App): void {
  for (const [id, { root, total, counts }] of app.state.rounds) {
    if (app.outbox.find("rate", "round", id)?.state === "waiting") continue;
    const form = document.querySelector(`main [data-round="${CSS.escape(id)}"]`);
    if (form) draw(app, form, form.querySelector("[data-f=counts]"), "round/" + id, root ? { root, total, counts } : undefined);
  }
  for (const [id, { root, kind, proposals }] of app.state.polls) {
    if (app.outbox.find("vote", "poll", id)?.state === "waiting") continue;
    const frame = document.querySelector(`[data-list=polls-done] > [data-id="${CSS.escape(id)}"]`);
    const known = root ? { root, proposals: proposals.map((p) => p.id), ranking: kind === "ranking" } : undefined;
    if (frame?.childElementCount) draw(app, frame, null, "poll/" + id, known);
  }
}

function draw(app: App, into: Element, before: Element | null, name: string, known: Known | undefined): void {
  const key = `mlo.proof.${app.code}.${name}`;
  const kept = known && read(key);
  const under = name + known?.root;
  const verdict = kept && verdicts.get(under);
  if (kept && !verdict) {
    verdicts.set(under, "unknown");
    // A hall's phones hear of the closing at once; they do not all ask at once. One that has found its own need not ask.
    const wait = kept.found === known.root ? 0 : Math.random() * Math.min(30_000, 1_500 + 5 * (known.total ?? 300));
    setTimeout(() => void prove(app, name, key, under, kept, known), wait);
  }
  const said = verdict && verdict !== "unknown" && words ? words[verdict === "absent" && app.state.replaced.includes(name) ? "replaced" : verdict] : "";
  let line = into.querySelector<HTMLElement>("[data-f=proof]");
  if (!said) {
    if (line) show(line, false);
    return;
  }
  if (!line) {
    line = document.createElement("p");
    line.dataset.f = "proof";
    into.insertBefore(line, before);
  }
  show(line, true);
  if (line.textContent === said) return;
  const good = verdict === "counted";
  line.className = "state state--" + (good ? "done" : "late");
  // A sign of the page's sprite; the words go in as text.
  line.innerHTML = `<svg class="i" aria-hidden="true"><use href="#i-${good ? "done" : "no"}"/></svg><span></span>`;
  clauses(line.lastChild as Element, said);
}

function read(key: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
    return kept && typeof kept.proof === "string" ? kept : undefined;
  } catch {
    // No storage any more, or another hand in it: there is nothing to check.
    return undefined;
  }
}

async function prove(app: App, name: string, key: string, under: string, kept: Kept, known: Known): Promise<void> {
  try {
    words ??= await json<Words>(`/proof-words.json?lang=${document.documentElement.lang}`);
    const verdict = kept.found === known.root ? "counted" : await look(app, name, kept, known);
    // Not published, as of a meeting before there were openings: nothing to say.
    if (!verdict) return;
    verdicts.set(under, verdict);
    if (verdict === "counted") localStorage.setItem(key, JSON.stringify({ ...kept, found: known.root }));
    app.refresh();
  } catch {
    // Offline, or the answer was cut short.
    setTimeout(() => { verdicts.delete(under); app.refresh(); }, 20_000);
  }
}

async function look(app: App, name: string, kept: Kept, known: Known): Promise<Verdict | undefined> {
  const id = encodeURIComponent(name.slice(name.indexOf("/") + 1));
  const openings = await json<Openings>(`/p/${encodeURIComponent(app.code)}/openings/${name.startsWith("poll/") ? "poll" : "rating"}/${id}.json`);
  const mine: Leaf = { ...kept, salt: kept.proof };
  const order = known.proposals;
  // In which order somebody ticked says nothing, and the ballot's order is sealed. Only a ranking's own order is a choice.
  if (order && !known.ranking) mine.choices = [...(kept.choices ?? [])].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return openings && check(openings, mine, known);
}

/** Asked without cookies: nobody is told who looks. Undefined where there is none. */
async function json<T>(address: string): Promise<T | undefined> {
  const response = await fetch(address, { credentials: "omit" });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(String(response.status));
  return await response.json() as T;
}

window.mloProof = drawProofs;
