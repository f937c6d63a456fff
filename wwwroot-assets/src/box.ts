// What somebody has recorded on the phone and the server has not yet taken: households, reports. Every record keeps the id that it was given here, so
// that sending it again is harmless; it leaves this box only when the server has it, or when its writer deletes it.
import { newId } from "./ids";

export interface Recorded<T> {
  id: string;
  street: string;
  /** The account that recorded it; another one does not send it in its own name. */
  who: string;
  /** Raised with every change, so that of two copies the later one holds. */
  revision: number;
  /** Milliseconds since 1970, by this phone's clock. */
  at: number;
  /** How often it was sent; once it was, it may have arrived. */
  tries: number;
  state: "waiting" | "wrong" | "account";
  /** Where in the form and why, in words. */
  field?: string;
  message?: string;
  data: T;
  photos: Uint8Array[];
}

export interface Answer {
  ok: boolean;
  code?: string | null;
  field?: string | null;
  message?: string | null;
  receipt?: string | null;
}

/** Why there is no answer: no network, nobody signed in, a server that cannot just now. */
export class NoAnswer extends Error {
  constructor(readonly why: "lost" | "signin" | "busy") {
    super(why);
  }
}

/** Where records are kept; on the phone that is IndexedDB, encrypted. */
export interface Shelf<T> {
  all(): Promise<Recorded<T>[]>;
  /** @throws Error named QuotaExceededError when the phone is full. */
  put(item: Recorded<T>): Promise<void>;
  remove(id: string): Promise<void>;
}

export type Standing = "idle" | "sending" | "lost" | "signin" | "busy";

export class Box<T> {
  standing: Standing = "idle";
  /** The one that is on its way now. */
  sending = "";
  private items: Recorded<T>[] = [];
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly shelf: Shelf<T>,
    private readonly street: string,
    private readonly who: string,
    private readonly changed: () => void = () => {},
    private readonly now: () => number = Date.now,
  ) {}

  async load(): Promise<void> {
    this.items = (await this.shelf.all()).filter((item) => item.street === this.street);
    this.changed();
  }

  /** In the order in which they were recorded. */
  all(): Recorded<T>[] {
    return this.items.slice().sort((a, b) => a.at - b.at);
  }

  find(id: string): Recorded<T> | undefined {
    return this.items.find((item) => item.id === id);
  }

  /** Those that somebody else recorded on this phone. */
  others(): Recorded<T>[] {
    return this.all().filter((item) => item.who !== this.who || item.state === "account");
  }

  /** Kept first, shown then: what is on the screen is on the phone. */
  async add(data: T, photos: Uint8Array[]): Promise<Recorded<T>> {
    const item: Recorded<T> = {
      id: newId(), street: this.street, who: this.who, revision: 1, at: this.stamp(), tries: 0, state: "waiting", data, photos,
    };
    await this.shelf.put(item);
    this.items.push(item);
    this.changed();
    return item;
  }

  /** A change of one that waits. @returns false when it is on its way or was taken meanwhile: then it is another record. */
  async change(id: string, data: T, photos: Uint8Array[]): Promise<boolean> {
    const old = this.find(id);
    if (!old || this.sending === id) return false;
    // A time that lies ahead was refused; by now the clock may have been put right.
    const at = old.at > this.now() || old.field === "at" ? this.stamp() : old.at;
    const item: Recorded<T> = { ...old, data, photos, at, revision: old.revision + 1, state: "waiting" };
    delete item.field;
    delete item.message;
    await this.shelf.put(item);
    this.swap(item);
    this.changed();
    return true;
  }

  async remove(id: string): Promise<boolean> {
    if (this.sending === id) return false;
    await this.forget(id);
    this.changed();
    return true;
  }

  /** Sends what waits, one after the other; what is to be mended stays and holds nobody up. */
  flush(send: (item: Recorded<T>) => Promise<Answer>, taken: (item: Recorded<T>, answer: Answer) => Promise<void>): Promise<void> {
    this.flushing = this.flushing || this.run(send, taken).then(
      () => { this.flushing = null; },
      (error: unknown) => { this.flushing = null; throw error; },
    );
    return this.flushing;
  }

  private async run(send: (item: Recorded<T>) => Promise<Answer>, taken: (item: Recorded<T>, answer: Answer) => Promise<void>): Promise<void> {
    for (let item = this.next(); item; item = this.next()) {
      this.sending = item.id;
      this.set("sending");
      try {
        const out: Recorded<T> = { ...item, tries: item.tries + 1 };
        await this.shelf.put(out);
        this.swap(out);
        const answer = await send(out);
        if (answer.ok) {
          // Its receipt is kept before the record goes.
          await taken(out, answer);
          await this.forget(out.id);
        } else {
          const state = answer.code === "other-account" ? "account" : "wrong";
          const left: Recorded<T> = { ...out, state, field: answer.field || "", message: answer.message || "" };
          await this.shelf.put(left);
          this.swap(left);
        }
      } catch (error) {
        this.sending = "";
        if (!(error instanceof NoAnswer)) throw error;
        this.set(error.why);
        return;
      }
      this.sending = "";
    }
    this.set("idle");
  }

  private next(): Recorded<T> | undefined {
    return this.all().find((item) => item.state === "waiting" && item.who === this.who);
  }

  /** Two records within one millisecond still have an order. */
  private stamp(): number {
    const last = this.items.reduce((most, item) => Math.max(most, item.at), 0);
    const now = this.now();
    // One that a fast clock put ahead pushes nobody else ahead.
    return last >= now && last < now + 1_000 ? last + 1 : now;
  }

  private swap(item: Recorded<T>): void {
    this.items = this.items.map((old) => (old.id === item.id ? item : old));
  }

  private async forget(id: string): Promise<void> {
    await this.shelf.remove(id);
    this.items = this.items.filter((item) => item.id !== id);
  }

  private set(standing: Standing): void {
    this.standing = standing;
    this.changed();
  }
}
