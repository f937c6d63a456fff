// A picture holds its words: where they would run into the head or the foot, they are set smaller, step by step, never
// scrolled. Sizes are the style sheet's, times --fit; it keeps everything at 32 px or more.
const STEP = .04;
/** So far for air between the parts; further only when they would touch. */
const AIR_LEAST = .8;
const LEAST = .4;
/** Shares of the picture's height: air between the parts, and how far letters may reach out of their own lines. */
const AIR = .012;
const REACH = .008;

export function fit(layer: ParentNode): void {
  const stage = layer.querySelector<HTMLElement>(".stage");
  const scene = stage?.querySelector<HTMLElement>(".scene");
  const top = stage?.querySelector(".stage-top");
  const foot = stage?.querySelector(".stage-foot, [role=contentinfo]");
  if (!stage || !scene || !top || !foot) return;
  const reach = REACH * stage.clientHeight;
  const fits = (air: number): boolean => {
    const box = scene.getBoundingClientRect();
    return box.top >= top.getBoundingClientRect().bottom + air && box.bottom <= foot.getBoundingClientRect().top - air
      && scene.scrollWidth <= scene.clientWidth + reach && scene.scrollHeight <= scene.clientHeight + reach;
  };
  const set = (size: number): void => scene.style.setProperty("--fit", size.toFixed(2));
  for (const [air, least] of [[AIR * stage.clientHeight, AIR_LEAST], [-1, LEAST]] as const) {
    for (let size = 1; size >= least; size -= STEP) {
      set(size);
      if (fits(air)) return clauses(scene, reach);
    }
  }
  clauses(scene, reach);
}

/** A question on the wall has two lines. Where its clauses do not fit in them as blocks, it breaks between words and is cut. */
function clauses(scene: HTMLElement, reach: number): void {
  for (const text of scene.querySelectorAll<HTMLElement>(".wall p")) {
    const line = parseFloat(getComputedStyle(text).lineHeight);
    text.classList.add("blocks");
    const blocks = [...text.querySelectorAll<HTMLElement>(".c")];
    const fits = text.scrollHeight <= 2 * line + reach && blocks.every((block) => block.offsetHeight < 1.5 * line);
    text.classList.toggle("blocks", fits);
  }
}
