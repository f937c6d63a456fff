// A unit's form with a script: characters are counted as they are typed, and photos are made small before they travel.
import { countIn } from "./count";
import { one } from "./dom";
import { Shots } from "./shots";

/** The browser's own field takes the photos that were made small, so that the form posts as without script. */
function hand(input: HTMLInputElement, photos: Uint8Array[]): void {
  const all = new DataTransfer();
  photos.forEach((photo, i) => all.items.add(new File([new Uint8Array(photo)], `${i + 1}.jpg`, { type: "image/jpeg" })));
  input.files = all.files;
}

for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-count]")) countIn(area);
const field = document.querySelector<HTMLElement>("[data-photos]");
// Without DataTransfer (Safari before 14.1) the browser's own field stays, and the server does the rest.
if (field && typeof DataTransfer === "function") {
  document.documentElement.classList.add("js");
  const input = one<HTMLInputElement>("input[type=file]", field);
  const { remove = "", large = "", unread = "" } = field.dataset;
  new Shots(field, Number(field.dataset.photos), {
    remove,
    large: (name, n) => `${name}：${large.replace("{n}", String(n))}`,
    unread: (name) => `${name}：${unread}`,
  }, (photos) => hand(input, photos));
}
