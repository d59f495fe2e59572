// Single keys: every page says which it has and what they do, and `?` shows them all. They can be
// switched off (WCAG 2.1.4).

const SWITCH = "single-keys-off";
export const isOff = () => localStorage.getItem(SWITCH) === "1";
export const switchOff = (off) => localStorage.setItem(SWITCH, off ? "1" : "0");
export const typing = (target) =>
  target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=combobox]");

// Tables of keys as the pages named them: {heading, rows}; a row is {keys, words, run?}.
const tables = [];

/**
 * Name keys of this page under a heading. `keys` are those that are shown, with blanks between;
 * `run(key, event)` does what the words say, and answers false where the key means nothing now.
 * Without it somebody else listens, and the row is only shown.
 */
export function name(heading, rows) {
  tables.push({ heading, rows });
}

export const named = () => tables;

/** What of the page takes the key, as its `data-key` says; the last of the page wins. */
export function taker(key, within = document) {
  const found = [...within.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  return found.reverse().find((one) => !one.disabled && one.checkVisibility());
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isOff() || typing(event.target) || document.querySelector("dialog[open]")) return;
  // Enter and the space bar belong to the link, button or box that has the focus.
  if (["Enter", " "].includes(event.key) && event.target.closest("a, button, summary, input")) return;
  // The keys of the page itself before those of every page.
  for (const { rows } of tables.toReversed()) {
    const row = rows.find(({ keys, run }) => run && keys.split(" ").includes(event.key));
    if (!row || row.run(event.key, event) === false) continue;
    event.preventDefault();
    return;
  }
});
