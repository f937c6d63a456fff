// Reports that wait on this phone, and those that have arrived.
import type { Box, Recorded } from "./box";
import { attr, keyed, part, show, state, text } from "./dom";
import type { Report } from "./grid-form";
import type { Sent } from "./shelf";
import { clock, type Words } from "./words";

export interface SentReport extends Sent {
  key: string;
  title: string;
  text: string;
}

export const keyOf = (report: { meeting: string; item: string }) => `${report.meeting}~${report.item}`;

export function drawWaiting(list: HTMLElement, box: Box<Report>, sure: string, w: Words): void {
  const all = box.all();
  keyed(list, "wait", all.map((item) => item.id), (el, id) => {
    const item = all.find((one) => one.id === id) as Recorded<Report>;
    const sending = box.sending === id;
    text(part(el, "title"), item.data.title);
    if (sending) state(part(el, "state"), "wait", "go", w("state.sending"));
    else if (item.state === "wrong") state(part(el, "state"), "late", "no", w("state.wrong"));
    else if (item.state === "account") state(part(el, "state"), "wait", "no", w("state.account"));
    else state(part(el, "state"), "wait", "wait", w("state.waiting"));
    text(part(el, "text"), item.data.text);
    const n = item.photos.length;
    text(part(el, "about"), [clock(item.at), w("kind." + item.data.kind), n ? w("photo.n", { n }) : ""].filter(Boolean).join(" · "));
    const why = part(el, "why");
    text(part(why, "message"), item.message || "");
    show(why, item.state !== "waiting" && !!item.message);
    for (const name of ["edit", "delete"]) part(el, name).toggleAttribute("disabled", sending);
    text(part(el, "delete"), w(sure !== id ? "delete" : item.tries && item.state === "waiting" ? "delete.maybe" : "delete.sure"));
    for (const name of ["edit", "delete"]) attr(part(el, name), "aria-label", `${part(el, name).textContent || ""} ${item.data.title}`);
  });
}

export function drawSent(list: HTMLElement, sent: SentReport[], w: Words): void {
  keyed(list, "sent", sent.map((one) => one.id), (el, id) => {
    const one = sent.find((s) => s.id === id) as SentReport;
    text(part(el, "title"), one.title);
    text(part(el, "at"), clock(one.at));
    text(part(el, "text"), one.text);
    attr(el, "aria-label", w("sent.of", { what: one.title }));
  });
}

/** 待发1条, or that it has arrived: beside the item that it is about. */
export function drawPending(items: Iterable<HTMLElement>, box: Box<Report>, sent: SentReport[], w: Words): void {
  for (const li of items) {
    const key = li.dataset.key || "";
    const n = box.all().filter((item) => keyOf(item.data) === key).length;
    const last = sent.find((one) => one.key === key);
    const fresh = last && last.at > Date.parse(document.body.dataset.made || "") ? w("sent.at", { at: clock(last.at) }) : "";
    const shown = part(li, "pending");
    text(shown, n ? w("pending", { n }) : fresh);
    show(shown, n > 0 || !!fresh);
  }
}
