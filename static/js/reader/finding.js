// Finding words in the article: every place is marked, and one steps from one to the next. The
// text itself is not touched, so that selecting words in it and marking mentions go on as they do.

const form = document.getElementById("find");
const text = document.getElementById("text");
let found = [];
let at = -1;

const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Words and "phrases" of the field, as one pattern over folded text; null without any. */
function pattern(query) {
  const words = [...query.matchAll(/"([^"]+)"|(\S+)/g)].map(([, phrase, word]) => phrase ?? word);
  const escaped = words
    .map((word) => fold(word.replace(/^["*]+|["*]+$/g, "")).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .map((word) => word.trim().replace(/\s+/g, "\\s+"))
    .filter(Boolean);
  return escaped.length ? new RegExp(escaped.join("|"), "gu") : null;
}

/** The text of an element, folded, with the node and offset behind every sign. */
function folded(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let signs = "";
  const places = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let offset = 0; offset < node.length; offset += 1) {
      for (const sign of fold(node.data[offset])) {
        signs += sign;
        for (let unit = 0; unit < sign.length; unit += 1) places.push([node, offset]);
      }
    }
  }
  return { signs, places };
}

function ranges(query) {
  const wanted = pattern(query);
  if (!wanted) return [];
  const all = [];
  for (const paragraph of text.querySelectorAll("p, h1, h2, h3, li, td")) {
    if (paragraph.closest("details:not([open])")) continue;
    const { signs, places } = folded(paragraph);
    for (const match of signs.matchAll(wanted)) {
      if (!match[0]) continue;
      const range = new Range();
      range.setStart(...places[match.index]);
      const [node, offset] = places[match.index + match[0].length - 1];
      range.setEnd(node, offset + 1);
      all.push(range);
    }
  }
  return all;
}

function tell() {
  const words = form.elements.find.value.trim() ? "not in this text" : "";
  form.querySelector("output").value = found.length ? `${at + 1} of ${found.length}` : words;
}

function go(step) {
  if (!found.length) return;
  at = (at + step + found.length) % found.length;
  CSS.highlights.set("found-now", new Highlight(found[at]));
  found[at].startContainer.parentElement.scrollIntoView({ block: "center" });
  tell();
}

function find() {
  found = ranges(form.elements.find.value);
  at = -1;
  CSS.highlights.set("found", new Highlight(...found));
  CSS.highlights.delete("found-now");
  if (found.length) go(1);
  tell();
}

export function start() {
  if (!form || !text || !CSS.highlights) return;
  const close = () => {
    form.elements.find.value = "";
    find();
    form.hidden = true;
    text.focus({ preventScroll: true });
  };
  form.addEventListener("input", find);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(1);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) go(Number(button.dataset.step));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      go(-1);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  // The head is drawn anew when details change: its button is found at every click.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-find-close]")) close();
    if (!event.target.closest("[data-find-open]")) return;
    form.hidden = false;
    form.elements.find.select();
  });
  const asked = new URLSearchParams(location.search).get("find");
  if (asked) {
    form.hidden = false;
    form.elements.find.value = asked;
    find();
  }
}
