// One record to the server, as the form would send it.
import { NoAnswer, type Answer, type Recorded } from "./box";

/** Longer than a photo takes on a weak network; a connection that hangs is tried anew. */
const PATIENCE = 60_000;

/** What every record has; its own fields come on top. */
export function letter<T>(item: Recorded<T>, fields: Record<string, string>): FormData {
  const form = new FormData();
  form.set("id", item.id);
  form.set("revision", String(item.revision));
  form.set("who", item.who);
  form.set("at", new Date(item.at).toISOString());
  for (const name of Object.keys(fields)) form.set(name, fields[name] || "");
  item.photos.forEach((photo, i) => form.append("photo", new Blob([new Uint8Array(photo)], { type: "image/jpeg" }), i ? `photo${i + 1}.jpg` : "photo.jpg"));
  return form;
}

/** @throws NoAnswer without one. A coded refusal is an answer. */
export async function send(body: FormData, address: string, get: typeof fetch = fetch): Promise<Answer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await get(address, {
      method: "POST", body, headers: { "X-Phone": "1" }, credentials: "same-origin",
      // The door leads to the sign-in page; that is to be told from an answer.
      redirect: "manual", signal: stop.signal,
    });
    return await read(response);
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    throw new NoAnswer("lost");
  } finally {
    clearTimeout(timer);
  }
}

async function read(response: Response): Promise<Answer> {
  if (response.type === "opaqueredirect" || response.status === 401 || (response.status >= 300 && response.status < 400)) {
    throw new NoAnswer("signin");
  }
  if (response.status >= 500 || response.status === 429 || response.status === 408) throw new NoAnswer("busy");
  const json = (response.headers.get("content-type") || "").includes("json");
  // 403 in words: the role is gone, or the demo is asked from another machine. Nothing of that speaks against the record.
  if (!json) throw new NoAnswer(response.status === 403 ? "signin" : "busy");
  return await response.json() as Answer;
}
