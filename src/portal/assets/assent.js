// What the pages do in the browser beyond htmx and the design system. Every page works without it.
"use strict";

// An address says only what is looked for.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
});

// Where a session has ended meanwhile, a part of the page for signing in would be no part of this one.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (new URL(detail.xhr.responseURL || location.href).pathname !== "/sign-in") return;
  detail.shouldSwap = false;
  if (detail.requestConfig.verb === "get") location.reload();
});

// What only a script can do is offered only where there is one.
document.addEventListener("htmx:load", ({ detail }) => {
  for (const button of detail.elt.parentNode.querySelectorAll("[data-print]")) button.hidden = false;
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) window.print();
});

// The design system wires what it finds when a page is loaded; what htmx brings later is handed to it here.
document.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt === document.body) return;
  for (const part of Object.values(window.uswds)) part.init?.(detail.elt);
});
