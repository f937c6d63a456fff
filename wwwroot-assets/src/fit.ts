// A picture holds its words: where they would run into the head or the foot, they are set smaller, step by step, never
// scrolled. Sizes are the style sheet's, times --fit; it keeps everything at 32 px or more.
const STEP = .04;
/** So far for air between the parts; further only when they would touch. */
const AIR_LEAST = .8;
const LEAST = .4;
/** Share of the picture's height. */
const AIR = .012;

export function fit(layer: ParentNode): void {
  const stage = layer.querySelector<HTMLElement>(".stage");
  const scene = stage?.querySelector<HTMLElement>(".scene");
  const top = stage?.querySelector(".stage-top");
  const foot = stage?.querySelector(".stage-foot, [role=contentinfo]");
  if (!stage || !scene || !top || !foot) return;
  const fits = (air: number): boolean => {
    const box = scene.getBoundingClientRect();
    return box.top >= top.getBoundingClientRect().bottom + air && box.bottom <= foot.getBoundingClientRect().top - air
      && scene.scrollWidth <= scene.clientWidth + 1 && scene.scrollHeight <= scene.clientHeight + 1;
  };
  const set = (size: number): void => scene.style.setProperty("--fit", size.toFixed(2));
  for (const [air, least] of [[AIR * stage.clientHeight, AIR_LEAST], [-1, LEAST]] as const) {
    for (let size = 1; size >= least; size -= STEP) {
      set(size);
      if (fits(air)) return;
    }
  }
}
