// What the pages do in the browser beyond htmx and the design system. Every page works without it.
"use strict";

// The design system wires what it finds when a page is loaded; what htmx brings later is handed to it here.
document.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt === document.body) return;
  for (const part of Object.values(window.uswds)) part.init?.(detail.elt);
});
