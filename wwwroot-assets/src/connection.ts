// One hub connection that never gives up. SignalR's own reconnect stops after 42 seconds and has no jitter, so a lost
// connection is thrown away here and a new one is built.
import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from "@microsoft/signalr";
import { NoReply } from "./outbox";
import { retryDelay } from "./retry";
import type { Patch, Reply } from "./types";

export type LinkState = "connecting" | "connected" | "reconnecting";

export interface LinkOptions {
  url: string;
  join: () => Record<string, unknown>;
  show: (patch: Patch) => void;
  changed: (state: LinkState) => void;
  refused: (reply: Reply) => void;
}

const STEADY = 10_000;
const START = 10_000;
const ANSWER = 6_000;
/** What is to be written may wait for a slow disk. */
const REPLY = 20_000;
const SOON = 5_000;

export class Link {
  state: LinkState = "connecting";
  private hub: HubConnection | null = null;
  private attempt = 0;
  private failedStarts = 0;
  private since = 0;
  private timer = 0;
  /** Connections that we closed ourselves: no message is to blame for those. */
  private readonly dropped = new WeakSet<HubConnection>();

  constructor(private readonly o: LinkOptions) {
    const wake = () => { if (!document.hidden) this.wake(); };
    document.addEventListener("visibilitychange", wake);
    addEventListener("online", wake);
    addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
  }

  async open(): Promise<void> {
    clearTimeout(this.timer);
    if (this.hub) return;
    const hub = (this.hub = this.build());
    try {
      await within(START, hub.start());
      const reply = await this.join(hub);
      if (this.hub !== hub) return;
      this.failedStarts = 0;
      if (!reply.ok) {
        this.attempt = 10;
        this.o.refused(reply);
        return this.drop(hub);
      }
      this.since = Date.now();
      this.become("connected");
    } catch {
      this.failedStarts++;
      this.drop(hub);
    }
  }

  /** Rejects with NoReply, which tells the outbox whether to blame the item or the network. */
  async invoke(method: string, args: Record<string, unknown>): Promise<Reply> {
    const hub = this.hub;
    if (!hub || this.state !== "connected") throw new NoReply("lost");
    const sent = Date.now();
    try {
      return await within(REPLY, hub.invoke<Reply>(method, args));
    } catch (error) {
      // No answer although the connection seems to live: a new one, and the same again under its id.
      if (error instanceof NoReply) {
        this.drop(hub);
        throw error;
      }
      if (hub.state === "Connected") throw new NoReply("error");
      // A server that throws a message out does so at once; a dying network takes its time.
      const blamed = !this.dropped.has(hub) && navigator.onLine && Date.now() - sent < SOON;
      throw new NoReply(blamed ? "closed" : "lost");
    }
  }

  /** The phone was unlocked, or its network is back: iOS drops sockets in the background without telling. */
  private wake(): void {
    const hub = this.hub;
    if (this.state === "connected" && hub) {
      this.join(hub).catch(() => this.drop(hub));
    } else if (!hub) {
      this.attempt = 0;
      this.later();
    }
  }

  private join(hub: HubConnection): Promise<Reply> {
    return within(ANSWER, hub.invoke<Reply>("Join", this.o.join()));
  }

  private build(): HubConnection {
    // A proxy that knows no WebSocket is met with long polling on every third start; if that fails too, the server is away.
    const poll = this.failedStarts % 3 === 2;
    const hub = new HubConnectionBuilder()
      .withUrl(this.o.url, poll
        ? { transport: HttpTransportType.LongPolling }
        : { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .configureLogging(LogLevel.None)
      .build();
    hub.serverTimeoutInMilliseconds = 30_000;
    hub.keepAliveIntervalInMilliseconds = 15_000;
    hub.on("Show", (patch: Patch) => { if (this.hub === hub) this.o.show(patch); });
    hub.onclose(() => this.lost(hub));
    return hub;
  }

  private drop(hub: HubConnection): void {
    this.dropped.add(hub);
    this.lost(hub);
    hub.stop().catch(() => {});
  }

  private lost(hub: HubConnection): void {
    if (this.hub !== hub) return;
    // A connection that held for a while was a good one: start again from short waits.
    if (this.since && Date.now() - this.since > STEADY) this.attempt = 0;
    this.since = 0;
    this.hub = null;
    this.become("reconnecting");
    this.later();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.open(), retryDelay(this.attempt++));
  }

  private become(state: LinkState): void {
    if (this.state === state) return;
    this.state = state;
    this.o.changed(state);
  }
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoReply("lost")), ms);
    promise.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
