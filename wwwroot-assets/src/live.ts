// The online audience's page. It asks for itself again every few seconds, at a moment of its own, and swaps the parts that
// changed. No socket and no cookie: whatever cache stands between may answer, for half a million as for one.
import { retryDelay } from "./retry";

const EVERY = 4_000;
const PATIENCE = 8_000;

let last = "";
let failures = 0;
let timer = 0;

async function look(): Promise<void> {
  const abort = new AbortController();
  const patience = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const response = await fetch(location.pathname + location.search, { credentials: "omit", signal: abort.signal });
    if (!response.ok) throw new Error(String(response.status));
    const html = await response.text();
    if (html !== last) swap(new DOMParser().parseFromString(html, "text/html"));
    last = html;
    failures = 0;
  } catch {
    // What was seen last stays; asked again with growing breaks.
    failures++;
  }
  clearTimeout(patience);
  document.querySelector("[data-part=band]")?.toggleAttribute("hidden", failures < 2);
  next();
}

/** All viewers opened the page at the same moment; they come back at different ones. */
function next(): void {
  clearTimeout(timer);
  if (document.hidden) return;
  timer = window.setTimeout(() => void look(), failures ? retryDelay(failures) : EVERY * (0.75 + Math.random() / 2));
}

function swap(fresh: Document): void {
  for (const old of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const now = fresh.querySelector<HTMLElement>(`[data-live="${old.dataset.live}"]`);
    if (!now || now.innerHTML === old.innerHTML) continue;
    // One thing a line; what was told before is not told again.
    const before = (old.dataset.say ?? "").split("\n");
    const said = (now.dataset.say ?? "").split("\n").filter((line) => line && !before.includes(line));
    if (said.length) say(said.join(" "));
    old.replaceWith(document.adoptNode(now));
  }
}

function say(words: string): void {
  const status = document.getElementById("say");
  if (status) status.textContent = words;
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) void look();
});
next();
