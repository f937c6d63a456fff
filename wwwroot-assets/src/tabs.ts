// Three sections under three plain anchors. Without this file they stand one below the other; with it one shows at a
// time. The address keeps the tab, so the back button and a reload work by themselves.
const TABS = ["now", "ask", "timetable"];

export function setUpTabs(opened: (tab: string) => void): void {
  const scroll = new Map<string, number>();
  let current = "";
  // The browser would put the old tab's scroll under the new one.
  if ("scrollRestoration" in history) history.scrollRestoration = "manual";
  addEventListener("scroll", () => scroll.set(current, scrollY), { passive: true });

  const open = (focus: boolean) => {
    const hash = location.hash.slice(1);
    const tab = TABS.includes(hash) ? hash : "now";
    if (tab === current) return;
    current = tab;
    for (const name of TABS) document.getElementById(name)?.toggleAttribute("hidden", name !== tab);
    for (const link of document.querySelectorAll(".tabs a")) {
      if (link.getAttribute("href") === "#" + tab) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    scrollTo(0, scroll.get(tab) ?? 0);
    if (focus) document.getElementById(tab)?.focus({ preventScroll: true });
    opened(tab);
  };
  for (const name of TABS) document.getElementById(name)?.setAttribute("tabindex", "-1");
  addEventListener("hashchange", () => open(true));
  open(false);
}
