// The resident's page: reads what the server rendered, connects, and keeps both in step.
import { forget } from "./address";
import { announcer, standing } from "./announce";
import type { App } from "./app";
import { asked, drawAsking, fitField, setUpAsking } from "./asking";
import { drawBoard, enhanceBoard, sortBoard } from "./board";
import { Link, type LinkState } from "./connection";
import { one, part, show, text } from "./dom";
import { setUpElder } from "./elder";
import { drawMine, echo, enhanceMine } from "./mine";
import { drawNow } from "./now";
import { Outbox, type Item } from "./outbox";
import { drawPolls, enhancePolls } from "./polls";
import { fetchProof } from "./proving";
import { drawNote, drawRounds, enhanceRounds, rated } from "./rating";
import { State } from "./state";
import { setUpTabs } from "./tabs";
import { drawTimetable, enhanceTimetable } from "./timetable";
import type { Reply } from "./types";
import { readWords } from "./words";

const METHODS = { ask: "Ask", support: "Support", withdraw: "Withdraw", rate: "Rate", vote: "Vote" } as const;
/** Shorter breaks are not worth a word: a band that flickers frightens more than it tells. */
const PATIENCE = 2_000;
/** The first connection of a slow phone is no broken one. */
const FIRST_PATIENCE = 6_000;

const page = document.body.dataset;
const code = page.code ?? "";
const w = readWords(one("#words").textContent ?? "{}", page.dev !== undefined);
const rounds = one("[data-list=rounds]");
const roundsDone = one("[data-list=rounds-done]");
const polls = one("[data-list=polls]");
const pollsDone = one("[data-list=polls-done]");
const mineBox = one<HTMLDetailsElement>("details.mine-box");
let drawing = false;
let refusal = "";
let bandDue = false;
let bandTimer = 0;
let saidAt = 0;
const news = announcer();

function localStore(): Storage | null {
  try {
    localStorage.setItem("mlo.probe", "1");
    localStorage.removeItem("mlo.probe");
    return localStorage;
  } catch {
    return null;
  }
}

const app: App = {
  code, w, live: false,
  state: new State(page.epoch ?? ""),
  outbox: new Outbox(localStore(), `mlo.out.${code}.`, () => refresh()),
  refresh,
  say: (words) => {
    const el = one("#say");
    // Two things within a second are read one after the other, instead of the second cutting the first off.
    text(el, Date.now() - saidAt < 1_000 ? el.textContent + " " + words : words);
    saidAt = Date.now();
  },
};

const link = new Link({
  url: page.hub ?? "/hubs/resident",
  join: () => app.live ? { code, epoch: app.state.epoch, version: app.state.version } : { code },
  show: (patch) => {
    const first = !app.live;
    const { newEpoch } = app.state.apply(patch);
    if (newEpoch && reloadOnce("mlo.epoch", patch.epoch)) return;
    app.live = app.live || !!patch.full;
    if (first && app.live) {
      sortBoard(app);
      fetchProof(app);
    }
    refresh();
  },
  changed: (state) => {
    if (state === "connected") refusal = "";
    watch(state);
    refresh();
  },
  refused: (reply) => {
    // The page gives a new cookie; a browser that keeps none is told so in words.
    if (reply.code === "device.unknown" && reloadOnce("mlo.device", code)) return;
    refusal = reply.message ?? w("refused");
    refresh();
  },
});

/** What the page was rendered from is gone, a restored meeting's epoch for one. Never twice for the same reason. */
function reloadOnce(key: string, reason: string): boolean {
  try {
    if (sessionStorage.getItem(key) === reason) return false;
    sessionStorage.setItem(key, reason);
  } catch {
    return false;
  }
  location.reload();
  return true;
}

function refresh(): void {
  if (drawing) return;
  drawing = true;
  // All that happened in this turn is drawn once.
  void Promise.resolve().then(() => {
    drawing = false;
    draw();
    void flush();
  });
}

let drawn = false;
function draw(): void {
  drawBand();
  drawMine(app, mineBox);
  if (!app.live) return drawEarly();
  const open = drawRounds(app, rounds, roundsDone);
  drawNow(app, one("#now"), drawPolls(app, polls, pollsDone) || open);
  drawBoard(app, one("[data-part=board]"));
  drawAsking(app);
  drawTimetable(app, one("#timetable"), !drawn);
  const told = news(standing(w, app.state));
  if (told) app.say(told);
  drawn = true;
  if (window.mloProof) window.mloProof(app);
}

/** Before the first picture from the hub only the resident's own taps are drawn, over the server's page. */
function drawEarly(): void {
  for (const form of document.querySelectorAll<HTMLElement>("main [data-round]")) {
    const item = app.outbox.find("rate", "round", form.dataset.round ?? "");
    if (item?.state !== "waiting") continue;
    for (const level of form.querySelectorAll<HTMLButtonElement>(".level")) {
      const on = Number(level.value) === item.args.score;
      level.setAttribute("aria-pressed", String(on));
      level.classList.toggle("level--sending", on);
      text(part(level, "say"), on ? w("sending") : "");
      one("use", level).setAttribute("href", on ? "#i-wait" : "#i-done");
    }
    drawNote(app, part(form, "note"), true, undefined, true, false);
  }
  for (const row of document.querySelectorAll<HTMLElement>("main [data-question]")) {
    if (app.outbox.find("support", "questionId", row.dataset.question ?? "")?.state !== "waiting") continue;
    const button = one(".back", row);
    button.setAttribute("aria-pressed", "true");
    button.classList.add("back--sending");
    text(part(button, "say"), w("sending"));
  }
}

function watch(state: LinkState): void {
  clearTimeout(bandTimer);
  if (state === "connected") {
    if (bandDue) app.say(w("online"));
    bandDue = false;
    return;
  }
  bandTimer = window.setTimeout(() => {
    bandDue = true;
    app.say(w("offline"));
    refresh();
  }, state === "connecting" ? FIRST_PATIENCE : PATIENCE);
}

function drawBand(): void {
  const band = one("[data-part=band]");
  const n = app.outbox.waiting().length;
  const unsafe = app.outbox.volatile && n > 0;
  show(band, bandDue || unsafe || !!refusal);
  text(part(band, "lead"), refusal || w(bandDue ? "offline" : "sending"));
  text(part(band, "hint"), unsafe ? w("volatile") : n ? w("offline.kept", { n }) : w("offline.none"));
}

async function flush(): Promise<void> {
  if (link.state !== "connected" || !app.outbox.waiting().length) return;
  const later = await app.outbox.flush(send, replied);
  // Asked to wait: all phones were, so they come back at different moments.
  if (later) setTimeout(refresh, 2_000 + Math.random() * 4_000);
}

function send(item: Item): Promise<Reply> {
  // What names its question is once in itself; the rest carries its id.
  return link.invoke(METHODS[item.kind], item.args.questionId ? item.args : { id: item.id, ...item.args });
}

function replied(item: Item, reply: Reply): void {
  if (item.kind === "rate" || item.kind === "vote") return rated(app, item, reply);
  if (item.kind === "ask") {
    if (reply.ok) echo(item, reply);
    return asked(app, item, reply);
  }
  if (!reply.ok) return app.say(reply.message ?? w("refused"));
  const id = String(item.args.questionId);
  if (item.kind === "support") {
    app.state.note("mine/supported", [...app.state.supported, id], reply.version);
    app.say(w("supported"));
  } else {
    const question = app.state.myQuestions.get(id);
    if (question) app.state.note("mine/question/" + id, { ...question, state: "withdrawn" }, reply.version);
    app.say(w("q.withdrawn"));
  }
}

document.documentElement.classList.add("js");
forget("t", "k");
setUpElder(w, () => { refresh(); fitField(); });
setUpAsking(app);
enhanceRounds(app, rounds);
enhanceRounds(app, roundsDone);
enhancePolls(app, one("#now"));
enhanceMine(app, mineBox);
enhanceBoard(app, one("main"));
enhanceTimetable(app, one("#timetable"));
setUpTabs((tab) => {
  if (tab !== "ask") return;
  if (app.live) sortBoard(app);
  fitField();
  refresh();
});
addEventListener("storage", () => { app.outbox.load(); refresh(); });
watch("connecting");
refresh();
void link.open();
