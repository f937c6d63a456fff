// The little that a server-rendered page cannot do by itself: keys that must not scroll, a place for keys that come while
// nothing has the focus, and a connection that never stops trying.
(() => {
  const typing = (e) => e.target.closest?.("input, textarea, select, [contenteditable]");

  document.addEventListener(
    "keydown",
    (e) => {
      if (e.isComposing) {
        // An input method's Enter confirms a word; it is not the form's.
        e.stopImmediatePropagation();
        return;
      }
      const page = document.querySelector("[data-keys]");
      if (!page) return;
      const paging = ["PageUp", "PageDown"].includes(e.key);
      const arrows = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", " "].includes(e.key);
      const combined = (e.altKey && /^Digit[1-8]$/.test(e.code)) || (e.ctrlKey && e.key === "Enter");
      const inQueue = e.target.closest?.("[data-home]") || e.target === document.body;
      if (combined || (paging && !typing(e)) || (arrows && inQueue && !typing(e) && !e.target.closest?.("button, a"))) e.preventDefault();
      // A letter that opens a form must not also be typed into it.
      if (inQueue && !typing(e) && !e.ctrlKey && !e.altKey && !e.metaKey && e.key.length === 1 && e.key !== " ") e.preventDefault();

      // Tab goes its own way, or what stands before the queue would never be reached.
      if (e.target === document.body && e.isTrusted && e.key !== "Tab") {
        const home = document.querySelector("[data-home]");
        home?.focus();
        home?.dispatchEvent(
          new KeyboardEvent("keydown", { key: e.key, code: e.code, ctrlKey: e.ctrlKey, altKey: e.altKey, shiftKey: e.shiftKey, repeat: e.repeat, bubbles: true }),
        );
      }
    },
    true,
  );

  window.staff = {
    // The call comes ahead of the render that brings the field: look again for a few frames.
    focus: (selector, frames = 30) => {
      const found = document.querySelector(selector);
      const field = found?.matches("input, textarea, select, button, [tabindex]") ? found : found?.querySelector("input, textarea, select");
      if (field) {
        field.focus();
        field.select?.();
      } else if (frames > 0) requestAnimationFrame(() => window.staff.focus(selector, frames - 1));
    },
    // Over plain http there is no clipboard: then the text is chosen and copied the old way.
    copy: async (selector) => {
      const field = document.querySelector(selector);
      if (!field) return false;
      field.focus();
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        return true;
      } catch {
        return document.execCommand("copy");
      }
    },
    show: (selector) => document.querySelector(selector)?.scrollIntoView({ block: "nearest" }),
  };

  document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", (e) => {
    // The server is there again but no longer knows this page: all that was saved is in the journal.
    if (e.detail.state === "rejected") location.reload();
    // The connection may be gone because the session was ended: then the way leads to the sign-in page.
    if (e.detail.state === "retrying" || e.detail.state === "show") {
      fetch("/account/here", { redirect: "manual", cache: "no-store" }).then(
        (answer) => answer.type === "opaqueredirect" && location.reload(),
        () => {}, // no network: the connection itself tries on
      );
    }
  });

  Blazor.start({
    circuit: {
      reconnectionOptions: {
        maxRetries: 100000,
        retryIntervalMilliseconds: (attempt) => Math.min(5000, 250 * 2 ** Math.min(attempt, 5)) * (0.5 + Math.random() / 2),
      },
    },
  });
})();
