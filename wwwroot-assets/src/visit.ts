// The visits' page on a grid worker's phone: takes the form over once it can keep things on the phone, and sends them.
import { one, part, show, text } from "./dom";
import { setUpElder } from "./elder";
import { drawBand } from "./band";
import { Box, type Recorded } from "./box";
import { keepPage } from "./keep";
import { send } from "./send";
import { PhoneShelf, waitingIn } from "./shelf";
import { VisitForm, type Household } from "./visit-form";
import { drawSent, drawWaiting, type SentVisit } from "./visit-lists";
import { body } from "./visit-send";
import { readWords } from "./words";

/** Between two tries when nothing else wakes the page, in milliseconds. */
const AGAIN = 30_000;

const page = document.body.dataset;
const street = page.street || "";
const who = page.who || "";
const w = readWords(one("#words").textContent || "{}", false);
const address = location.pathname;
const say = (words: string) => text(one("#say"), words);

async function run(shelf: PhoneShelf<Household, SentVisit>): Promise<void> {
  const box = new Box<Household>(shelf, street, who, () => draw());
  const form = new VisitForm(one<HTMLFormElement>("form.visit"), w);
  const others = await waitingIn("mlo.reports", street);
  let editing = "";
  let sure = "";

  const draw = () => {
    drawBand(one("[data-part=band]"), box, who, w);
    const n = box.all().length;
    const all = n + others;
    text(one("[data-f=waiting]"), all ? w("tab.wait.n", { n: all }) : w("tab.wait"));
    text(one("[data-f=others]"), w("others", { n: others }));
    show(one("[data-f=others]"), others > 0);
    drawWaiting(one("[data-list=wait]"), box, form, sure, w);
    show(one("[data-f=none]"), !n);
    form.drawDone(box.all().filter((item) => item.id !== editing));
  };
  const drawReceived = async () => {
    const sent = await shelf.sent(street, Date.now());
    drawSent(one("[data-list=sent]"), sent, w);
    show(one("[data-f=sent-none]"), !sent.length);
  };

  let retry = 0;
  const flush = async () => {
    clearTimeout(retry);
    await box.flush(
      (item) => send(body(item), address),
      async (item, answer) => {
        await shelf.keepSent({
          id: item.id, street, at: item.at, household: form.where(item.data), asked: item.data.asked, receipt: answer.receipt || "",
        });
        form.countIn(item.data.grid);
        say(w("received", { what: item.data.household }));
        await drawReceived();
      },
    );
    if (box.all().some((item) => item.state === "waiting")) retry = window.setTimeout(() => void flush(), AGAIN);
    document.body.dataset.flushed = String(Number(document.body.dataset.flushed || 0) + 1);
  };

  const edit = (item: Recorded<Household> | null) => {
    editing = item ? item.id : "";
    form.editing(!!item);
    if (item) {
      form.fill(item.data, item.photos[0] || null);
      if (item.state === "wrong") form.mark(item.field || "", item.message || w("wrong.other"));
      location.hash = "#visit";
    }
  };

  /** Nothing that was typed goes before it is on the phone. */
  const keep = async (data: Household, photo: Uint8Array | null): Promise<void> => {
    try {
      const changed = editing !== "" && (await box.change(editing, data, photo ? [photo] : []));
      if (!changed) await box.add(data, photo ? [photo] : []);
      edit(null);
      form.clear();
      await shelf.draft(street, null);
      say(w(changed ? "changed" : navigator.onLine ? "saved" : "saved.offline"));
      scrollTo(0, 0);
      form.first();
    } catch (error) {
      form.full((error as Error).name === "QuotaExceededError" ? w("full") : w("no-store"));
      return;
    }
    void flush();
  };

  form.onSave((data, photo) => keep(data, photo));
  form.onCancel(() => { edit(null); form.clear(); });
  let typing = 0;
  form.onInput(() => {
    clearTimeout(typing);
    // One's own words on the way to a mended record are no draft of a new one.
    if (!editing) typing = window.setTimeout(() => { shelf.draft(street, JSON.stringify(form.read())).catch(() => form.full(w("full"))); }, 300);
  });
  one("[data-list=wait]").addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button");
    const id = button?.closest<HTMLElement>("[data-id]")?.dataset.id;
    const item = id ? box.find(id) : undefined;
    if (!button || !item) return;
    if (button.dataset.f === "edit") return edit(item);
    if (sure !== item.id) {
      sure = item.id;
      return draw();
    }
    sure = "";
    void box.remove(item.id);
  });

  await box.load();
  const draft = await shelf.draft(street);
  if (draft) form.fill(JSON.parse(draft) as Household, null);
  await drawReceived();
  addEventListener("online", () => void flush());
  addEventListener("offline", draw);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) void flush(); });
  draw();
  await flush();
}

function setUpTabs(): void {
  const open = () => {
    const tab = location.hash === "#wait" ? "wait" : "visit";
    for (const name of ["visit", "wait"]) {
      show(one("#" + name), name === tab);
      const link = one(`.tabs a[href="#${name}"]`);
      if (name === tab) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    scrollTo(0, 0);
  };
  addEventListener("hashchange", open);
  open();
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
  // Plain http in the street's network: no encryption and no service worker; the form posts as without script.
  if (!window.isSecureContext) return plain("insecure");
  let shelf: PhoneShelf<Household, SentVisit>;
  try {
    shelf = await PhoneShelf.open("mlo.visits");
  } catch {
    return plain("no-store");
  }
  document.documentElement.classList.add("js");
  setUpTabs();
  show(one("[data-f=safe]"), true);
  try {
    await run(shelf);
  } catch {
    // A record that does not open is left where it is.
    const band = one("[data-part=band]");
    text(part(band, "lead"), w("locked"));
    show(band, true);
    return;
  }
  document.body.dataset.ready = "true";
  await keepPage(["/visit/", "/grid/"], street, w);
}

void start();
