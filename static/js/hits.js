// Through the hits by single keys, with a preview beside them. The keys can be switched off
// (WCAG 2.1.4), as on the article page.

const OFF = "single-keys-off";
const DENSE = "dense-hits";

const hits = () => [...document.querySelectorAll(".hit")];
const current = () => document.querySelector(".hit.current");
const preview = () => document.getElementById("preview");
const isOpen = () => preview() && !preview().hidden;
const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

function choose(hit) {
  current()?.classList.remove("current");
  hit.classList.add("current");
  hit.querySelector("h2 a").focus();
  hit.scrollIntoView({ block: "nearest" });
  if (isOpen()) show(hit);
}

function move(step) {
  const all = hits();
  if (!all.length) return;
  const at = all.indexOf(current());
  choose(all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))]);
}

const show = (hit) => hit.querySelector("[data-preview]")?.click();

function close() {
  preview().hidden = true;
  preview().replaceChildren();
  (current() ?? hits()[0])?.querySelector("h2 a").focus();
}

function toggle() {
  if (isOpen()) return close();
  const hit = current() ?? hits()[0];
  if (!hit) return;
  choose(hit);
  show(hit);
}

/** Go to the next or previous mark of the preview. */
function step(by) {
  const marks = [...preview().querySelectorAll("mark")];
  if (!marks.length) return;
  const at = marks.findIndex((mark) => mark.classList.contains("now"));
  const next = at < 0 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length;
  marks[at]?.classList.remove("now");
  marks[next].classList.add("now");
  // Only the preview moves, never the page around it.
  const away = marks[next].getBoundingClientRect().top - preview().getBoundingClientRect().top;
  preview().scrollTop += away - preview().clientHeight / 2;
  preview().querySelector("[data-marks]").textContent = `${next + 1} of ${marks.length}`;
}

function applyDensity() {
  const dense = localStorage.getItem(DENSE) === "1";
  document.documentElement.classList.toggle("dense", dense);
  document.querySelector(".density")?.setAttribute("aria-pressed", String(dense));
}

function switchDensity() {
  localStorage.setItem(DENSE, localStorage.getItem(DENSE) === "1" ? "0" : "1");
  applyDensity();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  p: toggle,
  d: switchDensity,
  n: () => isOpen() && step(1),
  N: () => isOpen() && step(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "Escape" && isOpen()) return close();
  if (localStorage.getItem(OFF) === "1" || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.matches(".density")) switchDensity();
  if (button?.matches("[data-close]")) close();
  if (button?.matches("[data-mark]")) step(Number(button.dataset.mark));
  if (button?.matches("[data-preview]") && button.closest(".hit") !== current()) {
    current()?.classList.remove("current");
    button.closest(".hit").classList.add("current");
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "results") applyDensity();
  if (event.detail.target.id !== "preview") return;
  preview().hidden = false;
  preview().scrollTop = 0;
});
applyDensity();
