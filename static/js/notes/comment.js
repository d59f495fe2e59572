// A comment on a passage: the words that are selected in the text stand in its form.

import { spanOf, unitsTo } from "../reader/selecting.js";

const words = document.getElementById("note-passage");
const start = document.getElementById("note-start");
const text = document.querySelector("article.article");

function take() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount || document.activeElement === words) return;
  const range = selection.getRangeAt(0);
  const first = range.startContainer.parentElement?.closest("[data-start]");
  if (!first || !text.contains(first) || !first.contains(range.endContainer)) return;
  const found = spanOf(
    first,
    unitsTo(first, range.startContainer, range.startOffset),
    unitsTo(first, range.endContainer, range.endOffset),
  );
  if (!found.words.trim()) return;
  words.value = found.words.trim();
  start.value = found.start + found.words.length - found.words.trimStart().length;
}

if (words && text) {
  document.addEventListener("selectionchange", take);
  // Typed words stand where they first are.
  words.addEventListener("input", () => {
    start.value = "";
  });
}
