// The form of one household: what is in it, what is wrong with it, and its photo.
import { one, part, show, text } from "./dom";
import type { Recorded } from "./box";
import { PhotoWrong, takePhoto, FILE_MOST } from "./photo";
import type { Words } from "./words";

/** One household as the form has it. */
export interface Household {
  grid: string;
  groups: string[];
  household: string;
  topic: string;
  asked: string;
  list: boolean;
  phone: string;
}

const FIELDS = ["grid", "groups", "household", "topic", "asked", "phone", "photo"];
const LAST_GRID = "mlo.visit.grid";

/** Where the form is wrong, in its order; the server judges again. */
export function missing(data: Household): string {
  if (!data.grid) return "grid";
  if (!data.groups.length) return "groups";
  if (!data.household.trim()) return "household";
  if (data.list && !data.asked.trim()) return "asked";
  if (data.phone.trim() && !/^[+]?[\d ()-]{7,20}$/.test(data.phone.trim())) return "phone";
  return "";
}

export class VisitForm {
  private photo: Uint8Array | null = null;
  private shown = "";
  private readonly sideMost = Number(document.body.dataset.sideMost) || 1920;
  /** Taken by the server since the page was made, by grid. */
  private readonly more = new Map<string, number>();

  constructor(private readonly form: HTMLFormElement, private readonly w: Words) {
    const file = this.field<HTMLInputElement>("photo");
    file.addEventListener("change", () => void this.take(file));
    part(form, "unphoto").addEventListener("click", () => this.setPhoto(null));
    this.grid.value = this.grid.value || remembered();
    this.grid.addEventListener("change", () => this.input());
    form.addEventListener("input", () => this.input());
  }

  private heard: () => void = () => {};
  private input(): void {
    this.drawDone();
    this.drawReply();
    this.heard();
  }

  /** A number is taken for the reply alone; what is not listed gets none. */
  private drawReply(): void {
    show(part(this.form, "reply"), this.field<HTMLInputElement>("list").checked);
  }

  onInput(heard: () => void): void {
    this.heard = heard;
  }

  onSave(save: (data: Household, photo: Uint8Array | null) => Promise<void>): void {
    let busy = false;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      // A double tap is one household.
      if (busy) return;
      this.unmark();
      const data = this.read();
      const wrong = missing(data);
      if (wrong) return this.mark(wrong, this.w("wrong." + wrong));
      remember(data.grid);
      busy = true;
      void save(data, this.photo).then(() => { busy = false; }, () => { busy = false; });
    });
  }

  onCancel(cancel: () => void): void {
    part(this.form, "cancel").addEventListener("click", cancel);
  }

  read(): Household {
    return {
      grid: this.grid.value,
      groups: this.groups().filter((box) => box.checked).map((box) => box.value),
      household: this.field("household").value.trim(),
      topic: this.field("topic").value,
      asked: this.field("asked").value.trim(),
      list: this.field<HTMLInputElement>("list").checked,
      phone: this.field<HTMLInputElement>("list").checked ? this.field("phone").value.trim() : "",
    };
  }

  fill(data: Household, photo: Uint8Array | null): void {
    this.unmark();
    this.grid.value = data.grid;
    for (const box of this.groups()) box.checked = data.groups.includes(box.value);
    for (const name of ["household", "topic", "asked", "phone"] as const) this.field(name).value = data[name];
    this.field<HTMLInputElement>("list").checked = data.list;
    this.setPhoto(photo);
    this.drawDone();
    this.drawReply();
  }

  /** The next household is in the same grid and most often in the same building. */
  clear(): void {
    const { grid, household } = this.read();
    this.remind(household);
    this.fill({ grid, groups: [], household: "", topic: "", asked: "", list: true, phone: "" }, null);
  }

  first(): void {
    part(this.form, "title").setAttribute("tabindex", "-1");
    part(this.form, "title").focus({ preventScroll: true });
  }

  editing(on: boolean): void {
    const note = part(this.form, "editing");
    text(note, this.w("editing"));
    show(note, on);
    show(part(this.form, "cancel"), on);
    text(part(this.form, "save"), this.w(on ? "save.edit" : "save"));
  }

  /** At the field, with the focus on it. Of something that has no field, such as the phone's clock, below the button. */
  mark(name: string, message: string): void {
    if (!FIELDS.includes(name)) return this.full(message);
    const why = one(`#${name}-why`, this.form);
    text(part(why, "message"), message);
    show(why, true);
    const field = name === "groups" ? this.groups()[0] : this.field(name);
    const holder = why.parentElement;
    if (holder) holder.classList.add("field--wrong");
    if (field) {
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }
  }

  full(message: string): void {
    const why = part(this.form, "full");
    text(part(why, "message"), message);
    show(why, true);
  }

  /** Such as 第7网格 3号院5号楼. */
  where(data: Household): string {
    const option = Array.from(this.grid.options).find((o) => o.value === data.grid && o.value);
    return `${option ? (option.textContent || "").trim() : data.grid} ${data.household}`;
  }

  groupNames(data: Household): string {
    return this.groups().filter((box) => data.groups.includes(box.value))
      .map((box) => (one(`label[for="${box.id}"]`, this.form).textContent || "").trim()).join("、");
  }

  countIn(grid: string): void {
    this.more.set(grid, (this.more.get(grid) || 0) + 1);
  }

  private waiting: Recorded<Household>[] = [];
  /** Households of the chosen grid: the server's, and those that wait on this phone. */
  drawDone(waiting: Recorded<Household>[] = this.waiting): void {
    this.waiting = waiting;
    const option = this.grid.selectedOptions[0];
    const box = part(this.form, "gone");
    show(box, !!option && !!option.value);
    if (!option || !option.value) return;
    const own = waiting.filter((item) => item.data.grid === option.value).length;
    const n = Number(option.dataset.done) + (this.more.get(option.value) || 0) + own;
    const of = Number(option.dataset.planned);
    text(part(box, "done"), of ? this.w("done", { n, of }) : this.w("done-none", { n }));
    show(one("svg", box), of > 0);
    part(box, "bar").setAttribute("width", of ? `${Math.min(100, Math.round((n / of) * 1000) / 10)}%` : "0");
  }

  private async take(file: HTMLInputElement): Promise<void> {
    const chosen = file.files && file.files[0];
    if (!chosen) return;
    this.unmark();
    try {
      this.setPhoto(await takePhoto(chosen, this.sideMost));
    } catch (error) {
      const large = error instanceof PhotoWrong && error.why === "large" ? error : null;
      this.setPhoto(null);
      this.mark("photo", large
        ? this.w("photo.large", { n: large.megabytes, most: FILE_MOST / 1024 / 1024 })
        : this.w("photo.unread"));
    }
  }

  private setPhoto(photo: Uint8Array | null): void {
    this.photo = photo;
    // The file itself is not kept: what is drawn anew goes.
    this.field("photo").value = "";
    const box = part(this.form, "photo");
    if (this.shown) URL.revokeObjectURL(this.shown);
    this.shown = photo ? URL.createObjectURL(new Blob([new Uint8Array(photo)], { type: "image/jpeg" })) : "";
    const picture = part<HTMLImageElement>(box, "picture");
    if (this.shown) picture.src = this.shown;
    else picture.removeAttribute("src");
    text(part(box, "size"), photo ? this.w("photo.kept", { n: Math.ceil(photo.length / 1024) }) : "");
    show(box, !!photo);
    show(part(this.form, "take"), !photo);
  }

  private unmark(): void {
    for (const why of this.form.querySelectorAll(".why[data-f=why], [data-f=full]")) show(why, false);
    for (const field of this.form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const holder of this.form.querySelectorAll(".field--wrong")) holder.classList.remove("field--wrong");
  }

  private remind(household: string): void {
    const list = one("#households", this.form);
    if (!household || Array.from(list.children).some((o) => (o as HTMLOptionElement).value === household)) return;
    const option = document.createElement("option");
    option.value = household;
    list.prepend(option);
  }

  private get grid(): HTMLSelectElement {
    return this.field<HTMLSelectElement>("grid");
  }

  private groups(): HTMLInputElement[] {
    return Array.from(this.form.querySelectorAll<HTMLInputElement>("input[name=group]"));
  }

  private field<T extends HTMLElement = HTMLInputElement>(name: string): T {
    return one<T>("#" + name, this.form);
  }
}

/** The grid alone, which says nothing of anybody. */
function remember(grid: string): void {
  try {
    localStorage.setItem(LAST_GRID, grid);
  } catch {
    // It is chosen again.
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(LAST_GRID) || "";
  } catch {
    return "";
  }
}
