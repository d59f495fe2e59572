// Through the hits by single keys, with a preview beside them.

import { name } from "../keys.js";

const DENSE = "dense-hits";

// Hits of the list, rows of the table, lines of the timeline: each says where its preview is.
const hits = () => [...document.querySelectorAll("[data-hit]")];
const current = () => document.querySelector("[data-hit].current");
const linkOf = (hit) => hit.querySelector("h2 a, th a, a.title");
const preview = () => document.getElementById("preview");
const isOpen = () => preview() && !preview().hidden;

function choose(hit) {
  current()?.classList.remove("current");
  hit.classList.add("current");
  linkOf(hit).focus();
  hit.scrollIntoView({ block: "nearest" });
  if (isOpen()) show(hit);
}

function move(step) {
  const all = hits();
  if (!all.length) return;
  const at = all.indexOf(current());
  choose(all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))]);
}

const show = (hit) => window.htmx.ajax("GET", hit.dataset.hit, { target: "#preview", swap: "innerHTML" });

function close() {
  preview().hidden = true;
  preview().replaceChildren();
  const hit = current() ?? hits()[0];
  if (hit) linkOf(hit).focus();
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

name("Hits", [
  { keys: "j", words: "next hit", run: () => move(1) },
  { keys: "k", words: "hit before", run: () => move(-1) },
  { keys: "p", words: "show it beside the others", run: toggle },
  { keys: "d", words: "more hits at once", run: switchDensity },
  { keys: "n", words: "next mark of the preview", run: () => isOpen() && step(1) },
  { keys: "N", words: "mark before", run: () => isOpen() && step(-1) },
  { keys: "Escape", words: "close the preview", run: () => isOpen() && close() },
]);

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.matches(".density")) switchDensity();
  if (button?.matches("[data-close]")) close();
  if (button?.matches("[data-mark]")) step(Number(button.dataset.mark));
  if (button?.matches("[data-preview]") && button.closest("[data-hit]") !== current()) {
    current()?.classList.remove("current");
    button.closest("[data-hit]").classList.add("current");
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "results") applyDensity();
  if (event.detail.target.id !== "preview") return;
  preview().hidden = false;
  preview().scrollTop = 0;
});
applyDensity();
