// Whether one's own rating was counted, found out on this phone alone: with the salt that it kept, and without asking
// anybody who would then know. Plain HTTP has no crypto.subtle, so the hashes are computed in script.
import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils";

export interface Leaf {
  salt: string;
  score?: number;
  choices?: string[];
}

/** A closed round or poll as `/p/{code}/openings/…` publishes it; README.md says the same in words. */
export interface Openings {
  kind: "rating" | "poll";
  id: string;
  root: string;
  counts: number[];
  leaves: Leaf[];
}

/** What the page knows otherwise. */
export interface Known {
  /** The root that the hub told; the journal holds the same. */
  root: string;
  /** How many are counted, paper included; none of a poll. */
  total?: number | undefined;
  /** The counts that everybody sees, paper included. */
  counts?: number[] | undefined;
  /** A poll's proposals in the ballot's order. */
  proposals?: string[] | undefined;
  ranking?: boolean | undefined;
}

/** counted: mine is under the root. absent: all is in order, and mine is not there. differs: what is published does not agree. */
export type Verdict = "counted" | "absent" | "differs";

const hash = (...parts: string[]) => bytesToHex(sha256(utf8ToBytes(parts.join("\n"))));

export function commitment(kind: Openings["kind"], id: string, leaf: Leaf): string {
  return kind === "rating" ? hash("rating", leaf.salt, id, String(leaf.score)) : hash("ballot", leaf.salt, id, ...(leaf.choices ?? []));
}

/** RFC 6962, section 2.1, over sorted commitments. From the leaves upwards: whoever has no partner rises as it is. */
export function rootOf(commitments: string[]): string {
  let level = [...commitments].sort().map((leaf) => node(0, hexToBytes(leaf)));
  if (!level.length) return bytesToHex(sha256(new Uint8Array()));
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as Uint8Array, level[i + 1]];
      above.push(right ? node(1, left, right) : left);
    }
    level = above;
  }
  return bytesToHex(level[0] as Uint8Array);
}

export function check(openings: Openings, mine: Leaf, known: Known): Verdict {
  const { kind, id, leaves } = openings;
  const all = leaves.map((leaf) => commitment(kind, id, leaf));
  const agrees = openings.root === known.root && rootOf(all) === known.root && new Set(all).size === all.length && tally(openings, known);
  if (!agrees) return "differs";
  return all.includes(commitment(kind, id, mine)) ? "counted" : "absent";
}

/** The leaves make the counts, and are no more than everybody is shown; paper is counted by hand and has no leaf. */
function tally({ kind, counts, leaves }: Openings, known: Known): boolean {
  const again = counts.map(() => 0);
  const proposals = known.proposals ?? [];
  for (const leaf of leaves) {
    const rows = kind === "rating" ? [(leaf.score ?? 0) - 1] : (leaf.choices ?? []).map((choice) => proposals.indexOf(choice));
    rows.forEach((row, place) => { again[row] = (again[row] ?? NaN) + (known.ranking ? proposals.length - 1 - place : 1); });
  }
  return again.length === counts.length && again.every((n, i) => n === counts[i] && n <= (known.counts?.[i] ?? n))
    && leaves.length <= (known.total ?? leaves.length);
}

function node(prefix: number, ...parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + 32 * parts.length);
  bytes[0] = prefix;
  parts.forEach((part, i) => bytes.set(part, 1 + 32 * i));
  return sha256(bytes);
}
