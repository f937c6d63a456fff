// What the deck's editor and the plans need of the browser: the live picture in its frame, cells from the clipboard, a slide
// that is dragged, and a copy of what is typed that outlives the page.
(() => {
  /** A message to the server holds 32 KB, and a Chinese character takes three bytes. */
  const PIECE = 8000;
  let page = null;
  let scene = null;

  const frame = () => document.querySelector("iframe[data-preview]");
  const send = () => scene !== null && frame()?.contentWindow?.postMessage({ scene }, location.origin);

  addEventListener("message", (e) => {
    if (e.origin === location.origin && e.source === frame()?.contentWindow && e.data?.preview === "ready") send();
  });

  // The frame is the hall's 1920 pixels wide and is made smaller as a whole, so that what fits here fits there.
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) target.style.setProperty("--scale", contentRect.width / 1920);
  });

  document.addEventListener("paste", (e) => {
    const cell = e.target.closest?.("[data-cell]");
    const text = e.clipboardData?.getData("text/plain") ?? "";
    // One value is typed as usual; a block goes over the cells.
    if (!page || !cell || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    e.preventDefault();
    const [row, column] = cell.dataset.cell.split(":").map(Number);
    void page.invokeMethodAsync("PasteAsync", row, column, text.slice(0, PIECE), text.length > PIECE);
  });

  let dragged = null;
  const over = (e) => (dragged ? e.target.closest?.("[data-slide-row]") : null);
  const clear = () => { for (const row of document.querySelectorAll("[data-over]")) delete row.dataset.over; };
  document.addEventListener("dragstart", (e) => {
    dragged = e.target.closest?.("[data-slide-row]") ?? null;
    if (!dragged) return;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", dragged.dataset.slideRow);
  });
  document.addEventListener("dragover", (e) => {
    const row = over(e);
    if (!row) return;
    e.preventDefault();
    const box = row.getBoundingClientRect();
    const side = e.clientY > box.top + box.height / 2 ? "after" : "before";
    if (row.dataset.over === side) return;
    clear();
    row.dataset.over = side;
  });
  document.addEventListener("drop", (e) => {
    const row = over(e);
    if (!row || !page) return;
    e.preventDefault();
    void page.invokeMethodAsync("DropAsync", dragged.dataset.slideRow, row.dataset.slideRow, row.dataset.over === "after");
    clear();
    dragged = null;
  });
  document.addEventListener("dragend", () => { clear(); dragged = null; });

  document.addEventListener("keydown", (e) => {
    if (!page || e.isComposing) return;
    if ((e.ctrlKey || e.metaKey) && e.key === "s") {
      e.preventDefault();
      // What stands in the field is only taken when it is left.
      document.activeElement?.dispatchEvent(new Event("change", { bubbles: true }));
      void page.invokeMethodAsync("SaveKeyAsync");
    }
    if (e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown") && e.target.closest?.("[data-slide-row]")) e.preventDefault();
  });

  // Blazor's own focus takes fields; here a row's link is meant, after the render that brought it.
  const focusLink = (selector, frames = 30) => {
    const link = document.querySelector(selector);
    if (link) link.focus();
    else if (frames > 0) requestAnimationFrame(() => focusLink(selector, frames - 1));
  };

  window.deck = {
    focusLink,
    attach: (dotnet) => {
      page = dotnet;
      for (const box of document.querySelectorAll("[data-scaled]")) sizes.observe(box);
    },
    detach: () => { page = null; scene = null; sizes.disconnect(); },
    show: (html) => { scene = html; send(); },
    keep: (key, text) => {
      try {
        if (text === null) localStorage.removeItem(key);
        else localStorage.setItem(key, text);
        return true;
      } catch {
        // Full or forbidden: the page says that nothing is kept here.
        return false;
      }
    },
    kept: (key, from) => {
      try {
        return localStorage.getItem(key)?.slice(from, from + PIECE) ?? null;
      } catch {
        return null;
      }
    },
  };
})();
