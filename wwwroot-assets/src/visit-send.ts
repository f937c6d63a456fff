// One record to the server, as the form would send it.
import { NoAnswer, type Answer, type Recorded } from "./visit-box";

/** Longer than a photo takes on a weak network; a connection that hangs is tried anew. */
const PATIENCE = 60_000;

export function body(item: Recorded): FormData {
  const form = new FormData();
  const { grid, groups, household, topic, asked, list, phone } = item.data;
  form.set("id", item.id);
  form.set("revision", String(item.revision));
  form.set("who", item.who);
  form.set("at", new Date(item.at).toISOString());
  form.set("grid", grid);
  for (const group of groups) form.append("group", group);
  form.set("household", household);
  form.set("topic", topic);
  form.set("asked", asked);
  form.set("list", list ? "1" : "0");
  form.set("phone", phone);
  if (item.photo) form.set("photo", new Blob([new Uint8Array(item.photo)], { type: "image/jpeg" }), "photo.jpg");
  return form;
}

/** @throws NoAnswer without one. A coded refusal is an answer. */
export async function send(item: Recorded, address: string, get: typeof fetch = fetch): Promise<Answer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await get(address, {
      method: "POST", body: body(item), headers: { "X-Visit": "1" }, credentials: "same-origin",
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
