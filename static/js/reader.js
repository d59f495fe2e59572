// The article page: the card at the chosen mention, jumping, adding by selection, keys.
// Without this script every link and form here still works by itself.

import { codePointsBefore } from "./offsets.js";

const text = document.getElementById("text");
const card = document.getElementById("card");
const adding = document.getElementById("add-mention");
const narrow = matchMedia("(max-width: 60rem)");

const mentions = () => [...text.querySelectorAll(".mention")];
const chosen = () => text.querySelector(".mention[aria-current]");

// --- the card ---------------------------------------------------------------------------------

function mark(mention) {
  for (const other of text.querySelectorAll("[aria-current], .same")) {
    other.removeAttribute("aria-current");
    other.classList.remove("same");
  }
  if (!mention) return;
  mention.setAttribute("aria-current", "true");
  const { entity } = mention.dataset;
  if (entity) for (const other of text.querySelectorAll(`[data-entity="${entity}"]`)) other.classList.add("same");
}

function place() {
  const mention = chosen();
  if (!mention || narrow.matches) return card.removeAttribute("style");
  const outer = card.offsetParent.getBoundingClientRect();
  const spot = mention.getClientRects()[0];
  const left = Math.min(Math.max(spot.left - outer.left + spot.width / 2, 200), outer.width - 200);
  card.style.left = `${left}px`;
  card.style.top = `${mention.getClientRects()[mention.getClientRects().length - 1].bottom - outer.top}px`;
}

function choose(mention, { scroll = false } = {}) {
  mark(mention);
  const id = mention.id.replace("mention-", "");
  history.replaceState(null, "", `?mention=${id}`);
  if (scroll) mention.scrollIntoView({ block: "center" });
  mention.focus({ preventScroll: true });
  return htmx.ajax("GET", `/mentions/${id}/`, { target: "#card", swap: "innerHTML" });
}

function close() {
  const mention = chosen();
  card.replaceChildren();
  mark(null);
  history.replaceState(null, "", location.pathname);
  mention?.focus({ preventScroll: true });
}

text.addEventListener("click", (event) => {
  const mention = event.target.closest(".mention");
  if (!mention || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (getSelection().isCollapsed) choose(mention);
});

card.addEventListener("click", (event) => {
  if (!event.target.closest(".close")) return;
  event.preventDefault();
  close();
});

document.addEventListener("htmx:afterSettle", () => {
  const shown = card.querySelector("[data-mention]");
  mark(shown && document.getElementById(`mention-${shown.dataset.mention}`));
  place();
  if (adding && shown) put(null);
});
addEventListener("resize", place);
if (card.childElementCount) {
  mark(document.getElementById(`mention-${card.querySelector("[data-mention]").dataset.mention}`));
  place();
}

// --- jumping from the panel -------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const jump = event.target.closest("[data-jump]");
  if (!jump || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const ids = jump.dataset.jump.trim().split(" ");
  const here = ids.indexOf(chosen()?.id.replace("mention-", ""));
  choose(document.getElementById(`mention-${ids[(here + 1) % ids.length]}`), { scroll: true });
});

// --- adding by selection ----------------------------------------------------------------------

/** The span of the selection in code points of the article's text, without outer space. */
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const paragraph = range.startContainer.parentElement?.closest("[data-start]");
  if (!paragraph || !text.contains(paragraph) || !paragraph.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const whole = paragraph.textContent;
  const first = before.toString().length + (words.length - words.trimStart().length);
  const trimmed = words.trim();
  if (!trimmed) return null;
  const offset = Number(paragraph.dataset.start);
  return {
    start: offset + codePointsBefore(whole, first),
    end: offset + codePointsBefore(whole, first + trimmed.length),
    words: trimmed,
    spot: range.getBoundingClientRect(),
  };
}

/** Offer the kinds beside the selected words; with nothing selected put the form back. */
function put(found) {
  const { start, end, words } = adding.elements;
  adding.classList.toggle("at-selection", Boolean(found));
  const line = adding.querySelector(".chosen-words");
  line.hidden = !found;
  words.required = !found;
  start.value = found?.start ?? "";
  end.value = found?.end ?? "";
  if (!found) {
    adding.removeAttribute("style");
    adding.querySelector("details").open = false;
    return;
  }
  adding.querySelector("details").open = true;
  line.textContent = `“${found.words}” is a`;
  words.value = found.words;
  if (narrow.matches) return adding.removeAttribute("style");
  const outer = adding.offsetParent.getBoundingClientRect();
  const room = outer.width - adding.offsetWidth - 8;
  adding.style.left = `${Math.max(8, Math.min(found.spot.left - outer.left, room))}px`;
  adding.style.top = `${found.spot.bottom - outer.top + 6}px`;
}

if (adding) {
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (adding.contains(document.activeElement)) return;
      const found = selected();
      if (found || adding.classList.contains("at-selection")) put(found);
    }, 120);
  });
}

// --- keys -------------------------------------------------------------------------------------

function step(by, undecided = false) {
  const all = mentions().filter((one) => !undecided || one.dataset.status === "proposed" || one === chosen());
  if (!all.length) return;
  const here = all.indexOf(chosen());
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
  if (all[next]) choose(all[next], { scroll: true });
}

function press(key) {
  const inForm = /^[1-7]$/.test(key) ? adding?.classList.contains("at-selection") && adding : document;
  const button = inForm && inForm.querySelector(`[data-key="${key}"]:not(:disabled)`);
  button?.click();
  return button;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return adding?.classList.contains("at-selection") ? put(null) : close();
  if (event.target.closest("input, textarea, select")) return;
  const acts = { j: () => step(1), k: () => step(-1), J: () => step(1, true), K: () => step(-1, true) };
  if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
  } else if (/^[cxeu1-7]$/.test(event.key) && press(event.key)) {
    event.preventDefault();
  }
});
