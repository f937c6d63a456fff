// A grid worker's items on the phone: the list as it was last seen, and reports that go when there is network.
import { drawBand } from "./band";
import { Box, type Recorded } from "./box";
import { one, part, show, text } from "./dom";
import { setUpElder } from "./elder";
import { ReportForm, type Report } from "./grid-form";
import { drawPending, drawSent, drawWaiting, keyOf, type SentReport } from "./grid-lists";
import { keepPage } from "./keep";
import { letter, send } from "./send";
import { PhoneShelf, waitingIn } from "./shelf";
import { clock, readWords } from "./words";

/** Between two tries when nothing else wakes the page, in milliseconds. */
const AGAIN = 30_000;

const page = document.body.dataset;
const street = page.street || "";
const who = page.who || "";
const w = readWords(one("#words").textContent || "{}", false);
const address = location.pathname;
const say = (words: string) => text(one("#say"), words);
const items = () => Array.from(document.querySelectorAll<HTMLElement>("#items [data-key]"));

/** Where the address points: #report=… to a report on that item, #wait, else the list. */
function place(): { tab: "items" | "report" | "wait"; key: string } {
  const report = /^#report=(.+)$/.exec(location.hash);
  if (report && report[1]) return { tab: "report", key: decodeURIComponent(report[1]) };
  return { tab: location.hash === "#wait" ? "wait" : "items", key: "" };
}

async function run(shelf: PhoneShelf<Report, SentReport>): Promise<void> {
  const box = new Box<Report>(shelf, street, who, () => draw());
  const form = new ReportForm(one<HTMLFormElement>("form.report"), Number(page.textMost) || 200, w);
  const others = await waitingIn("mlo.visits", street);
  let sent: SentReport[] = [];
  let editing = "";
  let sure = "";

  const draw = () => {
    drawBand(one("[data-part=band]"), box, who, w);
    const n = box.all().length;
    text(one("[data-f=waiting]"), n + others ? w("tab.wait.n", { n: n + others }) : w("tab.wait"));
    text(one("[data-f=others]"), w("others", { n: others }));
    show(one("[data-f=others]"), others > 0);
    drawWaiting(one("[data-list=wait]"), box, sure, w);
    show(one("[data-f=none]"), !n);
    drawPending(items(), box, sent, w);
  };
  const drawReceived = async () => {
    sent = await shelf.sent(street, Date.now());
    drawSent(one("[data-list=sent]"), sent, w);
    show(one("[data-f=sent-none]"), !sent.length);
    draw();
  };

  let retry = 0;
  const flush = async () => {
    clearTimeout(retry);
    await box.flush(
      (item) => send(letter(item, { meeting: item.data.meeting, item: item.data.item, kind: item.data.kind, text: item.data.text }), address),
      async (item) => {
        await shelf.keepSent({ id: item.id, street, at: Date.now(), key: keyOf(item.data), title: item.data.title, text: item.data.text });
        say(w("received", { what: item.data.title }));
        await drawReceived();
      },
    );
    if (box.all().some((item) => item.state === "waiting")) retry = window.setTimeout(() => void flush(), AGAIN);
    page.flushed = String(Number(page.flushed || 0) + 1);
  };

  /** The head of the report names the item as the list does. */
  const open = async (key: string) => {
    const old = editing ? box.find(editing) : undefined;
    const li = items().find((item) => item.dataset.key === key);
    if (!old && !li) {
      location.hash = "";
      return;
    }
    const [meeting = "", item = ""] = key.split("~");
    const title = old ? old.data.title : li?.dataset.title || "";
    const head = one("#report .report-head");
    text(part(head, "title"), title);
    text(part(head, "about"), li?.dataset.about || "");
    const standing = part(head, "standing");
    standing.textContent = "";
    const shown = li?.querySelector(".state");
    if (shown) standing.append(shown.cloneNode(true));
    form.editing(!!old);
    const evidence = li?.dataset.evidence === "true";
    if (old) {
      form.fill(old.data, old.photos, evidence);
      if (old.state === "wrong") form.mark(old.field || "", old.message || w("wrong.other"));
      return;
    }
    const draft = await shelf.draft(key);
    form.fill(draft ? JSON.parse(draft) as Report : { meeting, item, title, kind: "", text: "" }, [], evidence);
  };

  const go = () => {
    const { tab, key } = place();
    for (const name of ["items", "report", "wait"]) show(one("#" + name), name === tab);
    for (const [name, current] of [["items", tab !== "wait"], ["wait", tab === "wait"]] as const) {
      const link = one(`.tabs [data-tab=${name}]`);
      if (current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (tab === "report") void open(key);
    else editing = "";
    scrollTo(0, 0);
  };

  /** Nothing that was typed goes before it is on the phone. */
  const keep = async (report: Report, photos: Uint8Array[]): Promise<void> => {
    try {
      const changed = editing !== "" && (await box.change(editing, report, photos));
      if (!changed) await box.add(report, photos);
      await shelf.draft(keyOf(report), null);
    } catch (error) {
      form.mark("", (error as Error).name === "QuotaExceededError" ? w("full") : w("no-store"));
      return;
    }
    editing = "";
    location.hash = "";
    say(w(navigator.onLine ? "saved" : "saved.offline"));
    void flush();
  };

  form.onSave(keep);
  let typing = 0;
  form.onInput(() => {
    clearTimeout(typing);
    const { tab, key } = place();
    // One's own words on the way to a mended record are no draft of a new one.
    if (editing || tab !== "report") return;
    typing = window.setTimeout(() => { shelf.draft(key, JSON.stringify(form.read())).catch(() => form.mark("", w("full"))); }, 300);
  });
  one("#items").addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("a[data-f=report]");
    const key = link?.closest<HTMLElement>("[data-key]")?.dataset.key;
    if (!key) return;
    event.preventDefault();
    editing = "";
    location.hash = "#report=" + encodeURIComponent(key);
  });
  one("[data-list=wait]").addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button");
    const id = button?.closest<HTMLElement>("[data-id]")?.dataset.id;
    const item: Recorded<Report> | undefined = id ? box.find(id) : undefined;
    if (!button || !item) return;
    if (button.dataset.f === "edit") {
      editing = item.id;
      location.hash = "#report=" + encodeURIComponent(keyOf(item.data));
      return;
    }
    if (sure !== item.id) {
      sure = item.id;
      return draw();
    }
    sure = "";
    void box.remove(item.id);
  });

  await box.load();
  await drawReceived();
  addEventListener("hashchange", go);
  addEventListener("online", () => void flush());
  addEventListener("offline", draw);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) void flush(); });
  go();
  await flush();
}

/** 清单是今天08:10的: a list that was kept says of when it is. */
function drawMade(): void {
  const made = new Date(page.made || "");
  const day = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  if (!isNaN(made.getTime()) && day(made) === day(new Date())) text(one("[data-f=made]"), w("made.today", { at: clock(made.toISOString()) }));
}

/** Says why the page works only with network, and leaves the form to the browser. */
function plain(why: string): void {
  const ready = one("[data-f=ready]");
  text(ready, w(why));
  show(ready, true);
  show(one("p.nojs"), false);
}

async function start(): Promise<void> {
  setUpElder(w, () => {});
  // A page for one report without script has no list; plain http has no encryption and no service worker.
  if (!document.querySelector("#items")) return;
  drawMade();
  if (!window.isSecureContext) return plain("insecure");
  let shelf: PhoneShelf<Report, SentReport>;
  try {
    shelf = await PhoneShelf.open("mlo.reports");
  } catch {
    return plain("no-store");
  }
  document.documentElement.classList.add("js");
  text(one("form.report [data-f=save]"), w("save"));
  try {
    await run(shelf);
  } catch {
    // A record that does not open is left where it is.
    const band = one("[data-part=band]");
    text(part(band, "lead"), w("locked"));
    show(band, true);
    return;
  }
  page.ready = "true";
  await keepPage(["/grid/", "/visit/"], street, w);
}

void start();
