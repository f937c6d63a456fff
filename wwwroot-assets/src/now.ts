// What the hall is at: the question on stage, the slide, or nothing to do. The rating rounds stand above it.
import type { App } from "./app";
import { drawSupport } from "./board";
import { clauses, one, part, show, text } from "./dom";

let slideLoading = "";

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
  if (slide) void loadSlide(app, slide);
  const frame = one("#slide");
  show(one("[data-part=slide]", root), !!slide && frame.childElementCount > 0);

  const idle = one<HTMLElement>("[data-part=idle]", root);
  const phase = app.state.phase;
  show(idle, !rounds && !stage && !slide);
  const kind = phase?.phase ?? "running";
  text(part(idle, "title"), w("idle." + kind));
  text(part(idle, "hint"), kind === "running" && phase?.itemTitle ? w("idle.item", { item: phase.itemTitle }) : w(`idle.${kind}.hint`));
  show(part(idle, "results"), kind === "closed");
}

/** A slide is a fragment of our own server. When it cannot be had the last one stays; a later refresh tries again. */
async function loadSlide(app: App, id: string): Promise<void> {
  const url = `/m/${encodeURIComponent(app.code)}/slide/${encodeURIComponent(id)}?lang=${document.documentElement.lang}`;
  const frame = one("#slide");
  if (frame.dataset.slide === id || url === slideLoading) return;
  slideLoading = url;
  try {
    const response = await fetch(url, { credentials: "same-origin" });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (slideLoading !== url) return;
    frame.textContent = "";
    for (const node of [...page.body.childNodes]) frame.append(document.importNode(node, true));
    frame.dataset.slide = id;
    app.refresh();
  } catch {
    // Offline.
  } finally {
    if (slideLoading === url) slideLoading = "";
  }
}
