// The big screen. It only looks: on news it fetches the scene as a fragment rendered by the server and swaps it in.
// When the connection is gone the last picture stays, with one quiet word in the footer.
import { forget } from "./address";
import { Link } from "./connection";
import { fit } from "./fit";
import { retryDelay } from "./retry";
import { swapIn } from "./swap";
import { keepWords } from "./phrases";
import type { Patch } from "./types";

const PAUSE = 250;
/** How long a code that could not be renewed is still shown; it admits for longer than that. */
const GRACE = 5_000;
/** A picture that is not up by then is fetched again: nothing may keep the wall waiting for ever. */
const SWAP = 4_000;
/** Five hundred people look at it: without news it looks by itself now and then whether it still shows what is so. */
const LOOK = 5_000;
const LOOKED_AT = ["scene", "screens", "present", "stage", "rating", "polls", "votes", "timetable", "board", "supports", "phase"];

const page = document.body.dataset;
const code = page.code ?? "";
/** The page's own, chosen by its address; the hall's browser may be set to another. */
const lang = encodeURIComponent(document.documentElement.lang);
const frame = document.getElementById("scene");
let epoch = page.epoch ?? "";
let version = Number(page.version ?? 0);
let wanted = version;
let shown = "";
let last = 0;
let timer = 0;
let fetching = false;
let failures = 0;
let renewal = 0;
let expiry = 0;

const link = new Link({
  url: page.hub ?? "/hubs/resident",
  join: () => ({ code, screen: true }),
  show,
  changed: (state) => {
    for (const mark of document.querySelectorAll("[data-reconnecting]")) mark.toggleAttribute("hidden", state === "connected");
  },
  refused: () => {},
});

function show(patch: Patch): void {
  if (patch.epoch !== epoch) {
    epoch = patch.epoch;
    wanted = version = 0;
  }
  wanted = Math.max(wanted, patch.version);
  if (patch.full || LOOKED_AT.some((name) => name in patch.sections)) soon(0);
}

/** The first news at once, later ones at most four times a second. */
function soon(least: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void load(), Math.max(least, last + PAUSE - Date.now(), 0));
}

async function load(): Promise<void> {
  if (fetching || !frame) return;
  fetching = true;
  last = Date.now();
  const asked = wanted;
  try {
    const abort = new AbortController();
    const patience = setTimeout(() => abort.abort(), 8_000);
    const response = await fetch(`/screen/${encodeURIComponent(code)}/scene?v=${asked}&lang=${lang}`, {
      credentials: "same-origin",
      // Past the browser's store: of two windows that ask for the same, one would wait for the other's answer.
      cache: "no-store",
      signal: abort.signal,
    });
    if (!response.ok) throw new Error(String(response.status));
    const html = await response.text();
    clearTimeout(patience);
    failures = 0;
    version = asked;
    if (html !== shown) {
      await Promise.race([swapIn(frame, html), late(SWAP)]);
      shown = html;
      tick();
    }
    renew();
  } catch {
    // The picture on the wall stays; asked again with growing breaks.
    failures++;
  } finally {
    fetching = false;
  }
  if (failures) soon(PAUSE + retryDelay(failures));
  else if (wanted > version) soon(0);
}

const late = (ms: number) => new Promise<never>((_, reject) => setTimeout(() => reject(new Error("late")), ms));

/** A code that admits stands half a minute. When no new one comes, the old one is covered: nobody scans it in vain. */
function renew(): void {
  clearTimeout(renewal);
  clearTimeout(expiry);
  delete document.body.dataset.stale;
  const again = frame?.querySelector<HTMLElement>(".layer:last-child [data-again]")?.dataset.again;
  if (again === undefined) return;
  renewal = window.setTimeout(() => soon(0), Number(again));
  expiry = window.setTimeout(() => { document.body.dataset.stale = ""; }, Number(again) + GRACE);
}

// The hall's computer may be set to any time and any zone: the server's clock and the meeting's zone count.
const ahead = page.now ? Date.parse(page.now) - Date.now() : 0;
const zone = Number(page.zone ?? 480) * 60_000;

function tick(): void {
  const time = new Date(Date.now() + ahead + zone).toISOString().slice(11, 16);
  for (const el of document.querySelectorAll("[data-clock]")) if (el.textContent !== time) el.textContent = time;
}

forget("key");
const refit = () => { for (const layer of frame?.querySelectorAll(".layer") ?? []) fit(layer); };
if (frame) keepWords(frame);
refit();
// The title's letters may come after the picture.
void document.fonts?.ready.then(refit);
addEventListener("resize", refit);
tick();
renew();
setInterval(tick, 1_000);
setInterval(() => { if (!fetching && !failures && Date.now() - last >= LOOK) soon(0); }, LOOK);
void link.open();
