// The desk: names on the left, the places of the chosen one beside them; nothing is loaded anew.

import { name, taker, typing } from "../keys.js";
import { isSaving } from "../saving.js";

const list = document.querySelector(".desk-lines");
const context = document.getElementById("desk-context");
const lines = () => [...list.querySelectorAll(".desk-line")];
const places = () => [...context.querySelectorAll(".desk-place")];
const line = () => list.querySelector("[aria-current]");
const place = () => document.activeElement?.closest?.(".desk-place");
const isOpen = (row) => row.dataset.status === "proposed";
const kinds = new Map(list.dataset.kinds.trim().split(" ").map((pair) => pair.split(":")));

let waiting;

function choose(row, { focus = true } = {}) {
  if (!row) return;
  line()?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  if (focus) row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  clearTimeout(waiting);
  // A key held down asks for the places of the last name only.
  waiting = setTimeout(() => {
    if (!isOpen(row)) return;
    const url = row.querySelector("[data-places]").href.replace(/\/\?/, "/places/?");
    htmx.ajax("GET", url, { source: row, target: "#desk-context", swap: "innerHTML" });
  }, 80);
}

function step(by) {
  const all = place() ? places() : lines();
  const here = all.indexOf(place() ?? line());
  const next = all[here < 0 ? 0 : here + by];
  if (!next) return;
  if (place()) {
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  } else choose(next);
}

/** The next name that nobody has decided on. */
function goOn() {
  const all = lines();
  const here = all.indexOf(line());
  const next = all.slice(here + 1).find(isOpen) ?? all.find(isOpen);
  if (next) choose(next);
  else more();
}

/** The list is done: what waits behind it comes when all is saved. */
function more() {
  if (isSaving()) return void setTimeout(more, 100);
  if (Number(left.textContent) > 0) location.reload();
}

function decide(key) {
  const row = place() ?? line();
  const button = row && taker(key, row);
  if (!button) return;
  const isPlace = row === place();
  button.click();
  if (key === "a") return;
  if (isPlace) step(1);
  else goOn();
}

/** All of the chosen name are of this kind. */
function ofKind(key) {
  const row = line();
  const form = row?.querySelector("form");
  if (!kinds.has(key) || !form || !isOpen(row)) return false;
  const button = document.createElement("button");
  Object.assign(button, { name: "decision", value: `kind:${kinds.get(key)}`, hidden: true });
  form.append(button);
  button.click();
  button.remove();
  goOn();
}

function undo() {
  if (isSaving()) return void setTimeout(undo, 60);
  const act = document.querySelector('#last-act form[data-turn="u"]')?.dataset.next;
  const inPlace = act && list.querySelector(`[data-undoes="${act}"]`);
  if (!inPlace) return document.querySelector('#last-act form[data-turn="u"]')?.requestSubmit();
  choose(inPlace.closest(".desk-line"));
  inPlace.click();
}

function open() {
  const link = (place() ?? context).querySelector("[data-open], h3 a");
  link?.click();
  return Boolean(link);
}

name("Names", [
  { keys: "j", words: "next name, or sentence", run: () => step(1) },
  { keys: "k", words: "the one before", run: () => step(-1) },
  { keys: "ArrowRight", words: "into the sentences", run: () => places()[0]?.focus() },
  { keys: "ArrowLeft", words: "back to the names", run: () => line()?.focus() },
  { keys: "c", words: "confirm: the whole name, or the sentence", run: decide },
  { keys: "x", words: "reject: the whole name, or the sentence", run: decide },
  { keys: [...kinds.keys()].join(" "), words: [...kinds.values()].join(", "), run: ofKind },
  { keys: "e", words: "another entity", run: () => document.getElementById("desk-q")?.select() },
  { keys: "a", words: "everywhere", run: decide },
  { keys: "o", words: "open the profile", run: () => taker("o")?.click() },
  { keys: "u", words: "take the last act back", run: undo },
  { keys: "Enter", words: "open in the article", run: open },
]);

list.addEventListener("click", (event) => {
  const row = event.target.closest(".desk-line");
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("button, .key")) return;
  event.preventDefault();
  choose(row);
});
context.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) line()?.focus();
});

const left = document.getElementById("names-left");
new MutationObserver(() => {
  left.textContent = Number(left.dataset.total) - lines().filter((row) => !isOpen(row)).length;
  // A line that was drawn anew is still the chosen one.
  if (!line() && last) document.getElementById(last)?.setAttribute("aria-current", "true");
  last = line()?.id ?? last;
}).observe(list, { subtree: true, childList: true, attributeFilter: ["data-status", "aria-current"] });
let last = null;

choose(lines()[0], { focus: false });
clearTimeout(waiting);
