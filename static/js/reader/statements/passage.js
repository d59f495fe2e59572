// A passage of the article, shown in its text: the words, and which marks are its two ends.

import { text } from "../choosing.js";
import { unitsBefore } from "../offsets.js";
import { rangeOf } from "../selecting.js";

export const chosenStatement = () => document.querySelector("#statements .statement[aria-current]");

const paragraphs = () => [...text.querySelectorAll("[data-start]")];

/** The paragraph in which this code point of the article stands. */
export function paragraphAt(place) {
  return paragraphs().findLast((one) => Number(one.dataset.start) <= place);
}

/** The range of the code points [start, end) of the article; null where they are not shown. */
export function rangeAt(start, end) {
  const [first, last] = [paragraphAt(start), paragraphAt(Math.max(start, end - 1))];
  if (!first || !last) return null;
  const spot = (paragraph, place) => unitsBefore(paragraph.textContent, place - Number(paragraph.dataset.start));
  const range = rangeOf(first, spot(first, start), first === last ? spot(first, end) : first.textContent.length);
  if (first !== last) {
    const rest = rangeOf(last, 0, spot(last, end));
    range.setEnd(rest.endContainer, rest.endOffset);
  }
  return range;
}

/** The words of the passage as the page shows them. */
export const wordsAt = (start, end) => rangeAt(Number(start), Number(end))?.toString() ?? "";

/** The first mark of an entity in the passage. */
export function markOfEnd(entity, start, end) {
  return [...text.querySelectorAll(`.mention[data-entity="${entity}"]:not(.gone)`)].find(
    (one) => Number(one.dataset.at) >= start && Number(one.dataset.at) < end,
  );
}

/** Show a passage with its ends, or none. */
export function show(passage) {
  for (const old of text.querySelectorAll("[data-end]")) delete old.dataset.end;
  if (!CSS.highlights) return;
  CSS.highlights.delete("passage");
  if (!passage) return;
  const range = rangeAt(passage.start, passage.end);
  if (!range) return;
  CSS.highlights.set("passage", new Highlight(range));
  for (const [letter, entity] of [["A", passage.head], ["B", passage.child]]) {
    const mark = entity && markOfEnd(entity, passage.start, passage.end);
    if (mark) mark.dataset.end = letter;
  }
  return range;
}
