// The review lists: going through the rows by keys, ticking them, deciding in place. A row may hold
// rows of its own: an open relationship its sentences. A link or button takes the key in its data-key.

import { name } from "../keys.js";
import { isSaving } from "../saving.js";

const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => document.activeElement?.closest?.("[data-row]");
// Where to go on when the row that had the focus is drawn anew.
let last = null;

function go(row) {
  if (!row) return;
  last = row.id;
  const target = row.hasAttribute("tabindex") ? row : row.querySelector("[data-open]");
  target.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = rows();
  const here = all.indexOf(current());
  go(all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by]);
}

/** What of the row, and not of a row inside, takes the key. */
function taker(row, key) {
  const found = [...(row?.querySelectorAll(`[data-key="${CSS.escape(key)}"]`) ?? [])];
  return found.find((one) => one.closest("[data-row]") === row);
}

/** Press the button of the row; the next one that is not inside is chosen at once. */
function decide(key) {
  const row = current();
  const button = taker(row, key);
  if (!button) return Boolean(row);
  button.click();
  const all = rows();
  const next = all.slice(all.indexOf(row) + 1).find((one) => !row.contains(one));
  go(next);
  return true;
}

/** Press what of the row takes the key, and stay. */
function press(key) {
  const button = taker(current(), key);
  button?.click();
  return Boolean(button);
}

/** Take the last act back where its row stands, if it is shown; else the page does. */
function undo() {
  if (isSaving()) return void setTimeout(undo, 60);
  const act = document.querySelector('#last-act form[data-turn="u"]')?.dataset.next;
  const inPlace = act && document.querySelector(`[data-row] [data-undoes="${act}"]`);
  if (inPlace) return inPlace.click();
  document.querySelector('#last-act form[data-turn="u"]')?.requestSubmit();
}

function tick() {
  const box = current()?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function open() {
  const row = current() ?? rows()[0];
  const link = row?.querySelector("[data-open]");
  link?.click();
  return Boolean(link);
}

/** Whether a row of the page has such a key, so that it is named. */
const has = (key) => document.querySelector(`[data-row] [data-key="${key}"]`) !== null;
const OWN = [
  ["c", "confirm, and go on", decide],
  ["x", "reject, and go on", decide],
  ["o", "open or close", press],
  ["e", "in the article", press],
  ["d", "type the dates", press],
  ["b", "let both stand", press],
  ["1", "the first stands", press],
  ["2", "the second stands", press],
];
name("List", [
  { keys: "j", words: "next row", run: () => step(1) },
  { keys: "k", words: "row before", run: () => step(-1) },
  ...OWN.filter(([key]) => has(key)).map(([keys, words, run]) => ({ keys, words, run })),
  { keys: "t", words: "tick the row", run: tick },
  { keys: "u", words: "take the last act back", run: undo },
  { keys: "Enter", words: "open", run: open },
]);

// --- ticking ------------------------------------------------------------------------------------

const boxes = () => [...document.querySelectorAll("[data-row] input[type=checkbox]")];
const shown = document.querySelector("[data-tick-shown]");

function count() {
  const ticked = boxes().filter((box) => box.checked).length;
  for (const place of document.querySelectorAll("[data-ticked]")) {
    place.textContent = `${ticked} ticked`;
    const button = place.closest("form").querySelector("button:not([type=button])");
    button.disabled = ticked === 0;
  }
}

/** Whether all of the row can be seen, below the bar at the top. */
function isInView(row) {
  const { top, bottom } = row.getBoundingClientRect();
  const bar = document.querySelector(".top").getBoundingClientRect().bottom;
  return top >= bar && bottom <= innerHeight;
}

shown?.addEventListener("click", () => {
  for (const box of boxes()) box.checked = isInView(box.closest("[data-row]"));
  count();
});
if (shown) shown.hidden = false;
document.addEventListener("change", count);
document.addEventListener("htmx:beforeSwap", () => {
  last = current()?.id ?? last;
});
document.addEventListener("htmx:afterSwap", () => {
  count();
  const row = last && document.getElementById(last);
  if (row && document.activeElement === document.body) go(row);
});
addEventListener("pageshow", count);

// After undo the address names the row that it was about.
const named = document.getElementById(location.hash.slice(1));
if (named?.matches("[data-row]")) go(named);
