import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { announcer, standing } from "../src/announce";
import { State } from "../src/state";
import { readWords } from "../src/words";

const page = readFileSync("page.html", "utf8");
const w = readWords(/id="words">([^]*?)<\/script>/.exec(page)?.[1] ?? "{}", true);
const round = (open: boolean, total: number) => ({
  title: "您对今天的现场答复满意吗？", number: 1, rounds: 1, present: 9, open, closed: !open, shown: true, counts: [0, 0, 0, 0, total], total,
});
const question = (state: string, more = {}) => ({ text: "晚餐有吗？", state, at: "2025-08-25T06:31:00Z", supports: 0, ...more });
let version = 0;

function story() {
  const state = new State("e1");
  const tell = announcer();
  return (sections: object) => {
    state.apply({ epoch: "e1", version: ++version, full: version === 1, sections } as never);
    return tell(standing(w, state));
  };
}

test("what stands there when the page opens is not read out", () => {
  assert.equal(story()({ rating: { rounds: { a: round(true, 3) } } }), "");
});

test("a round or poll that opens is read out once, and its tallies never", () => {
  const tell = story();
  tell({ phase: { phase: "running" } });
  assert.equal(tell({ rating: { rounds: { a: round(true, 0) } } }), "请您评价，您对今天的现场答复满意吗？");
  for (let total = 1; total < 9; total++) assert.equal(tell({ rating: { rounds: { a: round(true, total) } } }), "");
  assert.equal(tell({ rating: { rounds: { a: round(false, 9) } } }), "");
  const poll = { title: "", question: "建在哪儿？", note: "", kind: "one", most: 1, number: 1, open: true, proposals: [] };
  assert.equal(tell({ polls: { items: { p: poll } } }), "请您投票，建在哪儿？");
  assert.equal(tell({ votes: { p: { total: 5, present: 9, counts: [5] } } }), "");
});

test("one's own question is read out with each new state, not with each supporter", () => {
  const tell = story();
  tell({ mine: { questions: {}, ratings: {}, votes: {}, supported: [] } });
  const mine = (q: object) => tell({ mine: { questions: { q }, ratings: {}, votes: {}, supported: [] } });
  assert.equal(mine(question("waiting")), "");
  assert.equal(mine(question("approved")), "已公开，晚餐有吗？");
  assert.equal(mine(question("approved", { supports: 7 })), "");
  assert.equal(mine(question("stage")), "正在台上，晚餐有吗？");
  assert.equal(mine(question("merged", { into: { number: 4, state: "approved" } })), "已并入第4号：已公开，晚餐有吗？");
  assert.equal(mine(question("merged", { into: { number: 4, state: "answered" } })), "已并入第4号：已现场答复，晚餐有吗？");
});
