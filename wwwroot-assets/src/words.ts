// Every word comes from the page, so that Chinese and English live on the server only.
export type Words = (key: string, args?: Record<string, string | number>) => string;

export function readWords(json: string, strict: boolean): Words {
  const table = JSON.parse(json) as Record<string, string>;
  return (key, args = {}) => {
    const text = table[key];
    if (text === undefined) {
      // A page in development must not hide a missing word; a resident had better see nothing than a key.
      if (strict) throw new Error(`words: "${key}" is missing`);
      return "";
    }
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
  };
}

/** "2025-10-31" in the page's language. Not through Date: a day has no time zone. */
export function day(w: Words, iso: string): string {
  const [, m, d] = /^\d+-0?(\d+)-0?(\d+)/.exec(iso) ?? [];
  if (!m || !d) return iso;
  return w("date", { m, d, month: w("months").split(" ")[Number(m) - 1] ?? m });
}

/** As it is read aloud and printed: W3K7-Q2D9-5M. */
export const receiptCode = (raw: string | undefined) => (raw ?? "").replace(/(.{4})(?=.)/g, "$1-");

/** The street's time, as the server writes it too: Beijing keeps one offset all year. */
export function clock(at: string | number): string {
  const time = new Date(new Date(at).getTime() + 8 * 3_600_000);
  return isNaN(time.getTime()) ? "" : time.toISOString().slice(11, 16);
}
