// The phone's own store, IndexedDB; one database a kind of record. What residents said is encrypted with a key that no script can read out (AES-GCM,
// WebCrypto, not extractable). README says what that protects against and what not.
import type { Recorded, Shelf } from "./box";

/** What is left of a record that the server has. */
export interface Sent {
  id: string;
  street: string;
  at: number;
}

interface Box {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

interface Row {
  id: string;
  street: string;
  at: number;
  box: Box;
  /** Of records that an older page kept. */
  photo?: Box | null;
  photos?: Box[];
}

const KEEP_SENT = 7 * 86_400_000;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error || new Error("IndexedDB"));
  });
}

/** Resolves when it is on the phone, not when it was asked for; a full phone shows only here. */
function settled(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error || new Error("IndexedDB"));
  });
}

export class PhoneShelf<T, S extends Sent> implements Shelf<T> {
  private constructor(private readonly db: IDBDatabase, private readonly key: CryptoKey) {}

  /**
   * @param name - of the database, such as mlo.visits
   * @throws when the browser keeps nothing (private windows) or the page is not in a secure context.
   */
  static async open<T, S extends Sent>(name: string): Promise<PhoneShelf<T, S>> {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => {
      for (const store of ["keys", "items", "sent", "draft"]) asked.result.createObjectStore(store);
    };
    const db = await done(asked);
    const known = await done(db.transaction("keys").objectStore("keys").get("1")) as CryptoKey | undefined;
    if (known) return new PhoneShelf<T, S>(db, known);
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Another tab may have been first; whose key stands there is the key.
    const transaction = db.transaction("keys", "readwrite");
    const store = transaction.objectStore("keys");
    const there = await done(store.get("1")) as CryptoKey | undefined;
    if (!there) store.put(made, "1");
    await settled(transaction);
    return new PhoneShelf<T, S>(db, there || made);
  }

  async all(): Promise<Recorded<T>[]> {
    return Promise.all((await this.rows("items")).map(async (row) => ({
      ...(JSON.parse(await this.read(row.id, row.box)) as Recorded<T>),
      photos: await Promise.all((row.photos || (row.photo ? [row.photo] : []))
        .map(async (photo) => new Uint8Array(await this.unlock(row.id, photo)))),
    })));
  }

  async put(item: Recorded<T>): Promise<void> {
    const { photos, ...rest } = item;
    const row: Row = {
      id: item.id, street: item.street, at: item.at,
      box: await this.lock(item.id, new TextEncoder().encode(JSON.stringify(rest))),
      photos: await Promise.all(photos.map((photo) => this.lock(item.id, new Uint8Array(photo)))),
    };
    await this.write("items", item.id, row);
  }

  /** How many wait for a street; nothing is decrypted. */
  async count(street: string): Promise<number> {
    return (await this.rows("items")).filter((row) => row.street === street).length;
  }

  remove(id: string): Promise<void> {
    return this.write("items", id, null);
  }

  async sent(street: string, now: number): Promise<S[]> {
    const rows = (await this.rows("sent")).filter((row) => row.street === street);
    for (const old of rows.filter((row) => row.at < now - KEEP_SENT)) await this.write("sent", old.id, null);
    const kept = rows.filter((row) => row.at >= now - KEEP_SENT).sort((a, b) => b.at - a.at);
    return Promise.all(kept.map(async (row) => JSON.parse(await this.read(row.id, row.box)) as S));
  }

  async keepSent(sent: S): Promise<void> {
    const box = await this.lock(sent.id, new TextEncoder().encode(JSON.stringify(sent)));
    await this.write("sent", sent.id, { id: sent.id, street: sent.street, at: sent.at, box });
  }

  /** What is typed and not yet put away; null clears it. */
  async draft(street: string, text?: string | null): Promise<string> {
    if (text === undefined) {
      const row = await done(this.db.transaction("draft").objectStore("draft").get(street)) as Row | undefined;
      return row ? this.read(street, row.box) : "";
    }
    const row = text ? { id: street, street, at: 0, box: await this.lock(street, new TextEncoder().encode(text)) } : null;
    await this.write("draft", street, row);
    return text || "";
  }

  private rows(store: string): Promise<Row[]> {
    return done(this.db.transaction(store).objectStore(store).getAll()) as Promise<Row[]>;
  }

  private async write(name: string, id: string, row: Row | null): Promise<void> {
    const transaction = this.db.transaction(name, "readwrite");
    const store = transaction.objectStore(name);
    if (row) store.put(row, id);
    else store.delete(id);
    await settled(transaction);
  }

  // A box belongs to its id: put under another one it does not open.
  private async lock(id: string, plain: Uint8Array<ArrayBuffer>): Promise<Box> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) }, this.key, plain);
    return { iv, data };
  }

  private unlock(id: string, box: Box): Promise<ArrayBuffer> {
    return crypto.subtle.decrypt({ name: "AES-GCM", iv: box.iv, additionalData: new TextEncoder().encode(id) }, this.key, box.data);
  }

  private async read(id: string, box: Box): Promise<string> {
    return new TextDecoder().decode(await this.unlock(id, box));
  }
}

/** How many records of another kind wait on this phone: the tab counts both. */
export async function waitingIn(name: string, street: string): Promise<number> {
  return (await PhoneShelf.open(name)).count(street);
}
