// The map of the hits as a filter: a box that is drawn with the mouse becomes part of the query.

const LEAST = 8;
let start = null;
let box = null;

function place(map, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
  const { width, height } = map.viewBox.baseVal;
  return { x: Math.min(width, Math.max(0, point.x)), y: Math.min(height, Math.max(0, point.y)) };
}

function draw(map, end) {
  const sides = {
    x: Math.min(start.x, end.x),
    y: Math.min(start.y, end.y),
    width: Math.abs(end.x - start.x),
    height: Math.abs(end.y - start.y),
  };
  if (!box) {
    box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    box.classList.add("drawn");
    map.append(box);
  }
  for (const [name, value] of Object.entries(sides)) box.setAttribute(name, value);
  return sides;
}

function search(map, { x, y, width, height }) {
  const { west, east, south, north, query, search: address } = map.dataset;
  const whole = map.viewBox.baseVal;
  const across = (at) => Number(west) + (at / whole.width) * (east - west);
  const down = (at) => Number(north) - (at / whole.height) * (north - south);
  const degrees = [down(y + height), across(x), down(y), across(x + width)];
  const parameters = new URLSearchParams(location.search);
  parameters.set("q", `${query} box:${degrees.map((one) => one.toFixed(2)).join(",")}`.trim());
  parameters.delete("page");
  location.assign(`${address}?${parameters}`);
}

document.addEventListener("pointerdown", (event) => {
  const map = event.target.closest?.("#map");
  if (!map || event.button !== 0 || event.target.closest("a")) return;
  event.preventDefault();
  start = place(map, event);
  map.setPointerCapture(event.pointerId);
});
document.addEventListener("pointermove", (event) => {
  if (start) draw(document.getElementById("map"), place(document.getElementById("map"), event));
});
document.addEventListener("pointerup", (event) => {
  if (!start) return;
  const map = document.getElementById("map");
  const sides = draw(map, place(map, event));
  start = null;
  box.remove();
  box = null;
  if (sides.width > LEAST && sides.height > LEAST) search(map, sides);
});
