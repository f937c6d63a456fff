// Characters as a person counts them, not UTF-16 units; the server counts the same.
import { part, text } from "./dom";

export const lengthOf = (typed: string) => Array.from(typed.replace(/\r\n/g, "\n").trim()).length;

/** Writes 33/200 into the [data-f=count] beside a text area; what is too long stays and is marked. @returns draws it again. */
export function countIn(area: HTMLTextAreaElement): () => void {
  const most = Number(area.dataset.count);
  const shown = part(area.parentElement || document, "count");
  const draw = () => {
    const n = lengthOf(area.value);
    text(shown, `${n}/${most}`);
    shown.classList.toggle("over", n > most);
  };
  area.addEventListener("input", draw);
  draw();
  return draw;
}
