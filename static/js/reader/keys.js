// Single keys of the article page. They can be switched off (WCAG 2.1.4).

import { chosen, close, mentions, step } from "./choosing.js";
import { isOff, name } from "../keys.js";
import { say } from "../notices.js";
import { act, submit } from "./saving.js";
import * as statementCard from "./statements/statement_card.js";
import * as statements from "./statements/statements.js";
import { adding, beginMarking, endMarking, isMarking, moveMarking, put, stretch } from "./selecting.js";


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

/** Say what the keys do; what they are bound to stands above. */
function nameAll() {
  const kinds = [...(adding?.querySelectorAll("[data-key]") ?? [])].map(({ dataset, value }) => [dataset.key, value]);
  const shown = (rows) => rows.map(([keys, words]) => ({ keys, words }));
  name("Relationships", shown([
    ["r R", "next, previous one; then c x u as for names, digits for the kind, e to change it"],
    ...(adding ? [
      ["l", "state one: from the selected words, the chosen name, or a sentence in view"],
      ["s , .", "in its card: swap both ends, choose the first, the second"],
      ["f t y", "in its card: from, to, hedged in the text"],
      ["Enter", "in its card: save, confirmed"],
    ] : []),
    ["b", "show all of them as arcs in the text"],
  ]));
  if (adding) name("Words", shown([
    ["[ ]", "end one word earlier, later; with Alt by one character"],
    ["{ }", "start one word earlier, later; with Alt by one character"],
    ["w", "kind and words"],
    ["n", "mark new words: arrows move, Shift extends, the digits choose the kind"],
  ]));
  if (adding) name("Decide", shown([
    ["c C", "confirm; confirm and go on"],
    ["x X", "reject; reject and go on"],
    ...kinds,
    ["v", "what the date, sum or quantity means"],
    ["e", "change the entity"],
    ["a", "everywhere: what the name always or never is"],
    ["A", "confirm all undecided on the screen"],
    ["u U", "undo, redo"],
    ["Enter", "in a queue: done (or approve), next article; while names are undecided, press it twice"],
  ]));
  name("Go", shown([
    ["j k", "next, previous mention"],
    ["J K", "next, previous undecided one"],
    ["Escape", "close the card"],
    ["o", "open the profile of the chosen name"],
    ["f", "find words in the article; Enter, Shift+Enter go through them"],
    [". ,", "next hit of the search that one came from, the one before"],
    ["N", "next article of the queue, this one stays in it"],
  ]));
}

export function start() {
  nameAll();
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]") || leaving) return;
    if (event.key === "Escape") {
      if (isMarking() || adding?.classList.contains("at-selection")) return isMarking() ? endMarking() : put(null);
      if (statementCard.isOpen()) return statementCard.close();
      if (!chosen() && statements.chosen()) return statements.unchoose();
      return chosen() ? close() : rest();
    }
    if (event.target.closest?.("input, textarea, select, [contenteditable], [role=combobox]")) return;
    if (isOff() && !isMarking()) return;
    // Held down, a key moves on, but undoes one act only and finishes nothing.
    if (event.repeat && ["u", "U", "Enter"].includes(event.key)) return;
    if (event.key !== "Enter") warned = false;
    if (handle(event)) event.preventDefault();
  });
}
