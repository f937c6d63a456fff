// The form of one report on one item: how it stands, what was seen, one sentence.
import { countIn, lengthOf } from "./count";
import { one, part, show, text } from "./dom";
import { Shots } from "./shots";
import type { Words } from "./words";

/** One report as the form has it. The title is for this phone alone: an item may have left the list. */
export interface Report {
  meeting: string;
  item: string;
  title: string;
  kind: string;
  text: string;
}

/** Where the form is wrong, in its order; the server judges again. */
export function missing(report: Report, photos: number, evidence: boolean, most: number): string {
  if (!report.kind) return "kind";
  if (report.kind === "done" && !photos && !evidence) return "photo";
  if (!report.text.trim()) return "text";
  return lengthOf(report.text) > most ? "long" : "";
}

export class ReportForm {
  private readonly shots: Shots;
  private readonly count: () => void;
  private report = { meeting: "", item: "", title: "" };
  private evidence = false;

  constructor(private readonly form: HTMLFormElement, private readonly most: number, private readonly w: Words) {
    const field = one("[data-photos]", form);
    this.shots = new Shots(field, Number(field.dataset.photos), {
      remove: w("photo.remove"),
      large: (name, n, limit) => w("photo.large", { name, n, most: limit }),
      unread: (name) => w("photo.unread", { name }),
    });
    this.count = countIn(this.area);
  }

  onInput(heard: () => void): void {
    this.form.addEventListener("input", heard);
  }

  onSave(save: (report: Report, photos: Uint8Array[]) => Promise<void>): void {
    let busy = false;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      // A double tap is one report.
      if (busy) return;
      this.unmark();
      const report = this.read();
      const wrong = missing(report, this.shots.all().length, this.evidence, this.most);
      if (wrong) return this.mark(wrong === "long" ? "text" : wrong, this.w("wrong." + wrong, { most: this.most }));
      busy = true;
      void save(report, this.shots.all()).then(() => { busy = false; }, () => { busy = false; });
    });
  }

  read(): Report {
    const kind = this.kinds().find((one) => one.checked);
    return { ...this.report, kind: kind ? kind.value : "", text: this.area.value.trim() };
  }

  /** @param evidence - photos were shown before, so that none is needed now. */
  fill(report: Report, photos: Uint8Array[], evidence: boolean): void {
    this.unmark();
    this.report = { meeting: report.meeting, item: report.item, title: report.title };
    this.evidence = evidence;
    for (const kind of this.kinds()) kind.checked = kind.value === report.kind;
    this.area.value = report.text;
    this.count();
    this.shots.set(photos);
  }

  editing(on: boolean): void {
    text(part(this.form, "save"), this.w(on ? "save.edit" : "save"));
  }

  /** At the field, with the focus on it; of what has no field below the button. */
  mark(name: string, message: string): void {
    if (name === "photo") return this.shots.wrong(message);
    const why = name === "kind" || name === "text" ? one(`#${name}-why`, this.form) : part(this.form, "full");
    text(part(why, "message"), message);
    show(why, true);
    const field = name === "kind" ? this.kinds()[0] : name === "text" ? this.area : null;
    if (!field) return;
    if (why.parentElement) why.parentElement.classList.add("field--wrong");
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  private unmark(): void {
    this.shots.wrong("");
    for (const why of this.form.querySelectorAll("#kind-why, #text-why, [data-f=full]")) show(why, false);
    for (const field of this.form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const holder of this.form.querySelectorAll(".field--wrong")) holder.classList.remove("field--wrong");
  }

  private kinds(): HTMLInputElement[] {
    return Array.from(this.form.querySelectorAll<HTMLInputElement>("input[name=kind]"));
  }

  private get area(): HTMLTextAreaElement {
    return one<HTMLTextAreaElement>("#text", this.form);
  }
}
