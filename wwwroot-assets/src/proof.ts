// Fetched only when there is something to check: the hashes are a tenth of what a phone loads to be usable.
import { check } from "./proof-check";

declare global {
  interface Window { mloCheck?: typeof check }
}

window.mloCheck = check;
