// The few things that every part of the page does. Text goes in through textContent only.
export function one<T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`page: ${selector} is missing`);
  return found;
}

/** A part of a template, by its data-f name. */
export const part = <T extends Element = HTMLElement>(root: ParentNode, name: string) => one<T>(`[data-f="${name}"]`, root);

/** Unchanged text is left alone: a live region would be read again, and a selection lost. */
export function text(el: Element, value: string): void {
  if (el.textContent !== value) el.textContent = value;
}

const CLAUSE = /^您对[^，。？！；：、]{1,8}的|[^，。？！；：、]+(?:[，。？！；：、]+[”’）」』]*)?|[，。？！；：、]+/g;

/** Text that breaks at its punctuation first, a round's title after 您对…的: each clause is one .c */
export function clauses(el: Element, value: string): void {
  if (el.textContent === value) return;
  el.textContent = "";
  for (const clause of value.match(CLAUSE) ?? []) {
    const span = document.createElement("span");
    span.className = "c";
    span.textContent = clause;
    el.append(span);
  }
}

export function show(el: Element, visible: boolean): void {
  el.toggleAttribute("hidden", !visible);
}

export function attr(el: Element, name: string, value: string): void {
  if (el.getAttribute(name) !== value) el.setAttribute(name, value);
}

export function icon(el: Element, name: string): void {
  attr(one("use", el), "href", "#i-" + name);
}

/** A state is an icon and words: <span class="state" data-f="state"><svg><use/></svg><span>…</span></span> */
export function state(el: Element, kind: string, iconName: string, words: string): void {
  attr(el, "class", "state state--" + kind);
  icon(el, iconName);
  text(one("span", el), words);
}

export function fromTemplate(name: string): HTMLElement {
  const template = one<HTMLTemplateElement>(`template[data-t="${name}"]`);
  return document.importNode(template.content, true).firstElementChild as HTMLElement;
}

/** Makes the children of `list` those of `ids`, in that order; what is already there (the server's too) is kept. */
export function keyed(list: Element, template: string, ids: string[], fill: (el: HTMLElement, id: string, added: boolean) => void): void {
  const old = new Map<string, HTMLElement>();
  for (const el of list.querySelectorAll<HTMLElement>(":scope > [data-id]")) old.set(el.dataset.id ?? "", el);
  let after: Element | null = null;
  for (const id of ids) {
    const known = old.get(id);
    const el = known ?? fromTemplate(template);
    old.delete(id);
    el.dataset.id = id;
    const place: Element | null = after ? after.nextElementSibling : list.firstElementChild;
    // Moving an element takes the focus from it, so only what stands in the wrong place is moved.
    if (place !== el) list.insertBefore(el, place);
    fill(el, id, !known);
    after = el;
  }
  for (const el of old.values()) el.remove();
}
