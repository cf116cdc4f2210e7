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

// A form that was sent is not looked at any more: what waited to be asked, and what was asked, ends.
window.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (defaultPrevented) return;
  target.dataset.sent = "";
  window.htmx.trigger(target, "htmx:abort");
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.dataset.sent !== undefined) event.preventDefault();
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
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
    const inside = field.querySelector("input, select, textarea");
    field.hidden = idle.has(field.dataset.fact) && inside.value === "" && inside !== document.activeElement;
  }
});

// What somebody is at stays as it is, and so do papers with a chosen file.
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (!["papers", "drop"].includes(detail.target.id)) return;
  const chosen = [...detail.target.querySelectorAll("input[type=file]")].some((one) => one.files.length > 0);
  if (chosen || detail.target.contains(document.activeElement)) detail.shouldSwap = false;
});

// What was said once is not said again.
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (detail.target.getAttribute("role") !== "status") return;
  if (detail.fragment.textContent.trim() === detail.target.textContent.trim()) detail.shouldSwap = false;
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

// A form with chosen files is sent by this script, so that it can be seen how far it is. What comes back takes the
// place of the page, as it would without.
const bytes_in = (data) => [...data.values()].reduce((sum, one) => sum + (one instanceof File ? one.size : 0), 0);

function progress_in(form) {
  const shown = document.createElement("p");
  shown.className = "as-progress";
  shown.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", "Sending");
  const words = document.createElement("span");
  shown.append(bar, " ", words);
  form.querySelector(".as-progress")?.remove();
  form.append(shown);
  return { bar, words };
}

function show_answer(request) {
  const url = new URL(request.responseURL);
  const type = request.getResponseHeader("content-type") ?? "";
  if (!type.startsWith("text/html")) return false;
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("#main");
  if (!main) return false;
  document.title = page.title;
  document.querySelector("#main").replaceWith(main);
  history.pushState(null, "", url.pathname + url.search);
  window.htmx.process(main);
  for (const part of Object.values(window.uswds)) part.init?.(main);
  (main.querySelector("[role=alert]") ?? main).scrollIntoView();
  main.focus();
  return true;
}

// Large files are taken only of who is signed in. Where the session has ended, the form is sent with the names of
// its files alone, and comes back with a way to sign in and all that was typed.
async function session_has_ended() {
  const answer = await fetch("/account", { redirect: "manual", headers: { "X-Assent-Quiet": "1" } });
  return answer.type === "opaqueredirect";
}

function without_files(data) {
  const rest = new FormData();
  for (const [name, value] of data)
    rest.append(name, value instanceof File && value.size > 0 ? new File([" "], value.name) : value);
  return rest;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.enctype !== "multipart/form-data") return;
  const data = new FormData(form, event.submitter);
  if (bytes_in(data) === 0) return;
  event.preventDefault();
  const { bar, words } = progress_in(form);
  const most = Number(form.dataset.most);
  const buttons = [...form.querySelectorAll("button")];
  const rest = (text) => {
    words.textContent = text;
    words.className = "usa-error-message";
    bar.remove();
    for (const button of buttons) button.disabled = false;
  };
  if (bytes_in(data) > most)
    return rest(`The files are too large together: ${Math.floor(most / 2 ** 20)} MB can be sent at once.`);
  for (const button of buttons) button.disabled = true;
  const send = (what) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = Math.floor((100 * loaded) / total);
      words.textContent = loaded < total ? `Sending: ${bar.value} percent` : "Sent. The files are being looked at.";
    });
    request.addEventListener("load", async () => {
      if (request.status === 413 && (await session_has_ended())) return send(without_files(what));
      if (request.status === 413)
        return rest("The files are too large to be sent at once. Choose smaller ones or fewer.");
      if (!show_answer(request)) rest("The server could not take it. What you typed is still here; try again.");
    });
    request.addEventListener("error", () =>
      rest("The files could not be sent: the connection broke, or they are too large. What you typed is still here."));
    request.open("POST", event.submitter?.getAttribute("formaction") ?? form.action);
    request.setRequestHeader("Accept", "text/html");
    request.send(what);
  };
  send(data);
});

// The design system wires what it finds when a page is loaded; what htmx brings later is handed to it here.
document.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt === document.body) return;
  for (const part of Object.values(window.uswds)) part.init?.(detail.elt);
});

// Keys. What bears `data-key` is used by that key, wherever the page has it, but not while somebody writes in a
// field: a field or a heading is gone to, everything else is clicked. They can be switched off, for whoever speaks
// to the browser and would press them unawares; the browser remembers that.
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

  const means_something = (key) => key === "?" || ("np".includes(key) && sheets().length > 0) ||
    document.querySelector(`[data-key="${CSS.escape(key)}"]`) !== null;

  function use(key) {
    if (key === "?") return (keys.open = true), keys.querySelector("summary").focus();
    if ((key === "n" && to_sheet(1)) || (key === "p" && to_sheet(-1))) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (wanted?.matches("input, [tabindex]")) wanted.focus();
    else wanted?.click();
  }

  if (keys && are_on) {
    keys.hidden = false;
    are_on.checked = remembered()?.getItem("keys") !== "off";
    are_on.addEventListener("change", () => remembered()?.setItem("keys", are_on.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => {
      const taken = event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented;
      if (taken || !are_on.checked || event.key.length > 1 || event.target.closest("textarea, select, input:not([type=checkbox])")) return;
      if (!means_something(event.key)) return;
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

// A list says when it is no more what the server has. Nothing moves before somebody wants it to. What is asked for
// by itself keeps no session open, and nothing is asked while nobody can see it.
{
  const place = document.querySelector("[data-news]");
  const rows_in = (page) => [...page.querySelectorAll(".as-list tbody tr")].map((row) => row.textContent).join("\n");
  const at_most_every = 5000;
  let looked = 0;
  let waits;
  let source;

  async function look() {
    looked = Date.now();
    waits = undefined;
    const answer = await fetch(location.href, { headers: { "X-Assent-Quiet": "yes" } }).catch(() => undefined);
    if (!answer?.ok || answer.redirected || place.firstChild) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (rows_in(page) === rows_in(document)) return;
    const link = document.createElement("a");
    link.className = "usa-link";
    link.href = location.pathname + location.search;
    link.textContent = "Show it";
    place.append("There is something new. ", link);
  }

  function listen() {
    source?.close();
    if (document.hidden) return;
    source = new EventSource(`/live?since=${place.dataset.news}`);
    source.addEventListener("changed", () => {
      waits ??= setTimeout(look, Math.max(0, looked + at_most_every - Date.now()));
    });
  }

  if (place) {
    document.addEventListener("visibilitychange", listen);
    addEventListener("pagehide", () => source?.close());
    addEventListener("pageshow", ({ persisted }) => persisted && listen());
    listen();
  }
}
