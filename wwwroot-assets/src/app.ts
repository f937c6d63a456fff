// What the parts of the page share.
import type { Outbox } from "./outbox";
import type { State } from "./state";
import type { Words } from "./words";

export interface App {
  code: string;
  w: Words;
  state: State;
  outbox: Outbox;
  /** True once the hub has shown the whole meeting; until then the server's own page stands as it is. */
  live: boolean;
  /** Draws again soon, sends what waits. */
  refresh: () => void;
  /** Read out once, politely. */
  say: (text: string) => void;
}
