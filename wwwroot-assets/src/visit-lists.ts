// What waits on this phone, what has arrived, and the band that says how it stands with the network.
import { attr, keyed, part, show, state, text } from "./dom";
import type { Recorded, VisitBox } from "./visit-box";
import type { VisitForm } from "./visit-form";
import type { Sent } from "./visit-shelf";
import { clock, receiptCode, type Words } from "./words";

export function drawBand(band: HTMLElement, box: VisitBox, who: string, w: Words): void {
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

export function drawWaiting(list: HTMLElement, box: VisitBox, form: VisitForm, sure: string, w: Words): void {
  const all = box.all();
  keyed(list, "wait", all.map((item) => item.id), (el, id) => {
    const item = all.find((one) => one.id === id) as Recorded;
    const sending = box.sending === id;
    text(part(el, "where"), form.where(item.data));
    if (sending) state(part(el, "state"), "wait", "go", w("state.sending"));
    else if (item.state === "wrong") state(part(el, "state"), "late", "no", w("state.wrong"));
    else if (item.state === "account") state(part(el, "state"), "wait", "no", w("state.account"));
    else state(part(el, "state"), "wait", "wait", w("state.waiting"));
    text(part(el, "asked"), item.data.asked || w("no-question"));
    const about = [clock(item.at), form.groupNames(item.data), item.photo ? w("photo.with") : ""];
    text(part(el, "about"), about.filter(Boolean).join(" · "));
    const why = part(el, "why");
    text(part(why, "message"), item.message || "");
    show(why, item.state !== "waiting" && !!item.message);
    for (const name of ["edit", "delete"]) part(el, name).toggleAttribute("disabled", sending);
    text(part(el, "delete"), w(sure !== id ? "delete" : item.tries ? "delete.maybe" : "delete.sure"));
    attr(part(el, "edit"), "aria-label", `${w("edit")} ${item.data.household}`);
    attr(part(el, "delete"), "aria-label", `${part(el, "delete").textContent || ""} ${item.data.household}`);
  });
}

export function drawSent(list: HTMLElement, sent: Sent[], w: Words): void {
  keyed(list, "sent", sent.map((one) => one.id), (el, id) => {
    const one = sent.find((s) => s.id === id) as Sent;
    text(part(el, "where"), one.household);
    text(part(el, "at"), clock(one.at));
    text(part(el, "asked"), one.asked || w("no-question"));
    text(part(el, "receipt"), one.receipt ? w("receipt", { code: receiptCode(one.receipt) }) : "");
    show(part(el, "receipt"), !!one.receipt);
  });
}
