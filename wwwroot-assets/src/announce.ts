// What is read out: that there is something to rate or to vote on, and what became of one's own questions. Each once, and
// never a figure: tallies change four times a second. What one does oneself is answered by its reply.
import { questionLook } from "./mine";
import type { State } from "./state";
import type { Words } from "./words";

/** All that could be told now, by what it is about. */
export function standing(w: Words, state: State): Map<string, string> {
  const all = new Map<string, string>();
  for (const [id, round] of state.rounds) {
    if (round.open) all.set("round " + id, w("rate") + w("comma") + round.title);
  }
  for (const [id, poll] of state.polls) {
    if (poll.open) all.set("poll " + id, w("vote") + w("comma") + poll.question);
  }
  for (const [id, q] of state.myQuestions) {
    if (q.state === "waiting" || q.state === "withdrawn") continue;
    const [, , words] = questionLook(w, q);
    all.set("question " + id + words, words + w("comma") + q.text);
  }
  return all;
}

/** Makes one that tells what is new since it was asked last; the first time there is nothing new. */
export function announcer(): (now: Map<string, string>) => string {
  let known: Set<string> | null = null;
  return (now) => {
    const before = known;
    known = new Set(now.keys());
    return before ? [...now].filter(([key]) => !before.has(key)).map(([, words]) => words).join(" ") : "";
  };
}
