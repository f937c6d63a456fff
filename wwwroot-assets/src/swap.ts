// Puts a new picture over the old one without a flicker: built out of sight, its images decoded, then shown.
import { fit } from "./fit";
import { keepWords } from "./phrases";

const HALL = 480;
const CALM = 240;
const EASE = "cubic-bezier(.2, 0, .2, 1)";
// What nobody sees need not move; a hidden window's animations would not even end.
const still = () => document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;

export async function swapIn(frame: HTMLElement, html: string): Promise<void> {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const next = document.createElement("div");
  next.className = "layer";
  for (const node of [...parsed.body.childNodes]) next.append(document.importNode(node, true));
  keepWords(next);
  const old = frame.querySelector<HTMLElement>(":scope > .layer:last-child");
  await Promise.all([...next.querySelectorAll("img")].map((img) => img.decode().catch(() => {})));

  const before = measure(old);
  const same = old !== null && sceneOf(old) === sceneOf(next);
  frame.append(next);
  fit(next);
  if (!old) return;
  if (same || still()) {
    old.remove();
    if (!still()) grow(next, before);
    return;
  }
  // Its bars grow once; what is swapped in place later has no entrance.
  next.querySelector(".stage")?.classList.add("enter");
  old.setAttribute("aria-hidden", "true");
  old.animate([{ opacity: 1 }, { opacity: 0 }], { duration: HALL, easing: EASE, fill: "forwards" });
  await next.animate([{ opacity: 0 }, { opacity: 1 }], { duration: HALL, easing: EASE }).finished.catch(() => {});
  old.remove();
}

const sceneOf = (layer: Element) => layer.querySelector("[data-scene]")?.getAttribute("data-scene") ?? "";

const keyed = (layer: Element) => layer.querySelectorAll<HTMLElement | SVGElement>("[data-key]");

interface Place {
  box: DOMRect;
  /** How far its own animations are, such as the wash of a new row: they go on and do not begin again. */
  times: (CSSNumberish | null)[];
}

function measure(layer: Element | null): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const el of layer ? keyed(layer) : []) {
    const times = own(el).map((animation) => animation.currentTime);
    places.set(el.dataset.key ?? "", { box: el.getBoundingClientRect(), times });
  }
  return places;
}

const own = (el: Element) => el.getAnimations({ subtree: true }).filter((animation) => "animationName" in animation);

/** Bars go from the old length to the new one; what stands at their end and what moved in its list travels. Numbers change at once. */
function grow(layer: Element, before: Map<string, Place>): void {
  for (const el of keyed(layer)) {
    const place = before.get(el.dataset.key ?? "");
    if (!place) {
      if (el instanceof HTMLElement) el.animate([{ opacity: 0 }, { opacity: 1 }], { duration: CALM, easing: EASE });
      continue;
    }
    own(el).forEach((animation, index) => { animation.currentTime = place.times[index] ?? animation.currentTime; });
    const from = place.box;
    const to = el.getBoundingClientRect();
    if (Math.abs(from.width - to.width) < .5 && Math.abs(from.left - to.left) < .5 && Math.abs(from.top - to.top) < .5) continue;
    el.animate(framesOf(el, from, to), { duration: HALL, easing: EASE });
  }
}

function framesOf(el: Element, from: DOMRect, to: DOMRect): Keyframe[] {
  if (el instanceof SVGRectElement) {
    // A drawn bar is stretched from its foot; the picture may be scaled, so ratios only.
    const ratio = to.width ? from.width / to.width : 1;
    const foot = { transformBox: "fill-box", transformOrigin: "0 0" } as Keyframe;
    return [{ ...foot, transform: `scaleX(${ratio})` }, { ...foot, transform: "none" }];
  }
  if (el instanceof SVGElement) {
    const svg = el.ownerSVGElement;
    const scale = svg?.getScreenCTM()?.a || 1;
    return [{ transform: `translate(${(from.left - to.left) / scale}px, ${(from.top - to.top) / scale}px)` }, { transform: "none" }];
  }
  if (Math.abs(from.width - to.width) < .5) return [{ transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)` }, { transform: "none" }];
  return [{ width: from.width + "px" }, { width: to.width + "px" }];
}
