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

// Questions whose answers can change nothing any more are not shown, unless something is written there.
document.addEventListener("htmx:afterSwap", () => {
  const outlook = document.querySelector("#outlook");
  const idle = new Set((outlook?.dataset.idle ?? "").split(" "));
  for (const field of document.querySelectorAll("[data-fact]")) {
    const inside = field.querySelector("input, select");
    field.hidden = idle.has(field.dataset.fact) && inside.value === "" && inside !== document.activeElement;
  }
});

// What somebody is at stays as it is, and so do papers with a chosen file.
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (!["papers", "drop"].includes(detail.target.id)) return;
  const chosen = [...detail.target.querySelectorAll("input[type=file]")].some((one) => one.files.length > 0);
  if (chosen || detail.target.contains(document.activeElement)) detail.shouldSwap = false;
});

// What is kept while it is typed has no files; and when it cannot be kept, it says so and touches nothing.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.elt.matches("[data-keeps]")) return;
  for (const [name, value] of [...detail.formData]) if (value instanceof File) detail.formData.delete(name);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.elt.matches("[data-keeps]") || detail.successful) return;
  document.querySelector("#saved").textContent = detail.xhr.status === 401
    ? "Not saved: your session has ended. Save it for the office, and you are asked to sign in again."
    : "Not saved: the server does not answer. What you typed is still here, and is saved when you go on typing.";
});

// The design system wires what it finds when a page is loaded; what htmx brings later is handed to it here.
document.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt === document.body) return;
  for (const part of Object.values(window.uswds)) part.init?.(detail.elt);
});
