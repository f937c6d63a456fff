import assert from "node:assert/strict";
import { test } from "node:test";

const ORIGIN = "https://hall.example";
const pathOf = (asked: string | { url: string }) => typeof asked === "string" ? asked : asked.url.slice(ORIGIN.length);

type Handler = (event: object) => void;

/** A browser's store of answers, by address. */
class Shelf {
  readonly kept = new Map<string, Response>();
  constructor(private readonly fetched: (path: string) => Promise<Response>) {}
  match(asked: string | { url: string }) {
    return Promise.resolve(this.kept.get(pathOf(asked))?.clone());
  }
  async add(path: string) {
    this.kept.set(path, await this.fetched(path));
  }
  put(path: string, answer: Response) {
    this.kept.set(path, answer);
    return Promise.resolve();
  }
  keys() {
    return Promise.resolve([...this.kept.keys()].map((path) => ({ url: ORIGIN + path })));
  }
  delete(asked: { url: string }) {
    return Promise.resolve(this.kept.delete(pathOf(asked)));
  }
}

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

test("two pages kept at once leave each other's script and style sheet alone", async () => {
  const page = (name: string) => `<body data-street="x"><script src="/${name}.js?v=1f"></script><link href="/${name}.css?v=2e">`;
  const shelf = new Shelf(async (path) => {
    // The one is still fetching its last file when the other is done and tidies up.
    if (path.startsWith("/visit.css")) await turns(50);
    return new Response(path);
  });
  const heard = new Map<string, Handler>();
  Object.assign(globalThis, {
    self: { addEventListener: (name: string, handler: Handler) => heard.set(name, handler), skipWaiting: () => {}, clients: {} },
    location: { origin: ORIGIN },
    caches: { open: () => Promise.resolve(shelf), match: (path: string) => shelf.match(path) },
    fetch: (path: string) => Promise.resolve(new Response(page(path.split("/")[1]))),
  });
  await import("../src/field-worker");

  const told: unknown[] = [];
  const done: Promise<unknown>[] = [];
  for (const keep of ["/visit/x", "/grid/x"]) {
    heard.get("message")?.({
      data: { keep },
      source: { postMessage: (said: unknown) => told.push(said) },
      waitUntil: (work: Promise<unknown>) => done.push(work),
    });
  }
  await Promise.all(done);

  assert.equal(told.length, 2);
  assert.deepEqual([...shelf.kept.keys()].sort(), [
    "/grid.css?v=2e", "/grid.js?v=1f", "/grid/x", "/visit.css?v=2e", "/visit.js?v=1f", "/visit/x",
  ]);
});
