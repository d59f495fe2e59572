// The relationships beside the text: going through them, judging the chosen one.

import { chosen as chosenMention, close as closeMention, text } from "../reader/choosing.js";
import { save } from "../reader/saving.js";
import * as tabs from "../reader/tabs.js";
import { chosenStatement, show } from "./passage.js";
import * as card from "./statement_card.js";

const rows = () => [...document.querySelectorAll("#statements .statement")];
export const chosen = chosenStatement;

const passageOf = ({ dataset }) => ({
  start: Number(dataset.start),
  end: Number(dataset.end),
  head: dataset.head,
  child: dataset.child,
});

function address(row) {
  const parameters = new URLSearchParams(location.search);
  parameters.delete("mention");
  parameters.delete("evidence");
  if (row) parameters.set("evidence", row.id.replace("evidence-", ""));
  const query = parameters.toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

/** Choose a statement: its words and ends show in the text, its keys work. */
export function choose(row, { scroll = true } = {}) {
  if (chosenMention()) closeMention();
  for (const other of rows()) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  tabs.show("statements");
  address(row);
  const range = show(passageOf(row));
  if (scroll && range) range.startContainer.parentElement.scrollIntoView({ block: "center" });
  row.querySelector("[data-choose]").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

export function unchoose() {
  chosen()?.removeAttribute("aria-current");
  show(null);
  address(null);
  text.focus({ preventScroll: true });
}

/** Go on by so many statements, with `undecided` by those nobody judged; false at the end. */
export function step(by, undecided = false) {
  const all = rows();
  const here = all.indexOf(chosen());
  for (let at = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by; all[at]; at += by) {
    if (undecided && all[at].dataset.status !== "proposed") continue;
    choose(all[at]);
    return true;
  }
  return false;
}

/** Confirm or reject the chosen statement. */
export function decide(name, goOn) {
  const row = chosen();
  if (!row || !row.querySelector("form")) return;
  const number = row.id.replace("evidence-", "");
  const wanted = name === "confirm" ? "confirmed" : "rejected";
  if (row.dataset.status !== wanted) {
    save(`${name}_evidence`, `/evidence/${number}/${name}/`, new URLSearchParams({ seen: row.dataset.seen }), row.id);
  }
  if (goOn) step(1, true);
}

/** Keys of the chosen statement that no button of the page has. */
export function handle(event) {
  const row = chosen();
  if (event.key === "e") {
    const link = row.querySelector("[data-state-change]");
    if (link) card.open(new URL(link.href).searchParams);
    return true;
  }
  if (event.key === "o") {
    location.assign(row.querySelector(".what .end").href);
    return true;
  }
  const kind = /^[1-9]$/.test(event.key) && row.dataset.kinds.split(" ")[event.key - 1];
  if (!kind || !row.querySelector("form")) return false;
  const number = row.id.replace("evidence-", "");
  const values = new URLSearchParams({ evidence: number, kind, seen: row.dataset.seen });
  save("change_statement", `/relationships/${row.dataset.link}/change/`, values, row.id);
  return true;
}

export function start() {
  document.addEventListener("click", (event) => {
    const row = event.target.closest(".statement");
    const link = event.target.closest("a, button");
    const isOwn = !link || "choose" in link.dataset || "stateChange" in link.dataset;
    if (!row || !isOwn || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(row);
    if (link && "stateChange" in link.dataset) card.open(new URL(link.href).searchParams);
  });
  document.addEventListener("mention-chosen", () => {
    if (!chosen()) return;
    chosen().removeAttribute("aria-current");
    show(null);
  });
  // The list is drawn anew after every act; what is chosen stays so.
  let shown = chosen()?.id;
  document.addEventListener("htmx:oobBeforeSwap", () => (shown = chosen()?.id));
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target?.id !== "statements" && event.target.id !== "statements") return;
    const row = chosen() ?? (shown && document.getElementById(shown));
    if (!row) return;
    row.setAttribute("aria-current", "true");
    if (!card.isOpen()) show(passageOf(row));
  });
  if (chosen()) choose(chosen());
}
