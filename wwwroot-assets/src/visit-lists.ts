// What waits on this phone and what has arrived.
import type { Box, Recorded } from "./box";
import { attr, keyed, part, show, state, text } from "./dom";
import type { Sent } from "./shelf";
import type { Household, VisitForm } from "./visit-form";
import { clock, receiptCode, type Words } from "./words";

/** Enough of a household to give it its receipt. */
export interface SentVisit extends Sent {
  household: string;
  asked: string;
  receipt: string;
}

export function drawWaiting(list: HTMLElement, box: Box<Household>, form: VisitForm, sure: string, w: Words): void {
  const all = box.all();
  keyed(list, "wait", all.map((item) => item.id), (el, id) => {
    const item = all.find((one) => one.id === id) as Recorded<Household>;
    const sending = box.sending === id;
    text(part(el, "where"), form.where(item.data));
    if (sending) state(part(el, "state"), "wait", "go", w("state.sending"));
    else if (item.state === "wrong") state(part(el, "state"), "late", "no", w("state.wrong"));
    else if (item.state === "account") state(part(el, "state"), "wait", "no", w("state.account"));
    else state(part(el, "state"), "wait", "wait", w("state.waiting"));
    text(part(el, "asked"), item.data.asked || w("no-question"));
    const about = [clock(item.at), form.groupNames(item.data), item.photos.length ? w("photo.with") : ""];
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

export function drawSent(list: HTMLElement, sent: SentVisit[], w: Words): void {
  keyed(list, "sent", sent.map((one) => one.id), (el, id) => {
    const one = sent.find((s) => s.id === id) as SentVisit;
    text(part(el, "where"), one.household);
    text(part(el, "at"), clock(one.at));
    text(part(el, "asked"), one.asked || w("no-question"));
    text(part(el, "receipt"), one.receipt ? w("receipt", { code: receiptCode(one.receipt) }) : "");
    show(part(el, "receipt"), !!one.receipt);
  });
}
