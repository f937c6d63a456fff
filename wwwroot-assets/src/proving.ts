// The phone keeps what opens its rating, as soon as it has the answer. All else, whether it was counted, is proof.ts's: it
// comes when the page is already of use, and draws after the page has drawn.
import type { App } from "./app";
import type { Item } from "./outbox";
import type { Reply } from "./types";

declare global {
  interface Window { mloProof?: (app: App) => void }
}

/** In localStorage under mlo.proof.{code}.{round or poll}/{id}. The latest counts, and replies come in the order of sending. */
export function keep({ code }: App, { args }: Item, { proof }: Reply): void {
  try {
    if (proof) localStorage.setItem(`mlo.proof.${code}.${args.poll ? "poll/" + args.poll : "round/" + args.round}`, JSON.stringify({ ...args, proof }));
  } catch {
    // Nothing can be kept here, so nothing will be looked for.
  }
}

export function fetchProof(app: App): void {
  const script = document.createElement("script");
  script.src = "/proof.js";
  script.onload = app.refresh;
  document.head.append(script);
}
