// Adding a mention: by selecting words with mouse, finger or keys; stretching the chosen one.

import { chosen, idOf, mark, narrow, text } from "./choosing.js";
import { codePointsBefore } from "./offsets.js";
import { act } from "./saving.js";
import { say } from "../notices.js";
import { moved, snapped, wordsOf } from "./words.js";

export const adding = document.getElementById("add-mention");
let exact = false;
let marking = null;

const paragraphOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-start]");

/** UTF-16 units from the start of the paragraph to a place in it. */
export function unitsTo(paragraph, node, offset) {
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** The range of UTF-16 units [start, end) of a paragraph. */
export function rangeOf(paragraph, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + node.length;
    if (!begun && start < next) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= next) {
      range.setEnd(node, end - at);
      return range;
    }
    at = next;
  }
  return range;
}

/** What is selected, in code points of the article's text, grown to whole words unless Alt is held. */
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphOf(range.startContainer);
  if (!paragraph || !text.contains(paragraph)) return null;
  const whole = paragraph.textContent;
  let first = unitsTo(paragraph, range.startContainer, range.startOffset);
  // A selection that runs on, as after a triple click, ends with the paragraph.
  let last = paragraph.contains(range.endContainer)
    ? unitsTo(paragraph, range.endContainer, range.endOffset)
    : whole.length;
  const words = whole.slice(first, last);
  if (!words.trim()) return null;
  first += words.length - words.trimStart().length;
  last -= words.length - words.trimEnd().length;
  if (!exact) [first, last] = snapped(whole, first, last);
  const over = paragraphOf(range.endContainer);
  // Lines are chosen also over the end of a paragraph, where a mention is not.
  const runsOn = over && over !== paragraph && text.contains(over);
  const units = runsOn ? unitsTo(over, range.endContainer, range.endOffset) : 0;
  const until = runsOn ? spanOf(over, 0, units).end : undefined;
  return { ...spanOf(paragraph, first, last), until, isCut: units > 0, spot: range.getBoundingClientRect(), overlapping: overlapped(paragraph, first, last) };
}

export function spanOf(paragraph, first, last) {
  const whole = paragraph.textContent;
  const offset = Number(paragraph.dataset.start);
  return {
    start: offset + codePointsBefore(whole, first),
    end: offset + codePointsBefore(whole, last),
    words: whole.slice(first, last),
  };
}

/** The mentions that the units [first, last) of the paragraph touch. */
function overlapped(paragraph, first, last) {
  return [...paragraph.querySelectorAll(".mention:not(.gone)")].filter((one) => {
    const start = unitsTo(paragraph, one, 0);
    return start < last && first < start + one.textContent.length;
  });
}

/** Let the link to a rule for the whole source carry the selected lines. */
function showLines(found) {
  const link = adding.querySelector(".for-source");
  if (!link) return;
  link.search = found ? new URLSearchParams({ start: found.start, end: found.until ?? found.end }) : "";
}

/** Offer the kinds beside the selected words; with nothing selected put the form back. */
export function put(found) {
  const { start, end, words } = adding.elements;
  const details = adding.querySelector("details");
  adding.classList.toggle("at-selection", Boolean(found));
  const line = adding.querySelector(".chosen-words");
  const stretch = adding.querySelector(".stretch");
  showLines(found);
  line.hidden = !found;
  stretch.hidden = true;
  words.required = !found;
  start.value = found?.start ?? "";
  end.value = found?.end ?? "";
  for (const button of adding.querySelectorAll("[name=kind]")) button.disabled = Boolean(found?.overlapping.length);
  if (!found) {
    adding.removeAttribute("style");
    details.open = false;
    return;
  }
  details.open = true;
  words.value = found.words;
  const [one, ...others] = found.overlapping;
  if (one) {
    line.textContent = others.length
      ? `“${found.words}” touches ${found.overlapping.length} mentions: reject them first, or join them.`
      : `“${found.words}” is part of the mention “${one.textContent}” already.`;
    stretch.hidden = others.length > 0;
    stretch.dataset.mention = idOf(one);
  } else {
    line.textContent = `${found.isCut ? "A mention ends with its line, so: " : ""}“${found.words}” is a`;
  }
  if (narrow.matches) return adding.removeAttribute("style");
  const outer = adding.offsetParent.getBoundingClientRect();
  const room = outer.width - adding.offsetWidth - 8;
  adding.style.left = `${Math.max(8, Math.min(found.spot.left - outer.left, room))}px`;
  adding.style.top = `${found.spot.bottom - outer.top + 6}px`;
}

// --- marking words by keys ----------------------------------------------------------------------

/** Begin to mark words by keys, behind the chosen mention or at the top of what is in view. */
export function beginMarking() {
  const after = chosen();
  const paragraph =
    after?.closest("[data-start]") ??
    [...text.querySelectorAll("[data-start]")].find((one) => one.getBoundingClientRect().bottom > 80);
  if (!paragraph) return;
  const words = wordsOf(paragraph.textContent);
  const from = after ? unitsTo(paragraph, after, 0) + after.textContent.length : 0;
  const at = Math.max(0, words.findIndex(([start]) => start >= from));
  if (!words.length) return;
  marking = { paragraph, first: at, last: at };
  mark(null);
  text.focus({ preventScroll: true });
  showMarked();
}

export const isMarking = () => marking !== null;

export function endMarking() {
  marking = null;
  getSelection().removeAllRanges();
  put(null);
}

/** Go by words; with `extend` the last word alone moves. Beyond the end the next paragraph follows. */
export function moveMarking(by, extend) {
  const words = wordsOf(marking.paragraph.textContent);
  let last = marking.last + by;
  if (extend) last = Math.max(marking.first, Math.min(words.length - 1, last));
  else if (last < 0 || last >= words.length) {
    const all = [...text.querySelectorAll("[data-start]")];
    const next = all[all.indexOf(marking.paragraph) + Math.sign(by)];
    if (!next || !wordsOf(next.textContent).length) return;
    marking.paragraph = next;
    last = by > 0 ? 0 : wordsOf(next.textContent).length - 1;
  }
  marking.last = last;
  if (!extend) marking.first = last;
  showMarked();
}

function showMarked() {
  const words = wordsOf(marking.paragraph.textContent);
  const [start, end] = [words[marking.first][0], words[marking.last][1]];
  const range = rangeOf(marking.paragraph, start, end);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
  document.getElementById("spoken").textContent = range.toString();
  // At once: the next key may choose the kind.
  exact = false;
  put(selected());
}

// --- stretching and shrinking -------------------------------------------------------------------

/** Move one edge of the chosen mention by a word, or by a character. */
export function stretch(edge, by, character = false) {
  const mention = chosen();
  const paragraph = mention?.closest("[data-start]");
  if (!paragraph) return;
  // The edges are those of the last answer: wait for it.
  if (mention.classList.contains("saving")) return void setTimeout(() => stretch(edge, by, character), 50);
  const whole = paragraph.textContent;
  const first = unitsTo(paragraph, mention, 0);
  const span = moved(whole, first, first + mention.textContent.length, edge, by, character);
  if (!span) return say("There is nothing left to move to on that side.");
  const touched = overlapped(paragraph, ...span).filter((one) => one !== mention);
  if (touched.length) {
    return say(`“${touched[0].textContent}” is a mention already: join the two, or reject that one first.`);
  }
  const { start, end } = spanOf(paragraph, ...span);
  act("resize", mention, { start, end });
}

export function start() {
  let waiting;
  document.addEventListener("pointerup", (event) => (exact = event.altKey));
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (adding.contains(document.activeElement)) return;
      const found = selected();
      if (found || adding.classList.contains("at-selection")) put(found);
    }, 120);
  });
  adding.querySelector(".stretch").addEventListener("click", (event) => {
    const { start, end } = adding.elements;
    const mention = document.getElementById(`mention-${event.target.dataset.mention}`);
    act("resize", mention, { start: start.value, end: end.value });
    endMarking();
  });
  adding.addEventListener("submit", () => setTimeout(endMarking));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-edge]");
    if (button) stretch(button.dataset.edge, Number(button.dataset.by), event.altKey);
  });
  const showEdges = () => document.querySelectorAll(".edges").forEach((one) => (one.hidden = false));
  document.addEventListener("htmx:afterSettle", showEdges);
  showEdges();
}

