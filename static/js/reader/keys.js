// Single keys of the article page. They can be switched off (WCAG 2.1.4).

import { chosen, close, mentions, step } from "./choosing.js";
import { say } from "../notices.js";
import { act, submit } from "./saving.js";
import * as statementCard from "./statements/statement_card.js";
import * as statements from "./statements/statements.js";
import { adding, beginMarking, endMarking, isMarking, moveMarking, put, stretch } from "./selecting.js";

const SWITCH = "single-keys-off";
const help = document.getElementById("keys");
const isOff = () => localStorage.getItem(SWITCH) === "1";

const decide = (name, goOn) => {
  const mention = chosen();
  if (!mention && statements.chosen()) return statements.decide(name, goOn);
  if (!mention || !document.querySelector("#text[data-correctable]")) return;
  if (name !== "confirm" || mention.dataset.status !== "confirmed") act(name, mention);
  if (goOn && !step(1, true)) rest();
};

/** Nothing is chosen and nothing has the focus. */
function rest() {
  if (chosen()) close();
  document.activeElement?.blur();
}

/** Undo or redo, also while the answer that enables the button is still on its way. */
function turn(name) {
  const form = document.querySelector(`form[data-act="${name}"]`);
  if (form) submit(form);
}

const MOVES = {
  j: () => step(1),
  k: () => step(-1),
  J: () => step(1, true),
  K: () => step(-1, true),
  r: () => statements.step(1),
  R: () => statements.step(-1),
  b: () => document.getElementById("arcs")?.click(),
  "?": () => help.showModal(),
};
const ACTS = {
  c: () => decide("confirm", false),
  C: () => decide("confirm", true),
  x: () => decide("reject", false),
  X: () => {
    const rejected = chosen();
    if (!rejected && statements.chosen()) return statements.decide("reject", true);
    const goesOn = step(1, true);
    if (rejected) act("reject", rejected);
    if (!goesOn) rest();
  },
  u: () => turn("undo"),
  U: () => turn("redo"),
  n: beginMarking,
  l: statementCard.begin,
  "{": () => stretch("start", -1),
  "}": () => stretch("start", 1),
  "[": () => stretch("end", -1),
  "]": () => stretch("end", 1),
};
const BY_CHARACTER = {
  BracketLeft: (shift) => stretch(shift ? "start" : "end", -1, true),
  BracketRight: (shift) => stretch(shift ? "start" : "end", 1, true),
};
const ARROWS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 };

/** Press the button of the page that carries the key; true where there is one. */
function press(key) {
  const inside = /^[1-9]$/.test(key) && adding?.classList.contains("at-selection") ? adding : document;
  const button = [...inside.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(
    (one) => !one.disabled && (inside === adding || !adding?.contains(one)),
  );
  button?.click();
  leaving ||= button instanceof HTMLAnchorElement;
  return Boolean(button);
}

// A key has opened another page: what is typed on is meant for that one.
let leaving = false;
addEventListener("pageshow", () => (leaving = false));

function handle(event) {
  if (statementCard.isOpen() && statementCard.handle(event)) return true;
  if (isMarking() && event.key in ARROWS) {
    moveMarking(ARROWS[event.key], event.shiftKey);
    return true;
  }
  if (event.altKey) {
    BY_CHARACTER[event.code]?.(event.shiftKey);
    return event.code in BY_CHARACTER;
  }
  const own = MOVES[event.key] ?? (adding && ACTS[event.key]);
  if (own) {
    own();
    return true;
  }
  if (/^[1-9]$/.test(event.key) && chosen() && !adding?.classList.contains("at-selection")) {
    const kind = adding?.querySelector(`[data-key="${event.key}"]`)?.value;
    if (kind) act("kind", chosen(), { kind });
    return Boolean(kind);
  }
  if (!chosen() && statements.chosen() && statements.handle(event)) return true;
  if (event.key === "Enter") return finish(event.target);
  return event.key.length === 1 ? press(event.key) : false;
}

// Whether it was said that Enter finishes the article with names undecided.
let warned = false;

/** Enter: the article is done, in a queue only; while names are undecided, at the second time. */
function finish(target) {
  // It belongs to the link or button that has the focus; a name in the text is chosen already.
  const own = target.closest("a, button, summary");
  if (own && !own.matches("#text .mention")) return false;
  const button = document.querySelector('#review-state [data-key="Enter"]');
  if (!button) {
    say("Enter finishes an article in a queue only, and this one was opened from none.", "info");
    return true;
  }
  const left = mentions().filter((one) => one.dataset.status === "proposed").length;
  if (left && !warned) {
    warned = true;
    const names = left === 1 ? "1 name is" : `${left} names are`;
    say(`${names} undecided: Enter again finishes the article and leaves ${left === 1 ? "it" : "them"} so.`, "info");
    return true;
  }
  button.click();
  return true;
}

export function start() {
  const box = help.querySelector("[name=off]");
  box.checked = isOff();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "1" : "0"));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || help.open || leaving) return;
    if (event.key === "Escape") {
      if (isMarking() || adding?.classList.contains("at-selection")) return isMarking() ? endMarking() : put(null);
      if (statementCard.isOpen()) return statementCard.close();
      if (!chosen() && statements.chosen()) return statements.unchoose();
      return chosen() ? close() : rest();
    }
    if (event.target.closest?.("input, textarea, select, [contenteditable], [role=combobox]")) return;
    if (isOff() && !isMarking() && event.key !== "?") return;
    // Held down, a key moves on, but undoes one act only and finishes nothing.
    if (event.repeat && ["u", "U", "Enter"].includes(event.key)) return;
    if (event.key !== "Enter") warned = false;
    if (handle(event)) event.preventDefault();
  });
  document.querySelector("[data-keys]")?.addEventListener("click", () => help.showModal());
}
