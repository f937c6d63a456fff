// Pages that are to open without network: their worker keeps them with the files that they name.
import { one, show, text } from "./dom";
import type { Words } from "./words";

/**
 * Keeps this street's pages of these scopes, so that the tabs lead from one to the other without network too. Says at
 * [data-f=ready] and by <body data-offline="ready"> once this very page is kept.
 */
export async function keepPage(scopes: string[], street: string, w: Words): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (event) => {
    const said = event.data as { kept?: boolean; path?: string } | null;
    if (!said?.kept || said.path !== location.pathname) return;
    const ready = one("[data-f=ready]");
    text(ready, w("ready"));
    show(ready, true);
    document.body.dataset.offline = "ready";
  });
  for (const scope of scopes) {
    const registration = await navigator.serviceWorker.register("/field-worker.js", { scope });
    await active(registration);
    registration.active?.postMessage({ keep: scope + encodeURIComponent(street) });
  }
}

/** Not navigator.serviceWorker.ready: that is this page's worker alone. */
function active(registration: ServiceWorkerRegistration): Promise<void> {
  const coming = registration.installing || registration.waiting;
  if (!coming) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => { if (coming.state === "activated" || coming.state === "redundant") resolve(); };
    coming.addEventListener("statechange", look);
    look();
  });
}
