// Deciding about a name everywhere: the button says how many mentions have a tick, and keys choose.

import { name, taker } from "../keys.js";

function count() {
  const form = document.querySelector(".places");
  const shown = form?.querySelector("[data-touched]");
  if (!shown) return;
  const boxes = [...form.querySelectorAll("input[name=tick]")];
  const before = new Set(form.elements.left_out.value.split(",").filter(Boolean));
  const elsewhere = [...before].filter((key) => !boxes.some((box) => box.value === key)).length;
  const empty = boxes.filter((box) => !box.checked).length;
  const left = Math.max(0, Number(form.dataset.total) - elsewhere - empty);
  shown.textContent = `${left.toLocaleString("en")} mention${left === 1 ? "" : "s"}`;
  // In how many articles is known of all of them only.
  form.querySelector("[data-articles]").hidden = elsewhere + empty > 0;
}

// Before the form asks for the preview: who chooses a kind means that the name is never one.
document.addEventListener(
  "change",
  (event) => {
    if (event.target.matches("#rule-kind")) document.getElementById("decision-never").checked = true;
  },
  true,
);
document.addEventListener("change", (event) => {
  if (event.target.name === "tick") count();
});
document.addEventListener("htmx:afterSwap", count);
count();

/** Whether the button says what is chosen: the preview of a choice comes a moment later. */
function agrees() {
  const [wish, places] = [document.getElementById("wish"), document.querySelector(".places")];
  if (!places) return false;
  const same = (field) => (wish.elements[field]?.value ?? "") === (places.elements[field]?.value ?? "");
  return ["name", "decision", "scope"].every(same) && (wish.elements.decision.value !== "never" || same("kind"));
}

// Enter that was pressed before the preview came is meant for it.
let wanted = false;

function choose(key) {
  const choice = taker(key);
  if (!choice) return false;
  choice.focus();
  choice.click();
}

function decide() {
  const button = document.querySelector("[data-decide]");
  wanted = !agrees();
  if (!wanted) button?.click();
}

/** Nobody does by mouse what the button no longer says. */
function hold() {
  const button = document.querySelector("[data-decide]");
  if (button) button.disabled = !agrees();
}
document.addEventListener("change", hold);
// A preview of what is no longer chosen would undo the choice; the next one is asked for already.
document.addEventListener("htmx:beforeSwap", (event) => {
  const wish = document.getElementById("wish");
  if (event.detail.target.id !== "everywhere" || event.detail.requestConfig.elt !== wish) return;
  const asked = event.detail.requestConfig.formData;
  const is = (field) => (asked.get(field) ?? "") === (wish.elements[field]?.value ?? "");
  if (!["name", "decision", "scope", "kind"].every(is)) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSettle", () => {
  hold();
  if (wanted) decide();
});
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, () => (wanted = false));
}

name("Everywhere", [
  { keys: "1 2 3", words: "always this entity, never of that kind, never anything", run: choose },
  { keys: "t s e", words: "in this article, in this source, everywhere", run: choose },
  { keys: "Enter", words: "do it, as the button says", run: decide },
  { keys: "Escape", words: "leave it", run: choose },
]);
// On a radio Enter decides as well: nothing else is to be sent.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("#wish input[type=radio]")) return;
  event.preventDefault();
  decide();
});
