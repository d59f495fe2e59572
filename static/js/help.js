// `?` on every page: its keys, as the page itself has named them and as its buttons carry them.

import { isOff, name, named, switchOff } from "./keys.js";

const help = document.getElementById("keys");

const SIGNS = { ArrowRight: "→", ArrowLeft: "←", Escape: "Esc" };

function row(keys, words) {
  const [term, said] = [document.createElement("dt"), document.createElement("dd")];
  for (const key of keys) {
    const sign = document.createElement("kbd");
    sign.textContent = SIGNS[key] ?? key;
    term.append(sign, " ");
  }
  said.textContent = words;
  return [term, said];
}

function table(heading, rows) {
  const [title, list] = [document.createElement("h3"), document.createElement("dl")];
  title.textContent = heading;
  list.className = "keys small";
  list.append(...rows.flat());
  return [title, list];
}

/** What a button is called, without the key that it shows. */
function wordsOf(button) {
  const copy = button.cloneNode(true);
  for (const sign of copy.querySelectorAll("kbd")) sign.remove();
  return (button.getAttribute("aria-label") ?? copy.textContent).replace(/\s+/g, " ").trim();
}

/** Keys that visible buttons and links carry, and no table names. */
function ofButtons(known) {
  const found = new Map();
  for (const button of document.querySelectorAll("[data-key]")) {
    const { key } = button.dataset;
    if (!known.has(key) && !found.has(key) && button.checkVisibility()) found.set(key, wordsOf(button));
  }
  return [...found].map(([key, words]) => row([key], words));
}

function open() {
  const known = new Set();
  const parts = named()
    .toReversed()
    .map(({ heading, rows }) => {
      for (const { keys } of rows) for (const key of keys.split(" ")) known.add(key);
      return table(heading, rows.map(({ keys, words }) => row(keys.split(" "), words)));
    });
  const buttons = ofButtons(known);
  if (buttons.length) parts.splice(1, 0, table("Buttons of this page", buttons));
  document.getElementById("keys-tables").replaceChildren(...parts.flat());
  help.querySelector("[name=off]").checked = isOff();
  help.showModal();
}

help.querySelector("[name=off]").addEventListener("change", (event) => switchOff(event.target.checked));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys]")) open();
});
name("Help", [{ keys: "?", words: "these keys", run: open }]);
