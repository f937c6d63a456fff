import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { newId } from "../src/ids";
import { retryDelay } from "../src/retry";
import { clock, day, readWords } from "../src/words";

test("an id is 22 of the allowed characters and never the same twice", () => {
  const ids = Array.from({ length: 2000 }, newId);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{22}$/);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(new Set(ids.join("")).size, 64);
});

test("a wait lies between nothing and the doubling bound, which stops at 15 seconds", () => {
  const most = [500, 1000, 2000, 4000, 8000, 15000, 15000];
  most.forEach((bound, attempt) => {
    assert.equal(retryDelay(attempt, () => 0), 0);
    assert.equal(retryDelay(attempt, () => .5), bound / 2);
    for (let i = 0; i < 200; i++) assert.ok(retryDelay(attempt) >= 0 && retryDelay(attempt) < bound);
  });
  assert.equal(retryDelay(1e6, () => 1), 15000);
});

test("words are filled in, and a missing one throws while developing only", () => {
  const json = JSON.stringify({ which: "第{n}轮，共{of}轮" });
  assert.equal(readWords(json, true)("which", { n: 2, of: 4 }), "第2轮，共4轮");
  assert.throws(() => readWords(json, true)("other"), /other/);
  assert.equal(readWords(json, false)("other"), "");
});

test("a day is written in the page's language, without zones", () => {
  const months = "January February March April May June July August September October November December";
  assert.equal(day(readWords(JSON.stringify({ date: "{m}月{d}日", months }), true), "2025-10-01"), "10月1日");
  assert.equal(day(readWords(JSON.stringify({ date: "{d} {month}", months }), true), "2025-10-31"), "31 October");
  assert.equal(clock("nonsense"), "");
  assert.equal(clock("2025-08-25T06:31:00+00:00"), "14:31");
});

test("the reference page has every word that the client asks for, and no other", () => {
  const page = readFileSync("page.html", "utf8");
  const words = JSON.parse(/id="words">([^]*?)<\/script>/.exec(page)?.[1] ?? "{}") as Record<string, string>;
  const source = readdirSync("src").filter((f) => f.endsWith(".ts") && !/^(visit|grid|band|keep|shots|answer)/.test(f)).map((f) => readFileSync(`src/${f}`, "utf8")).join("\n");
  const asked = [...source.matchAll(/\b(?:w|app\.w)\("([^"]+)"[,)]/g)].map((m) => m[1] ?? "");
  for (const phase of ["preparing", "running", "closed"]) asked.push(`idle.${phase}`, `idle.${phase}.hint`);
  for (const kind of ["hall", "online", "paper"]) asked.push(`by.${kind}`);
  assert.ok(asked.length > 40);
  assert.deepEqual(asked.filter((key) => !(key in words)), []);
  assert.deepEqual(Object.keys(words).filter((key) => !/^(idle|commitment|reason|subject|pick|by)\./.test(key) && !source.includes(`"${key}"`)), []);
});
