// What every page can do: its keys, undo wherever one is, and a word when the connection fails.

import { isOff, name } from "./keys.js";
import { say } from "./notices.js";
import { isSaving, over } from "./saving.js";

// What only works with scripts shows from now on, what only serves without them does not.
document.documentElement.classList.add("scripted");

/** `g` and a letter go to a screen: the links of the navigation carry the letters. */
let going = -Infinity;
function go(key) {
  const link = document.querySelector(`.rail [data-go="${CSS.escape(key)}"]`);
  const isAsked = performance.now() - going < 1000;
  going = -Infinity;
  if (!isAsked || !link) return false;
  link.click();
}
const letters = [...document.querySelectorAll(".rail [data-go]")].map((link) => link.dataset.go);

/** Undo or redo, wherever one is: in the page where it draws that itself, else at its foot. */
function turn(key) {
  if (document.querySelector('form[data-act="undo"]')) return false;
  // What was the last act, the answer that is on its way says.
  if (isSaving()) return void setTimeout(() => turn(key), 60);
  document.querySelector(`#last-act form[data-turn="${key}"]`)?.requestSubmit();
}

// The foot's buttons as well: what an article draws itself stays where one reads.
document.addEventListener(
  "submit",
  (event) => {
    const { turn: key } = event.target.dataset;
    const own = key && document.querySelector(`form[data-act="${key === "u" ? "undo" : "redo"}"]`);
    if (!own) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    own.requestSubmit();
  },
  true,
);

name("Every page", [
  {
    keys: "/",
    words: "search",
    run: () => document.getElementById("q").select(),
  },
  { keys: "g", words: `then ${letters.join(" ")}: go to a screen`, run: () => void (going = performance.now()) },
  { keys: "u", words: "take the last act back, wherever it was", run: turn },
  { keys: "U", words: "do again what was taken back", run: turn },
]);
// Before the page's own letters.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "g" || isOff() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (go(event.key) === false) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("htmx:sendError", () => {
  say("The server cannot be reached, so this cannot be shown. Check the connection and try again.");
});
document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  if (status === 401) over(responseText);
  else if (status === 403) say("Your account may not do this.");
  else if (status === 404) say("This is gone: somebody may have changed it. Reload the page.");
  else say(`The server answered with an error (${status}); nothing was changed. Try again.`);
});

// On the phone: what stands under “More”, and filters that are folded until they are wanted.
const more = document.getElementById("more");
more?.addEventListener("click", () => {
  more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") !== "true"));
});
const narrow = matchMedia("(max-width: 60rem)");
function fold(within) {
  if (narrow.matches) for (const filters of within.querySelectorAll("details[data-fold]")) filters.open = false;
}
fold(document);
document.addEventListener("htmx:afterSwap", ({ target }) => fold(target));

// A menu closes when something of it is chosen, or something else.
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target) || target.closest("a, button")) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement?.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
