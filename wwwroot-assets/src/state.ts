// What this phone knows of the meeting. Replication rule: every item carries the version of the patch that last wrote
// it; an older patch never overwrites it. A removed item keeps its version too, so that a late patch cannot bring it
// back. `full` replaces everything that is not newer than itself. Another epoch replaces everything.
import type { BoardItem, Commitment, MyQuestion, MyRating, MyVote, Patch, Phase, Poll, Round, Scene, Sections, Stage } from "./types";

interface Kept {
  version: number;
  value: unknown;
}

type Flat = [key: string, value: unknown][];

export class State {
  version = 0;
  private readonly kept = new Map<string, Kept>();

  constructor(public epoch: string) {}

  /** Returns what changed, and whether the epoch did (the page then reloads once). */
  apply(patch: Patch): { changed: Set<string>; newEpoch: boolean } {
    const changed = new Set<string>();
    const newEpoch = this.epoch !== "" && patch.epoch !== this.epoch;
    this.epoch = this.epoch || patch.epoch;
    if (newEpoch) {
      this.epoch = patch.epoch;
      this.version = 0;
      this.kept.clear();
    }
    const entries = flatten(patch.sections);
    if (patch.full || newEpoch) this.drop(patch, entries, changed);
    for (const [key, value] of entries) this.put(key, value, patch.version, !patch.full, changed);
    // A patch with nothing but `mine` says nothing about how far the public sections have come.
    if (patch.full || Object.keys(patch.sections).some((name) => name !== "mine")) {
      this.version = Math.max(this.version, patch.version);
    }
    return { changed, newEpoch };
  }

  /** What a reply told us before the patch does. */
  note(key: string, value: unknown, version: number): void {
    this.put(key, value, version, false, new Set());
  }

  get rounds(): Map<string, Round> { return this.group<Round>("round/"); }
  get polls(): Map<string, Poll> { return this.group<Poll>("poll/"); }
  get board(): Map<string, BoardItem> { return this.group<BoardItem>("board/"); }
  get commitments(): Map<string, Commitment> { return this.group<Commitment>("commitment/"); }
  get myQuestions(): Map<string, MyQuestion> { return this.group<MyQuestion>("mine/question/"); }
  /** The outbox's ids of the own questions that have arrived, whatever became of their replies. */
  get arrived(): Set<string | undefined> { return new Set([...this.myQuestions.values()].map((q) => q.askedAs)); }
  get stage(): Stage | null { return this.one<Stage>("stage"); }
  get scene(): Scene | null { return this.one<Scene>("scene"); }
  get phase(): Phase | null { return this.one<Phase>("phase"); }
  get supported(): string[] { return this.one<string[]>("mine/supported") ?? []; }
  get replaced(): string[] { return this.one<string[]>("mine/replaced") ?? []; }
  supports(question: string): number { return this.one<number>("supports/" + question) ?? 0; }
  myRating(round: string): MyRating | null { return this.one<MyRating>("mine/rating/" + round); }
  myVote(poll: string): MyVote | null { return this.one<MyVote>("mine/vote/" + poll); }

  private one<T>(key: string): T | null {
    return (this.kept.get(key)?.value as T | undefined) ?? null;
  }

  private group<T>(prefix: string): Map<string, T> {
    const found = new Map<string, T>();
    for (const [key, { value }] of this.kept) {
      if (key.startsWith(prefix) && value !== null) found.set(key.slice(prefix.length), value as T);
    }
    return found;
  }

  private put(key: string, value: unknown, version: number, merge: boolean, changed: Set<string>): void {
    const old = this.kept.get(key);
    if (old && old.version > version) return;
    // A tally may come without the round's title.
    const next = merge && key.startsWith("round/") && old?.value && value ? { ...old.value, ...value } : value;
    this.kept.set(key, { version, value: next ?? null });
    changed.add(key);
  }

  private drop(patch: Patch, entries: Flat, changed: Set<string>): void {
    const named = new Set(entries.map(([key]) => key));
    for (const [key, { version, value }] of this.kept) {
      if (named.has(key) || version > patch.version || value === null) continue;
      // A full picture for everybody carries no `mine`; what is mine then stays.
      if (key.startsWith("mine/") && !patch.sections.mine) continue;
      this.kept.set(key, { version: patch.version, value: null });
      changed.add(key);
    }
  }
}

function flatten(s: Sections): Flat {
  const flat: Flat = [];
  const add = (prefix: string, items: Record<string, unknown> | undefined) => {
    for (const [id, value] of Object.entries(items ?? {})) flat.push([prefix + id, value]);
  };
  add("round/", s.rating?.rounds);
  add("poll/", s.polls?.items);
  add("board/", s.board?.items);
  add("supports/", s.supports);
  add("commitment/", s.timetable?.items);
  add("mine/question/", s.mine?.questions);
  add("mine/rating/", s.mine?.ratings);
  add("mine/vote/", s.mine?.votes);
  for (const name of ["supported", "replaced"] as const) if (s.mine?.[name]) flat.push(["mine/" + name, s.mine[name]]);
  for (const name of ["stage", "scene", "phase"] as const) if (name in s) flat.push([name, s[name]]);
  return flat;
}
