// Large letters are one tap, still larger ones a second, and both are remembered twice: the cookie lets the server render
// them at once, localStorage brings them back when WeChat has dropped its cookies. Steps: 0 text of 18 px, 1 of 24, 2 of 30.
import { one, text } from "./dom";
import type { Words } from "./words";

const KEY = "mlo.elder";
const html = document.documentElement;

export const isElder = () => html.dataset.mode === "elder";
const step = () => (!isElder() ? 0 : html.dataset.size === "2" ? 2 : 1);

export function setUpElder(w: Words, changed: () => void): void {
  const button = one("[data-elder]");
  const larger = one(".larger");
  const set = (to: number) => {
    const was = isElder();
    if (to) html.dataset.mode = "elder";
    else delete html.dataset.mode;
    if (to === 2) html.dataset.size = "2";
    else delete html.dataset.size;
    text(button, w(to ? "elder.off" : "elder.on"));
    text(larger, w(to === 2 ? "elder.less" : "elder.more"));
    // The list of one's own questions stands folded in large letters, so that the levels keep their room.
    const mine = document.querySelector<HTMLDetailsElement>("details.mine-box");
    if (mine && was !== isElder()) mine.open = !to;
    document.cookie = `elder=${to}; path=/; max-age=31536000; samesite=lax`;
    try {
      localStorage.setItem(KEY, String(to));
    } catch {
      // The cookie alone will do.
    }
  };
  for (const link of [button, larger]) {
    link.setAttribute("role", "button");
    const toggle = (event: Event) => {
      event.preventDefault();
      set(link === button ? (isElder() ? 0 : 1) : step() === 2 ? 1 : 2);
      changed();
      // The page above has grown or shrunk; what was tapped stays in sight.
      if (link === larger) link.scrollIntoView({ block: "nearest" });
    };
    link.addEventListener("click", toggle);
    link.addEventListener("keydown", (event) => { if (event.key === " ") toggle(event); });
  }
  try {
    const wanted = localStorage.getItem(KEY);
    if (wanted && Number(wanted) !== step()) set(Number(wanted));
  } catch {
    // Nothing remembered.
  }
}
