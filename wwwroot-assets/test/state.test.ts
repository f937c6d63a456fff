import assert from "node:assert/strict";
import { test } from "node:test";
import { State } from "../src/state";
import type { BoardItem, Patch, Round, Sections } from "../src/types";

const round = (more: Partial<Round> = {}): Round =>
  ({ title: "满意吗", number: 1, rounds: 1, present: 1, open: true, closed: false, shown: true, counts: [0, 0, 0, 0, 1], total: 1, ...more });
const item = (text: string): BoardItem => ({ text, state: "approved", number: 1 });
const patch = (version: number, sections: Sections, full = false): Patch => ({ epoch: "e1", version, full, sections });
const started = () => {
  const state = new State("e1");
  state.apply(patch(10, { rating: { rounds: { a: round() } }, board: { items: { q1: item("旧"), q2: item("二") } }, supports: { q1: 3 } }, true));
  return state;
};

test("an older version of an item is ignored", () => {
  const state = started();
  state.apply(patch(12, { supports: { q1: 9 } }));
  state.apply(patch(11, { supports: { q1: 8 } }));
  assert.equal(state.supports("q1"), 9);
});

test("versions are kept by item: an older patch still brings what nobody has written since", () => {
  const state = started();
  state.apply(patch(12, { supports: { q1: 9 } }));
  state.apply(patch(11, { supports: { q2: 4 } }));
  assert.equal(state.supports("q2"), 4);
});

test("a removed item is not brought back by a late patch", () => {
  const state = started();
  state.apply(patch(13, { board: { items: { q1: null } } }));
  state.apply(patch(12, { board: { items: { q1: item("晚到") } } }));
  assert.deepEqual([...state.board.keys()], ["q2"]);
});

test("a full picture replaces everything", () => {
  const state = started();
  state.apply(patch(20, { board: { items: { q3: item("新") } } }, true));
  assert.deepEqual([...state.board.keys()], ["q3"]);
  assert.equal(state.rounds.size, 0);
  assert.equal(state.supports("q1"), 0);
});

test("a full picture does not undo what came after it was taken", () => {
  const state = started();
  state.apply(patch(21, { board: { items: { q4: item("更新") } }, supports: { q1: 30 } }));
  state.apply(patch(20, { board: { items: { q1: item("旧") } }, supports: { q1: 5 } }, true));
  assert.deepEqual([...state.board.keys()].sort(), ["q1", "q4"]);
  assert.equal(state.supports("q1"), 30);
});

test("a full picture without `mine` leaves mine alone", () => {
  const state = started();
  state.apply(patch(11, { mine: { ratings: { a: { score: 5 } } } }));
  state.apply(patch(20, { board: { items: {} } }, true));
  assert.equal(state.myRating("a")?.score, 5);
  state.apply(patch(21, { mine: {} }, true));
  assert.equal(state.myRating("a"), null);
});

test("a tally without a title keeps the round's title", () => {
  const state = started();
  state.apply(patch(11, { rating: { rounds: { a: { open: true, counts: [0, 0, 0, 0, 2], total: 2 } } } }));
  assert.equal(state.rounds.get("a")?.title, "满意吗");
  assert.equal(state.rounds.get("a")?.total, 2);
});

test("another epoch replaces everything, also with a lower version, and says so", () => {
  const state = started();
  const { newEpoch } = state.apply({ epoch: "e2", version: 2, sections: { board: { items: { q9: item("恢复") } } } });
  assert.equal(newEpoch, true);
  assert.deepEqual([...state.board.keys()], ["q9"]);
  assert.equal(state.version, 2);
});

test("an own question has arrived when the meeting has it under the phone's id, with or without a reply", () => {
  const state = started();
  state.apply(patch(11, { mine: { questions: { q9: { text: "138****5678", state: "waiting", at: "2025-08-15T06:00:00Z", askedAs: "ask-1" } } } }));
  assert.ok(state.arrived.has("ask-1"));
  assert.ok(!state.arrived.has("q9"));
});

test("a patch with nothing but `mine` does not claim that the public sections are that far", () => {
  const state = started();
  state.apply(patch(15, { mine: { supported: ["q1"] } }));
  assert.equal(state.version, 10);
  state.apply(patch(14, { supports: { q1: 4 } }));
  assert.equal(state.version, 14);
});

test("stage and scene can be emptied", () => {
  const state = started();
  state.apply(patch(11, { stage: { question: "q1", text: "旧", topic: "", since: "" } }));
  assert.equal(state.stage?.question, "q1");
  state.apply(patch(12, { stage: null }));
  assert.equal(state.stage, null);
});
