// Relationships drawn in the text, on request: an arc from one mark to the other.

import { markOfEnd } from "./passage.js";

const SVG = "http://www.w3.org/2000/svg";
const article = document.querySelector(".article");
const button = () => document.getElementById("arcs");
let drawing = null;
let isOn = false;

const middle = (mark) => {
  const outer = article.getBoundingClientRect();
  const spot = mark.getClientRects()[0];
  return [spot.left - outer.left + spot.width / 2, spot.top - outer.top];
};

function arc(statement) {
  const { start, end, head, child, status, words } = statement.dataset;
  const [one, other] = [head, child].map((entity) => markOfEnd(entity, Number(start), Number(end)));
  if (!one || !other) return null;
  const [[x1, y1], [x2, y2]] = [middle(one), middle(other)];
  const rise = Math.min(y1, y2) - 10 - Math.min(14, Math.abs(x2 - x1) / 30);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", `M${x1} ${y1} C${x1} ${rise} ${x2} ${rise} ${x2} ${y2}`);
  path.dataset.status = status;
  if ("hedged" in statement.dataset) path.dataset.hedged = "";
  const title = document.createElementNS(SVG, "title");
  title.textContent = `${one.textContent} ${words} ${other.textContent}`;
  path.append(title);
  return path;
}

function draw() {
  drawing?.remove();
  drawing = null;
  button()?.setAttribute("aria-pressed", String(isOn));
  if (!isOn) return;
  drawing = document.createElementNS(SVG, "svg");
  drawing.classList.add("arcs");
  drawing.setAttribute("aria-hidden", "true");
  const live = document.querySelectorAll('#statements .statement:not([data-status="rejected"])');
  drawing.append(...[...live].map(arc).filter(Boolean));
  article.append(drawing);
}

export function start() {
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#arcs")) return;
    isOn = !isOn;
    draw();
  });
  for (const event of ["htmx:afterSettle", "htmx:oobAfterSwap"]) document.addEventListener(event, draw);
  new ResizeObserver(() => isOn && draw()).observe(article);
}
