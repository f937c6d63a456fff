import assert from "node:assert/strict";
import { test } from "node:test";
import { NoReply, Outbox, type Item } from "../src/outbox";
import type { Reply } from "../src/types";

class Phone {
  private readonly kept = new Map<string, string>();
  full = false;
  get length() { return this.kept.size; }
  key(i: number) { return [...this.kept.keys()][i] ?? null; }
  getItem(k: string) { return this.kept.get(k) ?? null; }
  removeItem(k: string) { this.kept.delete(k); }
  setItem(k: string, v: string) {
    if (this.full) throw new Error("QuotaExceededError");
    this.kept.set(k, v);
  }
}

const yes: Reply = { ok: true, version: 7, receipt: "W3K7-Q2D9-5M" };
const ignore = () => {};
const open = (phone: Phone | null) => new Outbox(phone, "mlo.out.FT2025.");
const answering = (reply: Reply, seen: Item[] = []) => (item: Item) => {
  seen.push({ ...item });
  return Promise.resolve(reply);
};
const failing = (why: "lost" | "closed" | "error") => () => Promise.reject(new NoReply(why));

test("after a reload an item is sent again under the same id", async () => {
  const phone = new Phone();
  const before = open(phone);
  const { id } = before.add("rate", { round: "overall", score: 5 });
  await before.flush(failing("lost"), ignore);
  const seen: Item[] = [];
  await open(phone).flush(answering(yes, seen), ignore);
  assert.deepEqual(seen.map((i) => [i.id, i.args.score, i.tries]), [[id, 5, 2]]);
});

test("an item leaves only when a reply has come", async () => {
  const phone = new Phone();
  const box = open(phone);
  box.add("ask", { text: "停车" });
  await box.flush(failing("lost"), ignore);
  assert.equal(open(phone).waiting().length, 1);
  await box.flush(answering(yes), ignore);
  assert.equal(open(phone).all().length, 0);
});

test("items go out in the order in which they were made, even within one millisecond", async () => {
  const box = new Outbox(new Phone(), "p.", ignore, () => 1000);
  for (const score of [2, 5, 3]) box.add("rate", { round: "overall", score });
  const seen: Item[] = [];
  await box.flush(answering(yes, seen), ignore);
  assert.deepEqual(seen.map((i) => i.args.score), [2, 5, 3]);
});

test("what is added while a send is under way goes out in the same flush", async () => {
  const box = open(new Phone());
  box.add("rate", { round: "overall", score: 2 });
  const seen: number[] = [];
  await box.flush((item) => {
    if (!seen.length) box.add("rate", { round: "overall", score: 5 });
    seen.push(Number(item.args.score));
    return Promise.resolve(yes);
  }, ignore);
  assert.deepEqual(seen, [2, 5]);
});

test("a refused item keeps its text and the reason, over a reload too, and is not sent again", async () => {
  const phone = new Phone();
  await (async () => {
    const box = open(phone);
    box.add("ask", { text: "我邻居的事" });
    await box.flush(answering({ ok: false, version: 7, code: "question.private", message: "涉及他人隐私" }), ignore);
  })();
  const box = open(phone);
  const [item] = box.all();
  assert.equal(item?.state, "refused");
  assert.equal(item?.message, "涉及他人隐私");
  assert.equal(item?.args.text, "我邻居的事");
  await box.flush(() => assert.fail("sent again"), ignore);
});

test("a refusal does not hold up what stands behind it", async () => {
  const box = open(new Phone());
  box.add("ask", { text: "一" });
  box.add("ask", { text: "二" });
  const seen: string[] = [];
  await box.flush((item) => {
    seen.push(String(item.args.text));
    return Promise.resolve(seen.length === 1 ? { ok: false, version: 1 } : yes);
  }, ignore);
  assert.deepEqual(seen, ["一", "二"]);
  assert.deepEqual(box.all().map((i) => i.args.text), ["一"]);
});

for (const why of ["closed", "error"] as const) {
  test(`an item whose send ended in "${why}" twice is set aside, kept, and may be tried once more`, async () => {
    const phone = new Phone();
    const box = open(phone);
    const { id } = box.add("ask", { text: "太长" });
    await box.flush(failing(why), ignore);
    await box.flush(failing(why), ignore);
    assert.equal(open(phone).all()[0]?.state, "aside");
    await box.flush(() => assert.fail("sent again"), ignore);
    box.again(id);
    await box.flush(answering(yes), ignore);
    assert.equal(box.all().length, 0);
  });
}

test("a lost network is never held against an item", async () => {
  const box = open(new Phone());
  box.add("rate", { round: "overall", score: 4 });
  for (let i = 0; i < 20; i++) await box.flush(failing("lost"), ignore);
  assert.equal(box.waiting()[0]?.tries, 20);
});

test("a busy server is asked again later; the item waits", async () => {
  const box = open(new Phone());
  box.add("support", { questionId: "q1" });
  assert.equal(await box.flush(answering({ ok: false, version: 1, code: "server.busy" }), ignore), true);
  assert.equal(box.waiting().length, 1);
});

for (const [name, phone] of [["without storage", null], ["with full storage", Object.assign(new Phone(), { full: true })]] as const) {
  test(`${name} the outbox works in memory and says so`, async () => {
    const box = open(phone);
    box.add("rate", { round: "overall", score: 4 });
    box.load();
    assert.equal(box.volatile, true);
    const seen: Item[] = [];
    await box.flush(answering(yes, seen), ignore);
    assert.equal(seen.length, 1);
  });
}

test("what another tab has settled is gone here after load, and broken entries are passed over", () => {
  const phone = new Phone();
  const here = open(phone);
  const { id } = here.add("ask", { text: "停车" });
  phone.setItem("mlo.out.FT2025.broken", "{");
  phone.setItem("mlo.out.OTHER.x", JSON.stringify({ id: "x", at: 1 }));
  open(phone).remove(id);
  here.load();
  assert.deepEqual(here.all(), []);
});
