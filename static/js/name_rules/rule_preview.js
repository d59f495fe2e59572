// Deciding about a name everywhere: the button says how many places have a tick.

function count() {
  const form = document.querySelector(".places");
  const shown = form?.querySelector("[data-touched]");
  if (!shown) return;
  const boxes = [...form.querySelectorAll("input[name=tick]")];
  const before = new Set(form.elements.left_out.value.split(",").filter(Boolean));
  const elsewhere = [...before].filter((key) => !boxes.some((box) => box.value === key)).length;
  const empty = boxes.filter((box) => !box.checked).length;
  const left = Math.max(0, Number(form.dataset.total) - elsewhere - empty);
  shown.textContent = String(left);
  shown.nextSibling.textContent = left === 1 ? " place" : " places";
}

document.addEventListener("change", (event) => {
  if (event.target.name === "tick") count();
});
document.addEventListener("htmx:afterSwap", count);
count();
