// What the pages do in the browser beyond htmx and the design system. Every page works without it.
"use strict";

// The design system wires what it finds when a page is loaded; what htmx brings later is handed to it here.
document.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt === document.body) return;
  for (const part of Object.values(window.uswds)) part.init?.(detail.elt);
});

// Keys. What bears `data-key` is used by that key, wherever the page has it, but not while somebody writes in a
// field. They can be switched off, for whoever speaks to the browser and would press them unawares; the browser
// remembers that.
{
  const keys = document.getElementById("keys");
  const are_on = document.getElementById("keys-on");
  const remembered = () => {
    try {
      return localStorage;
    } catch {
      return undefined; // where the browser is told to keep nothing
    }
  };

  // The pages of a document, by their headings; the one that is read begins above the middle of the window.
  const sheets = () => [...document.querySelectorAll(".as-page > h2")];
  const read_now = () => sheets().filter((sheet) => sheet.getBoundingClientRect().top < innerHeight / 2).length - 1;

  // Goes on within the page as far as there are pages of the document; then the link with that key goes further.
  function to_sheet(step) {
    const sheet = sheets()[Math.max(read_now(), 0) + step];
    sheet?.scrollIntoView();
    sheet?.focus({ preventScroll: true });
    return sheet;
  }

  function use(key) {
    if (key === "?") return (keys.open = true), keys.querySelector("summary").focus();
    if ((key === "n" && to_sheet(1)) || (key === "p" && to_sheet(-1))) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (wanted?.matches("input")) wanted.focus();
    else wanted?.click();
  }

  if (keys && are_on) {
    keys.hidden = false;
    are_on.checked = remembered()?.getItem("keys") !== "off";
    are_on.addEventListener("change", () => remembered()?.setItem("keys", are_on.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => {
      const taken = event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented;
      if (taken || !are_on.checked || event.key.length > 1 || event.target.closest("textarea, select, input:not([type=checkbox])")) return;
      if (!"np+-r/?".includes(event.key)) return;
      event.preventDefault();
      use(event.key);
    });
    // Shown otherwise, it stays at the page that is read.
    document.addEventListener("click", ({ target }) => {
      const link = target.closest("a[data-stay]");
      const sheet = link && sheets()[read_now()];
      if (sheet) link.hash = sheet.id;
    });
  }
}
