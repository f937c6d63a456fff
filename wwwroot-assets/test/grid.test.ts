import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Box, type Answer, type Recorded, type Shelf } from "../src/box";
import { missing, type Report } from "../src/grid-form";
import { keyOf } from "../src/grid-lists";
import { letter } from "../src/send";

const report = (text: string, kind = "moving"): Report => ({ meeting: "m1", item: "c1", title: "楼道充电口排查", kind, text });

class Phone implements Shelf<Report> {
  readonly kept = new Map<string, Recorded<Report>>();
  all() {
    return Promise.resolve([...this.kept.values()]);
  }
  put(item: Recorded<Report>) {
    this.kept.set(item.id, item);
    return Promise.resolve();
  }
  remove(id: string) {
    this.kept.delete(id);
    return Promise.resolve();
  }
}

async function open(phone: Phone): Promise<Box<Report>> {
  const box = new Box<Report>(phone, "wangzuo", "grid7");
  await box.load();
  return box;
}

const yes: Answer = { ok: true };
const ignore = () => Promise.resolve();

test("a report keeps all its photos over a reload and sends them with its item", async () => {
  const phone = new Phone();
  await (await open(phone)).add(report("5号楼已接好。"), [new Uint8Array([1]), new Uint8Array([2, 3])]);
  const after = await open(phone);
  const sent: FormData[] = [];
  await after.flush((item) => {
    sent.push(letter(item, { meeting: item.data.meeting, item: item.data.item, kind: item.data.kind, text: item.data.text }));
    return Promise.resolve(yes);
  }, ignore);
  const [form] = sent;
  assert.deepEqual(["meeting", "item", "kind", "text", "who", "revision"].map((name) => form?.get(name)), ["m1", "c1", "moving", "5号楼已接好。", "grid7", "1"]);
  assert.deepEqual(form?.getAll("photo").map((photo) => (photo as File).size), [1, 2]);
  assert.equal(phone.kept.size, 0);
});

test("a report that the rules refuse afterwards stays with the words why, holds nobody up, and goes by hand only", async () => {
  const phone = new Phone();
  const box = await open(phone);
  const { id } = await box.add(report("看过了。"), []);
  await box.add(report("另一处看过了。"), []);
  await box.flush((item) => Promise.resolve(item.id === id ? { ok: false, code: "commitment.settled", message: "这一事项已经办完" } : yes), ignore);
  await box.flush(() => Promise.reject(new Error("must not be sent again")), ignore);
  const [left] = (await open(phone)).all();
  assert.deepEqual([left?.id, left?.state, left?.message, left?.data.text], [id, "wrong", "这一事项已经办完", "看过了。"]);
  assert.equal(await box.remove(id), true);
  assert.equal(phone.kept.size, 0);
});

test("what a report lacks is told in the form's order; done needs a photo now or before", () => {
  assert.equal(missing(report("看过了。"), 0, false, 200), "");
  assert.equal(missing(report("", ""), 0, false, 200), "kind");
  assert.equal(missing(report("", "done"), 0, false, 200), "photo");
  assert.equal(missing(report("办完了。", "done"), 1, false, 200), "");
  assert.equal(missing(report("办完了。", "done"), 0, true, 200), "");
  assert.equal(missing(report("  "), 1, false, 200), "text");
  assert.equal(missing(report("长".repeat(201)), 0, false, 200), "long");
  assert.equal(missing(report("𠮷".repeat(200)), 0, false, 200), "");
});

test("an item is known by its meeting and its own id", () => assert.equal(keyOf(report("")), "m1~c1"));

test("every word that the items' script writes comes with the page, and no other", () => {
  const resx = readFileSync("../src/Fengtai.MeetingLive.Web/Reporting/GridWords.resx", "utf8");
  const words = [...resx.matchAll(/name="client\.([^"]+)"/g)].map((m) => m[1] ?? "");
  const sources = readdirSync("src").filter((f) => /^(grid.*|elder|band|keep)\.ts$/.test(f)).map((f) => readFileSync(`src/${f}`, "utf8")).join("\n");
  const asked = [...sources.matchAll(/\bw\("([^"]+)"[,)]/g)].map((m) => m[1] ?? "");
  assert.ok(asked.length > 20);
  assert.deepEqual(asked.filter((key) => !words.includes(key)), []);
  const page = readFileSync("../src/Fengtai.MeetingLive.Web/Reporting/GridPage.razor", "utf8");
  const named = (key: string) => sources.includes(`"${key}"`) || sources.includes(`"${key.replace(/\.[a-z-]+$/, "")}." + `) || sources.includes(`"${key.replace(/\.[a-z]+$/, "")}" + `) || page.includes(`client.${key}`);
  assert.deepEqual(words.filter((key) => !named(key)), []);
});
