// What the hall is at: the question on stage, the slide, or nothing to do. The rating rounds stand above it.
import type { App } from "./app";
import { drawSupport } from "./board";
import { clauses, one, part, show, text } from "./dom";

/** What a frame shows, and what is on its way to it. */
export const stands = new WeakMap<Element, string>();
const loading = new WeakMap<Element, string>();

export function drawNow(app: App, root: Element, rounds: boolean): void {
  const { w } = app;
  const stage = app.state.stage;
  const block = one<HTMLElement>("[data-part=stage]", root);
  show(block, !!stage);
  if (stage) {
    clauses(part(block, "text"), stage.text);
    text(part(block, "topic"), stage.topic ?? "");
    drawSupport(app, block, stage.question, true);
  }
  const scene = app.state.scene;
  const slide = scene?.kind === "slide" && scene.slide ? scene.slide : "";
  const frame = one("#slide");
  if (!stands.has(frame)) stands.set(frame, frame.dataset.slide ?? "");
  if (slide) void load(app, frame, "slide/" + encodeURIComponent(slide), slide);
  show(one("[data-part=slide]", root), !!slide && frame.childElementCount > 0);

  const idle = one<HTMLElement>("[data-part=idle]", root);
  const phase = app.state.phase;
  show(idle, !rounds && !stage && !slide);
  const kind = phase?.phase ?? "running";
  text(part(idle, "title"), w("idle." + kind));
  text(part(idle, "hint"), kind === "running" && phase?.itemTitle ? w("idle.item", { item: phase.itemTitle }) : w(`idle.${kind}.hint`));
  show(part(idle, "results"), kind === "closed");
}

/** A fragment of our own server. When it cannot be had the last one stays; a later refresh tries again. */
export async function load(app: App, frame: HTMLElement, path: string, key: string): Promise<void> {
  if (stands.get(frame) === key || loading.get(frame) === key) return;
  loading.set(frame, key);
  try {
    const response = await fetch(`/m/${encodeURIComponent(app.code)}/${path}?lang=${document.documentElement.lang}`, { credentials: "same-origin" });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (loading.get(frame) !== key) return;
    frame.textContent = "";
    for (const node of [...page.body.childNodes]) frame.append(document.importNode(node, true));
    stands.set(frame, key);
    app.refresh();
  } catch {
    // Offline.
  } finally {
    if (loading.get(frame) === key) loading.delete(frame);
  }
}
