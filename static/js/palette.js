// The command palette (Ctrl K): pages, searches and entities by a few letters.

const palette = document.getElementById("palette");
const field = palette.querySelector("input");
const list = document.getElementById("palette-list");
const options = () => [...list.querySelectorAll("[role=option]")];
let asked = 0;

function mark(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  field.setAttribute("aria-activedescendant", option?.id ?? "");
  option?.scrollIntoView({ block: "nearest" });
}

async function ask() {
  const number = (asked += 1);
  const url = `${palette.dataset.options}?${new URLSearchParams({ q: field.value })}`;
  const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || number !== asked) return;
  list.innerHTML = await answer.text();
  mark(options()[0]);
}

function open() {
  field.value = "";
  palette.showModal();
  ask();
}

let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 80);
});
field.addEventListener("keydown", (event) => {
  const all = options();
  const here = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") mark(all[(here + 1) % all.length]);
  else if (event.key === "ArrowUp") mark(all[(here - 1 + all.length) % all.length]);
  else if (event.key === "Enter") all[Math.max(0, here)]?.click();
  else return;
  event.preventDefault();
});
// No single key: it stays when those are switched off, and works from a field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  if (palette.open) palette.close();
  else open();
});
