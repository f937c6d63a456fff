// The grid workers' pages without network: /visit/… and /grid/…, nothing else. A page, its style sheet and its script are
// kept together: a page is put away only when what it names is there, and the hash in their addresses is the version.
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Saying extends Waiting {
  readonly data: unknown;
  readonly source: { postMessage(data: unknown): void } | null;
}
interface Worker {
  addEventListener(name: "install" | "activate", heard: (event: Waiting) => void): void;
  addEventListener(name: "fetch", heard: (event: Fetching) => void): void;
  addEventListener(name: "message", heard: (event: Saying) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
const worker = self as unknown as Worker;
const SHELF = "mlo.field.1";
const PAGE = /^\/(?:visit|grid)\/[^/?#]+$/;
const FILE = /^\/(?:visit|grid)\.(?:js|css)$/;
const ASSET = /\/(?:visit|grid)\.(?:js|css)\?v=[0-9a-f]+/g;
/** A weak network that does not answer is no network. */
const PATIENCE = 5_000;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (/^mlo\.(?:visits|field)\./.test(name) && name !== SHELF) await caches.delete(name);
  await worker.clients.claim();
})()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && PAGE.test(url.pathname)) event.respondWith(page(request, url, event));
  else if (FILE.test(url.pathname)) event.respondWith(asset(request));
});

// The page that was open when this worker came was not fetched through it.
worker.addEventListener("message", (event) => {
  const path = (event.data as { keep?: string } | null)?.keep;
  if (typeof path !== "string" || !PAGE.test(path)) return;
  event.waitUntil((async () => {
    let kept = !!(await (await caches.open(SHELF)).match(path));
    try {
      kept = (await keep(path, await fetch(path, { credentials: "same-origin", redirect: "manual" }))) || kept;
    } catch {
      // No network just now; what was kept before still holds.
    }
    if (event.source) event.source.postMessage({ kept, path });
  })());
});

async function page(request: Request, url: URL, event: Waiting): Promise<Response> {
  const kept = await (await caches.open(SHELF)).match(url.pathname);
  try {
    const answer = await soon(fetch(request), kept ? PATIENCE : 0);
    // What a form post has just done, or what the address asks for once, is no page to be kept.
    if (!url.search) event.waitUntil(keep(url.pathname, answer.clone()));
    return answer.status >= 500 && kept ? kept : answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) || fetch(request);
}

let turn: Promise<unknown> = Promise.resolve();

/** One after the other: tidying up after one page must not take away what the next has fetched but not yet named. */
function keep(path: string, answer: Response): Promise<boolean> {
  const mine = turn.then(() => put(path, answer));
  turn = mine.catch(() => {});
  return mine;
}

async function put(path: string, answer: Response): Promise<boolean> {
  if (answer.status !== 200 || answer.redirected || answer.type === "opaqueredirect") return false;
  const shelf = await caches.open(SHELF);
  const html = await answer.clone().text();
  const assets = Array.from(new Set(html.match(ASSET) || []));
  if (!html.includes("data-street=") || assets.length < 2) return false;
  for (const name of assets) if (!(await shelf.match(name))) await shelf.add(name);
  await shelf.put(path, answer);
  await tidy(shelf, kindOf(path));
  return true;
}

const kindOf = (path: string) => path.split("/")[1] ?? "";

/**
 * Scripts and style sheets that no kept page names any more, of this kind of page only: the other kind's worker is one of
 * its own on the same shelf, and may just have fetched what it has not named yet.
 */
async function tidy(shelf: Cache, kind: string): Promise<void> {
  const needed = new Set<string>();
  const keys = await shelf.keys();
  const pathOf = (request: Request) => request.url.slice(location.origin.length);
  for (const key of keys) {
    if (!PAGE.test(pathOf(key))) continue;
    const html = await (await shelf.match(key))?.text();
    for (const name of (html || "").match(ASSET) || []) needed.add(name);
  }
  for (const key of keys) if (pathOf(key).startsWith(`/${kind}.`) && !needed.has(pathOf(key))) await shelf.delete(key);
}

function soon<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  if (!milliseconds) return work;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("slow")), milliseconds);
    work.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
