// Where words begin and end in a paragraph, in UTF-16 units.

const WORD = /[\p{L}\p{M}\p{N}_]+(?:[’'.\-][\p{L}\p{M}\p{N}_]+)*/gu;

/** All words of the text as [start, end) pairs. */
export function wordsOf(text) {
  return [...text.matchAll(WORD)].map((match) => [match.index, match.index + match[0].length]);
}

/** The span grown to whole words at both ends; the same span where it touches none. */
export function snapped(text, start, end) {
  const touched = wordsOf(text).filter(([from, to]) => from < end && start < to);
  if (!touched.length) return [start, end];
  return [Math.min(start, touched[0][0]), Math.max(end, touched.at(-1)[1])];
}

/** The span with one edge moved by a word (or a character); null where there is none that way. */
export function moved(text, start, end, edge, by, character) {
  const edges = character ? null : wordsOf(text).map(([from, to]) => (edge === "start" ? from : to));
  const here = edge === "start" ? start : end;
  let there = here + by;
  if (character) {
    // Not into the middle of a sign that takes two units.
    if (/[\uDC00-\uDFFF]/.test(text[there] ?? "")) there += by;
  } else {
    const fitting = edges.filter((one) => (by > 0 ? one > here : one < here));
    there = by > 0 ? fitting[0] : fitting.at(-1);
  }
  if (there === undefined || there < 0 || there > text.length) return null;
  const span = edge === "start" ? [there, end] : [start, there];
  return span[0] < span[1] ? span : null;
}
