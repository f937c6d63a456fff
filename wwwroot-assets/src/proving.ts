// The phone keeps what opens its rating, and looks by itself whether it was counted once the round is closed and shown.
import type { App } from "./app";
import { show, state } from "./dom";
import type { Item } from "./outbox";
import type { check as Check, Leaf, Openings, Known, Verdict } from "./proof-check";
import type { Reply } from "./types";

type Kind = "round" | "poll";

/** In localStorage under mlo.proof.{code}.{round or poll}/{id}. */
interface Kept extends Leaf {
  version: number;
  /** The root under which it was found; once is enough. */
  found?: string;
}

// Where nothing can be stored it is remembered until the page goes.
const memory = new Map<string, Kept>();
const verdicts = new Map<string, Verdict | "unknown">();
let loading: Promise<typeof Check> | undefined;

const keyOf = (app: App, name: string) => `mlo.proof.${app.code}.${name}`;

function read(key: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
    if (kept && typeof kept.salt === "string") return kept;
  } catch {
    // No storage, or another hand in it: what this page remembers is left.
  }
  return memory.get(key);
}

function write(key: string, kept: Kept): void {
  memory.set(key, kept);
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // As above.
  }
}

/** The reply to a rating or a ballot: the latest one counts, whichever tab sent it. */
export function keep(app: App, { args }: Item, reply: Reply): void {
  if (!reply.proof) return;
  const key = keyOf(app, args.poll ? `poll/${args.poll}` : `round/${args.round}`);
  if ((read(key)?.version ?? 0) > reply.version) return;
  const given = args.poll ? { choices: args.choices as string[] } : { score: args.score as number };
  write(key, { ...given, salt: reply.proof, version: reply.version });
}

/** One line under what is closed; nothing while there is nothing to say. */
export function drawProof(app: App, line: HTMLElement, kind: Kind, id: string, known: Known | undefined): void {
  const name = `${kind}/${id}`;
  const kept = known && read(keyOf(app, name));
  const under = name + known?.root;
  const verdict = kept && (kept.found === known.root ? "counted" : verdicts.get(under));
  if (kept && !verdict) {
    verdicts.set(under, "unknown");
    // A hall's phones hear of the closing at once; they do not all ask at once.
    setTimeout(() => void prove(app, kind, id, under, kept, known), Math.random() * Math.min(30_000, 1_500 + 5 * (known.total ?? 300)));
  }
  const said = verdict && verdict !== "unknown";
  show(line, !!said);
  if (said) state(line, verdict === "counted" ? "done" : "late", verdict === "counted" ? "done" : "no", words(app, name, verdict));
}

const words = (app: App, name: string, verdict: Verdict) => {
  if (verdict === "counted") return app.w("proof.counted");
  if (verdict === "differs") return app.w("proof.differs");
  return app.state.replaced.includes(name) ? app.w("proof.replaced") : app.w("proof.absent");
};

async function prove(app: App, kind: Kind, id: string, under: string, kept: Kept, known: Known): Promise<void> {
  const name = `${kind}/${id}`;
  try {
    const path = `/p/${encodeURIComponent(app.code)}/openings/${kind === "round" ? "rating" : kind}/${encodeURIComponent(id)}.json`;
    const response = await fetch(path, { credentials: "omit" });
    // Not published, as of a meeting before there were openings: nothing to say.
    if (!response.ok) return;
    const openings = await response.json() as Openings;
    const check = await load();
    const order = known.proposals;
    // In which order somebody ticked says nothing; the ballot's order is sealed. Only a ranking's own order is a choice.
    const mine = order && !known.ranking && kept.choices
      ? { ...kept, choices: [...kept.choices].sort((a, b) => order.indexOf(a) - order.indexOf(b)) } : kept;
    const verdict = check(openings, mine, known);
    verdicts.set(under, verdict);
    if (verdict === "counted") write(keyOf(app, name), { ...kept, found: known.root });
    app.say(words(app, name, verdict));
    app.refresh();
  } catch {
    // Offline, or the answer was cut short: looked for again when there is something to draw.
    setTimeout(() => { verdicts.delete(under); app.refresh(); }, 20_000);
  }
}

function load(): Promise<typeof Check> {
  return loading ??= new Promise<typeof Check>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.proof ?? "";
    script.onload = () => window.mloCheck ? resolve(window.mloCheck) : reject(new Error("proof.js"));
    script.onerror = () => { loading = undefined; reject(new Error("proof.js")); };
    document.head.append(script);
  });
}
