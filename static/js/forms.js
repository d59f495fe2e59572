// Forms whose answer is drawn in the page (`hx-post`) are sent as everything else is saved: they
// show at once, wait while the server cannot be reached, and survive a reload.

import { answersOf, element, save, unsavedItems } from "./saving.js";

const STATUS = { confirm: "confirmed", reject: "rejected", c: "confirmed", x: "rejected" };

answersOf("form", {
  show({ becomes }, shown) {
    if (becomes && shown.dataset.status) shown.dataset.status = becomes;
  },
  settle({ id, swap }, answer, body) {
    const target = element(id);
    if (!target) return;
    const focused = document.activeElement?.id;
    const isInside = target.contains(document.activeElement);
    htmx.swap(target, body, { swapStyle: swap });
    if (!isInside) return;
    // The focus stays on what was acted on, or on its row.
    const again = (focused && element(focused)) || element(id);
    again?.focus({ preventScroll: true });
  },
});

function submit(event) {
  const { target: form, submitter } = event;
  const url = form.getAttribute?.("hx-post");
  if (!url || form.dataset.act) return;
  event.preventDefault();
  event.stopPropagation();
  const target = document.querySelector(form.getAttribute("hx-target"));
  // One answer after the other: the next one is about the row as it will be drawn.
  const isUnderWay = unsavedItems().some(({ kind, id }) => kind === "form" && id === target?.id);
  if (submitter?.disabled || isUnderWay) return;
  const values = new URLSearchParams(new FormData(form, submitter));
  const becomes = STATUS[submitter?.value] ?? STATUS[submitter?.dataset.key];
  save({
    kind: "form",
    act: submitter?.value,
    url: submitter?.getAttribute("formaction") ?? url,
    values,
    id: target?.id,
    swap: form.getAttribute("hx-swap") ?? "innerHTML",
    becomes,
    // Typed words stay as they are after a refusal.
    restores: becomes !== undefined,
  });
}
// Before htmx takes it.
document.addEventListener("submit", submit, true);
