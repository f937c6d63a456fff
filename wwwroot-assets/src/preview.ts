// One scene in a frame of the deck's editor, exactly as on the big screen: the same style sheet, the same fitting. What
// is shown comes from the page around it, and from nobody else.
import { fit } from "./fit";
import { swapIn } from "./swap";

const frame = document.getElementById("scene");
let wanted: string | null = null;
let showing = false;

async function show(): Promise<void> {
  if (showing || !frame) return;
  showing = true;
  // What was typed meanwhile is shown next; what came between is passed over.
  while (wanted !== null) {
    const html = wanted;
    wanted = null;
    await swapIn(frame, html);
    tick();
  }
  showing = false;
}

function tick(): void {
  const time = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 16);
  for (const el of document.querySelectorAll("[data-clock]")) el.textContent = time;
}

addEventListener("message", (e: MessageEvent) => {
  if (e.origin !== location.origin || e.source !== parent || typeof e.data?.scene !== "string") return;
  wanted = e.data.scene as string;
  void show();
});
// The title's letters may come after the picture.
void document.fonts?.ready.then(() => { for (const layer of frame?.querySelectorAll(".layer") ?? []) fit(layer); });
if (parent !== window) parent.postMessage({ preview: "ready" }, location.origin);
