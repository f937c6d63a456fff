// What the resident has done and the server has not yet answered. It outlives a reload, a locked phone and a restarted
// server: every item keeps its id, so that sending it again is harmless, and leaves only when a reply has come.
// A refusal is an answer too, but the item stays (with the reason) until the resident has done something about it.
import { newId } from "./ids";
import type { Reply } from "./types";

export type Kind = "ask" | "support" | "withdraw" | "rate" | "vote";

type Args = Record<string, string | number | string[]>;

export interface Item {
  id: string;
  kind: Kind;
  args: Args;
  at: number;
  /** How often it was sent. */
  tries: number;
  /** How often sending it closed the connection or ended in a framework error. */
  hurt: number;
  state: "waiting" | "refused" | "aside";
  message?: string;
}

/** Why a send brought no reply. Only "closed" and "error" speak against the item itself. */
export class NoReply extends Error {
  constructor(readonly why: "lost" | "closed" | "error") {
    super(why);
  }
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;
type Send = (item: Item) => Promise<Reply>;

const ENOUGH = 2;
/** Not final: the same item again a little later. */
const LATER = ["server.busy", "server.not-saved", "device.too-fast"];

export class Outbox {
  /** True when this phone could not keep an item: it is then in memory only, and the page says so. */
  volatile = false;
  private readonly items = new Map<string, Item>();
  private flushing = false;

  constructor(
    private readonly store: Store | null,
    private readonly prefix: string,
    private readonly changed: () => void = () => {},
    private readonly now: () => number = Date.now,
  ) {
    this.load();
  }

  /** Reads what is stored; another tab of the same phone may have added or settled items. */
  load(): void {
    if (!this.store) {
      this.volatile = true;
      return;
    }
    try {
      const keys: string[] = [];
      for (let i = 0; i < this.store.length; i++) keys.push(this.store.key(i) ?? "");
      const kept = new Set<string>();
      for (const key of keys.filter((k) => k.startsWith(this.prefix))) {
        const item = parse(this.store.getItem(key));
        if (!item) continue;
        kept.add(item.id);
        if (!this.items.has(item.id)) this.items.set(item.id, item);
      }
      // Gone from the store means settled elsewhere, unless this phone cannot store at all.
      if (!this.volatile) for (const id of [...this.items.keys()]) if (!kept.has(id)) this.items.delete(id);
    } catch {
      this.volatile = true;
    }
  }

  /** In the order in which they were made. */
  all(): Item[] {
    return [...this.items.values()].sort((a, b) => a.at - b.at);
  }

  waiting(): Item[] {
    return this.all().filter((item) => item.state === "waiting");
  }

  find(kind: Kind, key: string, value: string): Item | undefined {
    return this.all().reverse().find((item) => item.kind === kind && item.args[key] === value);
  }

  add(kind: Kind, args: Args): Item {
    // Two taps within one millisecond still have an order.
    const last = this.all().pop();
    const at = Math.max(this.now(), last ? last.at + 1 : 0);
    const item: Item = { id: newId(), kind, args, at, tries: 0, hurt: 0, state: "waiting" };
    this.items.set(item.id, item);
    this.save(item);
    this.changed();
    return item;
  }

  /** A new choice. One that was never sent, refused or set aside gives way to it; one that was sent stays, and is sent first. */
  replace(last: Item | undefined, kind: Kind, args: Args): void {
    if (last && (last.state !== "waiting" || last.tries === 0)) this.remove(last.id);
    this.add(kind, args);
  }

  remove(id: string): void {
    this.items.delete(id);
    try {
      this.store?.removeItem(this.prefix + id);
    } catch {
      // Storage was switched off under us; memory is right.
    }
    this.changed();
  }

  /** The resident asks for another try of an item that was set aside. */
  again(id: string): void {
    const item = this.items.get(id);
    if (!item) return;
    item.hurt = 0;
    this.settle(item, "waiting");
  }

  /** Sends what waits, one after the other. Resolves to true when the server asked to come back a little later. */
  async flush(send: Send, replied: (item: Item, reply: Reply) => void): Promise<boolean> {
    if (this.flushing) return false;
    this.flushing = true;
    try {
      for (let item = this.waiting()[0]; item; item = this.waiting()[0]) {
        item.tries++;
        this.save(item);
        const reply = await this.attempt(send, item);
        if (reply === "stop") return false;
        if (reply === "again") continue;
        if (!reply.ok && LATER.includes(reply.code ?? "")) return true;
        replied(item, reply);
        if (reply.ok) this.remove(item.id);
        else this.settle(item, "refused", reply.message);
      }
      return false;
    } finally {
      this.flushing = false;
    }
  }

  private async attempt(send: Send, item: Item): Promise<Reply | "stop" | "again"> {
    try {
      return await send(item);
    } catch (error) {
      const why = error instanceof NoReply ? error.why : "lost";
      if (why === "lost") return "stop";
      item.hurt++;
      if (item.hurt >= ENOUGH) this.settle(item, "aside");
      else this.save(item);
      return why === "closed" ? "stop" : "again";
    }
  }

  private settle(item: Item, state: Item["state"], message?: string): void {
    item.state = state;
    if (message) item.message = message;
    else delete item.message;
    // Removed while its reply was under way: the resident has dealt with it.
    if (!this.items.has(item.id)) return;
    this.save(item);
    this.changed();
  }

  private save(item: Item): void {
    if (!this.items.has(item.id)) return;
    try {
      if (!this.store) throw new Error("no storage");
      this.store.setItem(this.prefix + item.id, JSON.stringify(item));
    } catch {
      this.volatile = true;
    }
  }
}

function parse(text: string | null): Item | null {
  try {
    const item = JSON.parse(text ?? "null") as Item | null;
    return item && typeof item.id === "string" && typeof item.at === "number" ? item : null;
  } catch {
    return null;
  }
}
