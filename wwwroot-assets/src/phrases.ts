/// <reference lib="es2022.intl" />
// Chinese is written without spaces, so a browser breaks a title anywhere, 单|位. Where it knows words, a line ends
// between two of them; where it does not, the title stays as it came.
const SPOKEN = "h1, .said, .wall p, .prose p";
const HAN = /\p{Script=Han}/u;
/** What never begins a line of its own: particles, and a unit behind its figure. */
const CLINGS = /^[的了吗呢吧们着过得地]$/;
const OPENS = /[“‘（「『《〈]$/;
/** A longer one may have to break where it can. */
const MOST = 6;

const segmenter = typeof Intl !== "undefined" && "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

/** The words of a text; joined they are the text. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter?.segment(text) ?? []) {
    const last = words[words.length - 1];
    const joins = last !== undefined && (OPENS.test(last) || (!isWordLike && !OPENS.test(segment)) || CLINGS.test(segment)
      || (/\d$/.test(last) && HAN.test(segment)));
    if (joins) words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words.length ? words : [text];
}

export function keepWords(root: ParentNode): void {
  if (!segmenter) return;
  for (const el of root.querySelectorAll(SPOKEN)) {
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) if (HAN.test(text.data)) text.replaceWith(...wordsOf(text.data).map(kept));
  }
}

function kept(word: string): Node | string {
  if (word.length < 2 || word.length > MOST) return word;
  const span = document.createElement("span");
  span.className = "w";
  span.textContent = word;
  return span;
}
