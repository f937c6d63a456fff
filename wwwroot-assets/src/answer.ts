// A unit's form with a script: characters are counted as they are typed, and photos are made small before they travel.
import { one, part, show, text } from "./dom";
import { PhotoWrong, takePhoto } from "./photo";

/** As a person counts: not UTF-16 units. */
const length = (typed: string) => Array.from(typed.replace(/\r\n/g, "\n").trim()).length;

function count(area: HTMLTextAreaElement): void {
  const most = Number(area.dataset.count);
  const shown = part(area.parentElement || document, "count");
  const draw = () => {
    const n = length(area.value);
    text(shown, `${n}/${most}`);
    shown.classList.toggle("over", n > most);
  };
  area.addEventListener("input", draw);
  draw();
}

/** The chosen files as the form will send them: drawn anew; one that is no photo or too large is told at once. */
class Shots {
  private files: File[] = [];
  private addresses: string[] = [];

  constructor(private readonly field: HTMLElement, private readonly input: HTMLInputElement, private readonly most: number) {
    input.addEventListener("change", () => void this.add(Array.from(input.files || [])));
    this.list.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("button");
      if (!button) return;
      this.files.splice(Number(button.dataset.at), 1);
      this.draw();
    });
  }

  private get list(): HTMLElement {
    return one("[data-list=shots]", this.field);
  }

  private async add(chosen: File[]): Promise<void> {
    const faults: string[] = [];
    const { large = "", unread = "" } = this.field.dataset;
    for (const file of chosen) {
      try {
        this.files.push(await small(file));
      } catch (error) {
        const n = error instanceof PhotoWrong && error.why === "large" ? error.megabytes : 0;
        faults.push(`${file.name}：${n ? large.replace("{n}", String(n)) : unread}`);
      }
    }
    const why = one("#photo-why", this.field);
    text(part(why, "message"), faults.join(" "));
    show(why, faults.length > 0);
    this.draw();
  }

  private draw(): void {
    const all = new DataTransfer();
    for (const file of this.files) all.items.add(file);
    this.input.files = all.files;
    for (const address of this.addresses) URL.revokeObjectURL(address);
    this.addresses = this.files.map((file) => URL.createObjectURL(file));
    this.list.textContent = "";
    this.files.forEach((file, i) => {
      const li = document.createElement("li");
      const img = document.createElement("img");
      img.src = this.addresses[i] || "";
      img.alt = file.name;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.dataset.at = String(i);
      button.textContent = this.field.dataset.remove || "";
      button.setAttribute("aria-label", `${button.textContent} ${file.name}`);
      li.append(img, button);
      this.list.append(li);
    });
    show(this.list, this.files.length > 0);
    show(part(this.field, "take"), this.files.length < this.most);
  }
}

async function small(file: File): Promise<File> {
  const bytes = await takePhoto(file, Number(document.body.dataset.sideMost) || 1920);
  return new File([new Uint8Array(bytes)], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-count]")) count(area);
const field = document.querySelector<HTMLElement>("[data-photos]");
// Without DataTransfer (Safari before 14.1) the browser's own field stays, and the server does the rest.
if (field && typeof DataTransfer === "function") {
  document.documentElement.classList.add("js");
  new Shots(field, one<HTMLInputElement>("input[type=file]", field), Number(field.dataset.photos));
}
