// What travels between the phone and the hub. README.md says the same in words; change both together.

export type Level = 1 | 2 | 3 | 4 | 5;

export interface Round {
  title: string;
  note?: string;
  /** What it judges, where the rounds do not all judge the same. */
  subject?: "work" | "conduct" | null;
  number: number;
  /** How many rounds the meeting has. */
  rounds: number;
  /** How many were let in: the denominator. */
  present: number;
  open: boolean;
  closed: boolean;
  shown: boolean;
  /** Level 1 first; only while the round is shown. */
  counts?: number[];
  total: number;
  /** How many of the total are on paper. */
  paper?: number;
  /** Under which the ratings by phone are sealed; once closed and while shown. */
  root?: string;
  /** Of whom the counts speak, by kind. */
  of?: Record<"hall" | "online" | "paper", Turnout>;
}

export interface Turnout {
  present: number;
  rated: number;
}

export interface Poll {
  question: string;
  note: string;
  kind: "one" | "several" | "ranking";
  /** How many may be chosen, or places ranked. */
  most: number;
  open: boolean;
  /** In the ballot's order. */
  proposals: { id: string; name: string; detail: string }[];
  /** Under which the ballots are sealed; once closed and while shown. */
  root?: string;
}

export type BoardState = "approved" | "stage" | "answered" | "handed-over";

export interface BoardItem {
  text: string;
  topic?: string;
  state: BoardState;
  /** In order of arrival. */
  number: number;
  gist?: string;
  /** yyyy-MM-dd */
  due?: string;
  unit?: string;
}

export interface Milestone {
  date: string;
  text: string;
  done: boolean;
}

export interface Commitment {
  title: string;
  lead: string;
  unit: string;
  owner: string;
  /** yyyy-MM-dd */
  due: string;
  state: "not-started" | "moving" | "awaiting-check" | "done" | "cannot-be-done";
  milestones: Milestone[];
  question?: string;
  /** ISO 8601; absent for what was on the list before the meeting. */
  listedAt?: string;
}

export interface Stage {
  question: string;
  text: string;
  topic?: string;
  since: string;
}

export interface Scene {
  kind: "welcome" | "slide" | "question" | "rating" | "timetable" | "closing" | "poll" | "wall";
  /** The current slide, also while another scene is shown. */
  slide?: string;
  round?: string;
  poll?: string;
}

export interface Phase {
  phase: "preparing" | "running" | "closed";
  item?: string;
  itemTitle?: string;
}

export interface MyQuestion {
  text: string;
  state: BoardState | "waiting" | "refused" | "withdrawn" | "merged";
  /** When merged: the question that is answered instead; gist, due and unit are that one's. */
  into?: { number: number; state: Exclude<MyQuestion["state"], "merged"> };
  /** How many questions were merged into this one. */
  joined?: number;
  /** A code, such as privacy. */
  reason?: string;
  /** The same in the secretary's words. */
  reasonNote?: string;
  gist?: string;
  due?: string;
  unit?: string;
  receipt?: string;
  /** The id that the phone gave it. */
  askedAs?: string;
  at: string;
}

export interface MyRating {
  score: Level;
  receipt?: string;
}

export interface MyVote {
  /** A ranking's first place first. */
  choices: string[];
  receipt?: string;
}

export interface Sections {
  rating?: { rounds: Record<string, Partial<Round> | null> };
  polls?: { items: Record<string, Poll | null> };
  board?: { items: Record<string, BoardItem | null> };
  supports?: Record<string, number | null>;
  timetable?: { items: Record<string, Commitment | null> };
  stage?: Stage | null;
  scene?: Scene | null;
  phase?: Phase | null;
  mine?: {
    questions?: Record<string, MyQuestion | null>;
    ratings?: Record<string, MyRating | null>;
    votes?: Record<string, MyVote | null>;
    supported?: string[];
    /** round/{id} or poll/{id}: the same ticket rated later from another phone. */
    replaced?: string[];
  };
}

export interface Patch {
  epoch: string;
  version: number;
  full?: boolean;
  sections: Sections;
}

export interface Reply {
  ok: boolean;
  version: number;
  code?: string;
  message?: string;
  receipt?: string;
  /** The salt of a rating or ballot; it stays on this phone. */
  proof?: string;
}
