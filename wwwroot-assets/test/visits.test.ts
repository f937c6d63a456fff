import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Box, NoAnswer, type Answer, type Recorded, type Shelf } from "../src/box";
import { fit } from "../src/photo";
import { send } from "../src/send";
import { missing, type Household } from "../src/visit-form";
import { body } from "../src/visit-send";

const house = (household: string): Household =>
  ({ grid: "g7", groups: ["Elderly"], household, topic: "助餐", asked: "晚饭能送上门吗？", list: true, phone: "" });

/** A phone that keeps what it is given, as it was given. */
class Phone implements Shelf<Household> {
  readonly kept = new Map<string, string>();
  full = false;
  all() {
    return Promise.resolve([...this.kept.values()].map((text) => JSON.parse(text) as Recorded<Household>));
  }
  put(item: Recorded<Household>) {
    if (this.full) return Promise.reject(Object.assign(new Error("full"), { name: "QuotaExceededError" }));
    this.kept.set(item.id, JSON.stringify(item));
    return Promise.resolve();
  }
  remove(id: string) {
    this.kept.delete(id);
    return Promise.resolve();
  }
}

async function open(phone: Phone, who = "grid7", now?: () => number): Promise<Box<Household>> {
  const box = new Box<Household>(phone, "wangzuo", who, () => {}, now);
  await box.load();
  return box;
}

const yes: Answer = { ok: true, receipt: "W3K7Q2D95M" };
const ignore = () => Promise.resolve();
const no = (why: "lost" | "signin" | "busy") => () => Promise.reject(new NoAnswer(why));

test("what is recorded without network is there after a reload and goes out under the same id", async () => {
  const phone = new Phone();
  const before = await open(phone);
  const { id } = await before.add(house("5号楼"), []);
  await before.flush(no("lost"), ignore);
  assert.equal(before.standing, "lost");

  const after = await open(phone);
  const sent: string[] = [];
  await after.flush((item) => { sent.push(item.id); return Promise.resolve(yes); }, ignore);
  assert.deepEqual(sent, [id]);
  assert.equal(phone.kept.size, 0);
});

test("households go out in the order in which they were recorded, even within one millisecond", async () => {
  const box = await open(new Phone(), "grid7", () => 1000);
  for (const name of ["1号楼", "2号楼", "3号楼"]) await box.add(house(name), []);
  const sent: string[] = [];
  await box.flush((item) => { sent.push(item.data.household); return Promise.resolve(yes); }, ignore);
  assert.deepEqual(sent, ["1号楼", "2号楼", "3号楼"]);
});

test("a household leaves only after its receipt was kept", async () => {
  const phone = new Phone();
  const box = await open(phone);
  await box.add(house("5号楼"), []);
  await box.flush(() => Promise.resolve(yes), (item, answer) => {
    assert.ok(phone.kept.has(item.id));
    assert.equal(answer.receipt, "W3K7Q2D95M");
    return Promise.resolve();
  });
  assert.equal(phone.kept.size, 0);
});

test("one that is to be mended stays with its reason and holds nobody up; mended it goes as a later copy", async () => {
  const phone = new Phone();
  const box = await open(phone);
  const { id } = await box.add(house("5号楼"), []);
  await box.add(house("6号楼"), []);
  await box.flush((item) => Promise.resolve(item.id === id ? { ok: false, code: "grid-unknown", field: "grid", message: "没有这个网格" } : yes), ignore);
  const [left] = (await open(phone)).all();
  assert.deepEqual([left?.id, left?.state, left?.field, left?.message], [id, "wrong", "grid", "没有这个网格"]);

  assert.equal(await box.change(id, { ...house("5号楼"), grid: "g8" }, []), true);
  const sent: [string, number, string][] = [];
  await box.flush((item) => { sent.push([item.id, item.revision, item.data.grid]); return Promise.resolve(yes); }, ignore);
  assert.deepEqual(sent, [[id, 2, "g8"]]);
});

test("signed out: it is kept, nothing further is tried, and it goes once somebody has signed in", async () => {
  const phone = new Phone();
  const box = await open(phone);
  await box.add(house("5号楼"), []);
  await box.add(house("6号楼"), []);
  let tried = 0;
  await box.flush(() => { tried++; return Promise.reject(new NoAnswer("signin")); }, ignore);
  assert.deepEqual([tried, box.standing, phone.kept.size], [1, "signin", 2]);
  await box.flush(() => Promise.resolve(yes), ignore);
  assert.deepEqual([box.standing, phone.kept.size], ["idle", 0]);
});

test("another account on the same phone does not send them in its own name", async () => {
  const phone = new Phone();
  await (await open(phone, "grid7")).add(house("5号楼"), []);
  const other = await open(phone, "grid9");
  let tried = 0;
  await other.flush(() => { tried++; return Promise.resolve(yes); }, ignore);
  assert.equal(tried, 0);
  assert.equal(other.others().length, 1);
});

test("what is on its way is neither changed nor deleted, and a second flush does not send it twice", async () => {
  const box = await open(new Phone());
  const { id } = await box.add(house("5号楼"), []);
  let tried = 0;
  let answer: (a: Answer) => void = () => {};
  const sending = () => { tried++; return new Promise<Answer>((resolve) => { answer = resolve; }); };
  const first = box.flush(sending, ignore);
  while (!tried) await Promise.resolve();
  const second = box.flush(sending, ignore);
  assert.equal(await box.change(id, house("6号楼"), []), false);
  assert.equal(await box.remove(id), false);
  answer(yes);
  await Promise.all([first, second]);
  assert.equal(tried, 1);
  assert.equal(box.all().length, 0);
});

test("a full phone is told, and nothing is shown as kept that is not", async () => {
  const phone = new Phone();
  const box = await open(phone);
  phone.full = true;
  await assert.rejects(box.add(house("5号楼"), []), { name: "QuotaExceededError" });
  assert.equal(box.all().length, 0);
});

test("one that a fast clock put ahead gets the right time when it is mended", async () => {
  let now = 9_000_000;
  const box = await open(new Phone(), "grid7", () => now);
  const { id } = await box.add(house("5号楼"), []);
  now = 1_000_000;
  await box.change(id, house("5号楼"), []);
  assert.equal(box.find(id)?.at, 1_000_000);
  const next = await box.add(house("6号楼"), []);
  assert.equal(next.at, 1_000_001);
});

test("a record travels as the form would send it, with its id, its time and its account", () => {
  const form = body({ id: "a1", street: "wangzuo", who: "grid7", revision: 2, at: Date.UTC(2026, 6, 4, 1, 2, 3), tries: 1, state: "waiting", data: house("5号楼"), photos: [new Uint8Array([1, 2])] });
  assert.deepEqual(
    ["id", "who", "revision", "at", "grid", "household", "list"].map((name) => form.get(name)),
    ["a1", "grid7", "2", "2026-07-04T01:02:03.000Z", "g7", "5号楼", "1"],
  );
  assert.equal((form.get("photo") as File).size, 2);
});

test("an answer is told from a sign-in page, a busy server and no network", async () => {
  const item: Recorded<Household> = { id: "a1", street: "wangzuo", who: "grid7", revision: 1, at: 0, tries: 0, state: "waiting", data: house("5号楼"), photos: [] };
  const answering = (response: Response) => (() => Promise.resolve(response)) as typeof fetch;
  const json = (status: number, value: unknown) => answering(new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json" } }));
  assert.deepEqual(await send(body(item), "/visit/wangzuo", json(200, yes)), yes);
  assert.deepEqual(await send(body(item), "/visit/wangzuo", json(422, { ok: false, code: "asked-long" })), { ok: false, code: "asked-long" });
  await assert.rejects(send(body(item), "/v", answering(new Response("", { status: 302 }))), { why: "signin" });
  await assert.rejects(send(body(item), "/v", json(503, {})), { why: "busy" });
  await assert.rejects(send(body(item), "/v", answering(new Response("<p>", { status: 200 }))), { why: "busy" });
  await assert.rejects(send(body(item), "/v", (() => Promise.reject(new TypeError("failed"))) as typeof fetch), { why: "lost" });
});

test("what is missing is told at its field, in the form's order", () => {
  assert.equal(missing(house("5号楼")), "");
  assert.equal(missing({ ...house(""), grid: "" }), "grid");
  assert.equal(missing({ ...house(""), groups: [] }), "groups");
  assert.equal(missing(house("  ")), "household");
  assert.equal(missing({ ...house("5号楼"), asked: "" }), "asked");
  assert.equal(missing({ ...house("5号楼"), asked: "", list: false }), "");
  assert.equal(missing({ ...house("5号楼"), phone: "abc" }), "phone");
  assert.equal(missing({ ...house("5号楼"), phone: "138 0013 8000" }), "");
});

test("a photo is made smaller with its sides in proportion, never larger", () => {
  assert.deepEqual(fit(4000, 3000, 1920), [1920, 1440]);
  assert.deepEqual(fit(1080, 2340, 1920), [886, 1920]);
  assert.deepEqual(fit(800, 600, 1920), [800, 600]);
  assert.deepEqual(fit(20000, 3, 1920), [1920, 1]);
});

test("every word that the visits' script writes comes with the page, and no other", () => {
  const resx = readFileSync("../src/Fengtai.MeetingLive.Web/Visiting/VisitWords.resx", "utf8");
  const words = [...resx.matchAll(/name="client\.([^"]+)"/g)].map((m) => m[1] ?? "");
  const sources = readdirSync("src").filter((f) => /^(visit.*|elder|band|keep)\.ts$/.test(f)).map((f) => readFileSync(`src/${f}`, "utf8")).join("\n");
  const asked = [...sources.matchAll(/\bw\("([^"]+)"[,)]/g)].map((m) => m[1] ?? "");
  assert.ok(asked.length > 20);
  assert.deepEqual(asked.filter((key) => !words.includes(key)), []);
  const named = (key: string) => sources.includes(`"${key}"`) || sources.includes(`"${key.replace(/\.[a-z]+$/, "")}" + `) || key.startsWith("wrong.");
  // Written by the server into the page, and by no script.
  const page = readFileSync("../src/Fengtai.MeetingLive.Web/Visiting/VisitPage.razor", "utf8");
  assert.deepEqual(words.filter((key) => !named(key) && !page.includes(`client.${key}`)), []);
});
