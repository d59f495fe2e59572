// The rows of a preview: going through them by keys, and marking the one that is shown beside them.

import { name } from "../keys.js";

const rows = () => [...document.querySelectorAll("[data-row]")];
const openLink = (row) => row?.querySelector("[data-open]");
let shown = null;

function mark() {
  for (const row of rows()) row.toggleAttribute("aria-current", row.id === shown);
}

function step(by) {
  const all = rows();
  const here = all.findIndex((row) => row.contains(document.activeElement) || (shown && row.id === shown));
  const row = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
  openLink(row)?.focus();
  if (row) shown = row.id;
  mark();
}

name("Preview", [
  { keys: "j", words: "next item", run: () => step(1) },
  { keys: "k", words: "item before", run: () => step(-1) },
  { keys: "e", words: "mend it", run: () => openLink(document.getElementById(shown))?.click() },
  { keys: "x", words: "leave it out, or take it in after all", run: () => document.querySelector('#item [data-key="x"]')?.click() },
  { keys: "t", words: "take all in", run: () => document.querySelector('#state [data-key="t"]')?.click() },
]);

document.addEventListener("click", (event) => {
  const row = event.target.closest?.("[data-open]")?.closest("[data-row]");
  if (row) shown = row.id;
  mark();
});

// Rows that are drawn anew keep the mark, and the one with the focus keeps that.
let focused = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  focused = event.target.id === "rows" ? document.activeElement?.closest?.("[data-row]")?.id : null;
});
document.addEventListener("htmx:afterSettle", (event) => {
  mark();
  if (focused) openLink(document.getElementById(focused))?.focus({ preventScroll: true });
  focused = null;
  // What is chosen is mended at once; on a phone it stands below the rows.
  if (event.target.id === "item") {
    const field = event.target.querySelector("textarea");
    if (event.detail.requestConfig?.verb === "get") {
      (field ?? event.target).scrollIntoView({ block: "nearest" });
      field?.focus({ preventScroll: true });
    }
  }
});
