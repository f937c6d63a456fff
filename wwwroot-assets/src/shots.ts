// Several photos of one record: made small as they come, shown, and taken out again.
import { one, part, show, text } from "./dom";
import { FILE_MOST, PhotoWrong, takePhoto } from "./photo";

/** How a field says what is wrong and what its buttons do. */
export interface ShotWords {
  remove: string;
  large(name: string, megabytes: number, most: number): string;
  unread(name: string): string;
}

export class Shots {
  private photos: Uint8Array[] = [];
  private addresses: string[] = [];

  /** @param field - holds [data-list=shots], [data-f=take], #photo-why and the file input. */
  constructor(private readonly field: HTMLElement, private readonly most: number, private readonly words: ShotWords, private readonly changed: (photos: Uint8Array[]) => void = () => {}) {
    const input = one<HTMLInputElement>("input[type=file]", field);
    input.addEventListener("change", () => void this.add(input));
    this.list.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("button");
      if (button) this.set(this.photos.filter((_, i) => i !== Number(button.dataset.at)));
    });
  }

  all(): Uint8Array[] {
    return this.photos;
  }

  set(photos: Uint8Array[]): void {
    this.photos = photos;
    for (const address of this.addresses) URL.revokeObjectURL(address);
    this.addresses = photos.map((photo) => URL.createObjectURL(new Blob([new Uint8Array(photo)], { type: "image/jpeg" })));
    this.list.textContent = "";
    this.addresses.forEach((address, i) => this.list.append(this.shot(address, i)));
    show(this.list, photos.length > 0);
    show(part(this.field, "take"), photos.length < this.most);
    this.changed(photos);
  }

  wrong(message: string): void {
    const why = one("#photo-why", this.field);
    text(part(why, "message"), message);
    show(why, !!message);
    this.field.classList.toggle("field--wrong", !!message);
  }

  private get list(): HTMLElement {
    return one("[data-list=shots]", this.field);
  }

  private async add(input: HTMLInputElement): Promise<void> {
    const faults: string[] = [];
    const taken: Uint8Array[] = [];
    for (const file of Array.from(input.files || [])) {
      try {
        taken.push(await takePhoto(file, Number(document.body.dataset.sideMost) || 1920));
      } catch (error) {
        const large = error instanceof PhotoWrong && error.why === "large" ? error.megabytes : 0;
        faults.push(large ? this.words.large(file.name, large, FILE_MOST / 1024 / 1024) : this.words.unread(file.name));
      }
    }
    // The files themselves are not kept: what is drawn anew goes.
    input.value = "";
    this.wrong(faults.join(" "));
    this.set([...this.photos, ...taken].slice(0, this.most));
  }

  private shot(address: string, i: number): HTMLElement {
    const li = document.createElement("li");
    const img = document.createElement("img");
    img.src = address;
    img.alt = "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.dataset.at = String(i);
    button.textContent = this.words.remove;
    button.setAttribute("aria-label", `${this.words.remove} ${i + 1}`);
    li.append(img, button);
    return li;
  }
}
