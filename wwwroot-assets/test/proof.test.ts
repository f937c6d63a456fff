// The same vectors are opened by the rules (Core.Tests) and by this phone: both must find the same root.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { check, commitment, rootOf, type Known, type Openings } from "../src/proof-check";

const vectors = JSON.parse(readFileSync("test/proof-vectors.json", "utf8")) as (Openings & { firsts?: number[] })[];
const proposals = ["west", "yard", "供销社"];
const known = (o: Openings & { firsts?: number[] }): Known => ({ root: o.root, proposals, ranking: !!o.firsts?.length });
const copy = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

test("every vector's leaves are sorted and give its root", () => {
  assert.equal(vectors.length, 9);
  for (const openings of vectors) {
    const all = openings.leaves.map((leaf) => commitment(openings.kind, openings.id, leaf));
    assert.deepEqual(all, [...all].sort());
    assert.equal(rootOf(all), openings.root);
    assert.equal(rootOf([...all].reverse()), openings.root);
  }
});

test("whoever is among the leaves is counted, whoever is not is absent", () => {
  for (const openings of vectors) {
    for (const leaf of openings.leaves) assert.equal(check(openings, copy(leaf), known(openings)), "counted");
    const stranger = { ...(openings.kind === "poll" ? { choices: ["west"] } : { score: 5 }), salt: "00".repeat(16) };
    assert.equal(check(openings, stranger, known(openings)), "absent");
  }
});

test("another score under my own salt is not mine", () => {
  const openings = vectors[4] as Openings;
  const mine = openings.leaves[0] as Openings["leaves"][0];
  assert.equal(check(openings, { ...mine, score: ((mine.score ?? 0) % 5) + 1 }, known(openings)), "absent");
});

test("what was changed, dropped, added or counted otherwise does not agree", () => {
  for (const openings of vectors.filter((o) => o.leaves.length > 1)) {
    const mine = copy(openings.leaves[0] as Openings["leaves"][0]);
    const changes: ((o: Openings) => void)[] = [
      (o) => { (o.leaves[1] as { salt: string }).salt = "ab".repeat(16); },
      (o) => { o.leaves.pop(); },
      (o) => { o.leaves.push({ ...mine, salt: "cd".repeat(16) }); },
      (o) => { o.leaves.push(mine); },
      (o) => { o.counts[0] = (o.counts[0] ?? 0) + 1; },
      (o) => { o.root = "00".repeat(32); },
    ];
    for (const change of changes) {
      const damaged = copy(openings);
      change(damaged);
      assert.equal(check(damaged, mine, known(openings)), "differs");
    }
  }
});

test("openings of another root than the hub told do not agree, though they are sound in themselves", () => {
  const [one, other] = [vectors[5] as Openings, vectors[6] as Openings];
  assert.equal(check(one, one.leaves[0] as Openings["leaves"][0], known(other)), "differs");
});

test("paper may add to what is shown, and nothing may be shown that is less than the leaves", () => {
  const openings = vectors[6] as Openings;
  const mine = openings.leaves[0] as Openings["leaves"][0];
  const withPaper = openings.counts.map((n) => n + 3);
  assert.equal(check(openings, mine, { ...known(openings), counts: withPaper, total: 13 + 15 }), "counted");
  assert.equal(check(openings, mine, { ...known(openings), counts: openings.counts, total: 13 }), "counted");
  assert.equal(check(openings, mine, { ...known(openings), counts: openings.counts, total: 12 }), "differs");
  assert.equal(check(openings, mine, { ...known(openings), counts: [0, 0, 0, 0, 13] }), "differs");
});
