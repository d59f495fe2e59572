// What every page can do: the search key, and a word when the connection fails.

import { say } from "./notices.js";

// What only works with scripts shows from now on, what only serves without them does not.
document.documentElement.classList.add("scripted");

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) return;
  event.preventDefault();
  document.getElementById("q").select();
});

// `g` and a letter go to a screen: the links of the navigation carry the letters.
let going = -Infinity;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (localStorage.getItem("single-keys-off") === "1") return;
  if (event.key === "g") {
    going = performance.now();
    return;
  }
  const link = performance.now() - going < 1000 && document.querySelector(`.rail [data-go="${CSS.escape(event.key)}"]`);
  going = -Infinity;
  if (!link) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  link.click();
}, true);

document.addEventListener("htmx:sendError", () => {
  say("The server cannot be reached, so nothing was saved. Check the connection and try again.");
});
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (status === 403) say("Your account may not do this, or you were logged out. Reload the page.");
  else if (status === 404) say("This is gone: somebody may have changed it. Reload the page.");
  else say(`The server answered with an error (${status}); nothing was changed. Try again.`);
});
