// Large letters are one tap and are remembered twice: the cookie lets the server render them at once, localStorage
// brings them back when WeChat has dropped its cookies.
import { text } from "./dom";
import type { Words } from "./words";

const KEY = "mlo.elder";

export const isElder = () => document.documentElement.dataset.mode === "elder";

export function setUpElder(w: Words, changed: () => void): void {
  const button = document.querySelector<HTMLElement>("[data-elder]");
  if (!button) return;
  button.setAttribute("role", "button");
  const set = (on: boolean, remember: boolean) => {
    if (on) document.documentElement.dataset.mode = "elder";
    else delete document.documentElement.dataset.mode;
    text(button, w(on ? "elder.off" : "elder.on"));
    // The list of one's own questions stands folded in large letters, so that the levels keep their room.
    const mine = document.querySelector<HTMLDetailsElement>("details.mine-box");
    if (mine) mine.open = !on;
    if (!remember) return;
    document.cookie = `elder=${on ? 1 : 0}; path=/; max-age=31536000; samesite=lax`;
    try {
      localStorage.setItem(KEY, on ? "1" : "0");
    } catch {
      // The cookie alone will do.
    }
  };
  const toggle = (event: Event) => {
    event.preventDefault();
    set(!isElder(), true);
    changed();
  };
  button.addEventListener("click", toggle);
  button.addEventListener("keydown", (event) => { if (event.key === " ") toggle(event); });
  try {
    const wanted = localStorage.getItem(KEY);
    if (wanted && (wanted === "1") !== isElder()) set(wanted === "1", true);
  } catch {
    // Nothing remembered.
  }
}
