// The band that says how it stands with the network and with what waits on this phone.
import type { Box } from "./box";
import { part, show, text } from "./dom";
import type { Words } from "./words";

export function drawBand<T>(band: HTMLElement, box: Box<T>, who: string, w: Words): void {
  const all = box.all();
  const n = all.filter((item) => item.state === "waiting").length;
  const others = box.others();
  const wrong = all.filter((item) => item.state === "wrong").length;
  const offline = box.standing === "lost" || !navigator.onLine;
  let [lead, hint] = ["", ""];
  if (box.standing === "signin" && !offline) [lead, hint] = [w("signin"), w("signin.hint", { n })];
  else if (offline) [lead, hint] = [w("offline"), n ? w("offline.hint", { n }) : w("offline.none")];
  else if (box.standing === "busy") [lead, hint] = [w("busy"), w("busy.hint", { n })];
  else if (wrong) [lead, hint] = [w("mend", { n: wrong }), w("mend.hint")];
  else if (others.length) [lead, hint] = [w("account"), w("account.hint", { n: others.length, who: (others[0] || { who }).who })];
  text(part(band, "lead"), lead);
  text(part(band, "hint"), hint);
  show(part(band, "go"), box.standing === "signin" && !offline);
  show(band, !!lead);
}
