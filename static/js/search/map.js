// The map of a result: closer and farther, moving, and an area that is drawn becomes a filter.
// Without scripts the dots are links all the same, and an area is asked for by place and distance.

const EARTH = 6371;
const CLOSEST = 20; // units of the map from west to east: one degree
const WIDEST = 7200;

class WorldMap {
  constructor(figure) {
    this.figure = figure;
    this.svg = figure.querySelector("svg[viewBox]:not(.icon)");
    this.units = Number(figure.dataset.units);
    this.stretch = Number(figure.dataset.stretch);
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    this.box = { x, y, width, height };
    this.first = width;
    this.sizes = [...this.svg.querySelectorAll("circle")].map((one) => [one, one.r.baseVal.value]);
    this.texts = [...this.svg.querySelectorAll("text")].map((one) => [one, Number(one.getAttribute("font-size")), Number(one.getAttribute("dx"))]);
    this.tool = "";
    figure.querySelector("[data-scripted]").hidden = false;
    figure.addEventListener("click", (event) => this.press(event));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.begin(event));
    this.svg.addEventListener("click", (event) => this.moved && event.preventDefault(), true);
  }

  press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { zoom, draw } = button.dataset;
    const { x, y, width, height } = this.box;
    if (zoom) this.zoom(zoom === "in" ? 0.6 : 1 / 0.6, { x: x + width / 2, y: y + height / 2 });
    if (draw) this.choose(this.tool === draw ? "" : draw);
  }

  choose(tool) {
    this.tool = tool;
    for (const one of this.figure.querySelectorAll("[data-draw]")) {
      one.setAttribute("aria-pressed", String(one.dataset.draw === tool));
    }
    this.svg.classList.toggle("drawing", Boolean(tool));
  }

  /** Where the pointer is, in units of the map. */
  at(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
  }

  wheel(event) {
    if (!event.ctrlKey && !this.svg.matches(":focus-within, :hover")) return;
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.18 : 1 / 1.18, this.at(event));
  }

  zoom(by, around) {
    const width = Math.min(WIDEST, Math.max(CLOSEST, this.box.width * by));
    const share = width / this.box.width;
    this.box = {
      x: around.x - (around.x - this.box.x) * share,
      y: around.y - (around.y - this.box.y) * share,
      width,
      height: this.box.height * share,
    };
    this.draw();
  }

  draw() {
    const { x, y, width, height } = this.box;
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    const scale = width / this.first;
    for (const [circle, radius] of this.sizes) circle.setAttribute("r", radius * scale);
    for (const [text, size, away] of this.texts) {
      text.setAttribute("font-size", size * scale);
      text.setAttribute("dx", away * scale);
    }
  }

  begin(event) {
    if (event.button !== 0) return;
    this.moved = false;
    if (this.tool) return this.beginArea(event);
    const start = this.at(event);
    const move = (one) => {
      const here = this.at(one);
      if (!this.moved && Math.hypot(one.clientX - event.clientX, one.clientY - event.clientY) < 4) return;
      this.moved = true;
      this.svg.classList.add("moving");
      this.box.x += start.x - here.x;
      this.box.y += start.y - here.y;
      this.draw();
    };
    this.follow(move, () => this.svg.classList.remove("moving"));
  }

  beginArea(event) {
    event.preventDefault();
    this.moved = true;
    const start = this.at(event);
    const isBox = this.tool === "box";
    const shape = document.createElementNS("http://www.w3.org/2000/svg", isBox ? "rect" : "circle");
    shape.classList.add("drawn");
    this.svg.append(shape);
    let end = start;
    const move = (one) => {
      end = this.at(one);
      const values = isBox
        ? { x: Math.min(start.x, end.x), y: Math.min(start.y, end.y), width: Math.abs(end.x - start.x), height: Math.abs(end.y - start.y) }
        : { cx: start.x, cy: start.y, r: Math.hypot(end.x - start.x, end.y - start.y) };
      for (const [name, value] of Object.entries(values)) shape.setAttribute(name, value);
    };
    this.follow(move, () => {
      shape.remove();
      if (Math.hypot(end.x - start.x, end.y - start.y) < this.box.width / 200) return;
      this.ask(isBox ? this.boxBetween(start, end) : this.circleAround(start, end));
    });
  }

  follow(move, done) {
    const stop = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("keydown", cancel);
    };
    const end = () => {
      stop();
      done();
    };
    const cancel = (event) => {
      if (event.key !== "Escape") return;
      stop();
      this.svg.querySelector(".drawn")?.remove();
      this.choose("");
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("keydown", cancel);
  }

  place(point) {
    const latitude = Math.min(90, Math.max(-90, -point.y / this.units / this.stretch));
    const longitude = Math.min(180, Math.max(-180, point.x / this.units));
    return { latitude, longitude };
  }

  boxBetween(one, other) {
    const [a, b] = [this.place(one), this.place(other)];
    const [south, north] = [a.latitude, b.latitude].sort((x, y) => x - y);
    const [west, east] = [a.longitude, b.longitude].sort((x, y) => x - y);
    return `box:${[south, west, north, east].map((one) => one.toFixed(2)).join(",")}`;
  }

  circleAround(centre, edge) {
    const [a, b] = [this.place(centre), this.place(edge)];
    const radians = Math.PI / 180;
    const half = (x) => Math.sin((x * radians) / 2) ** 2;
    const share = half(b.latitude - a.latitude) + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * half(b.longitude - a.longitude);
    const kilometres = Math.max(1, Math.round(2 * EARTH * Math.asin(Math.sqrt(share))));
    return `near:${a.latitude.toFixed(2)},${a.longitude.toFixed(2)}~${kilometres}km`;
  }

  ask(area) {
    const address = new URL(location.href);
    address.searchParams.delete("page");
    address.searchParams.set("view", "map");
    address.searchParams.set("area", area);
    location.assign(address);
  }
}

function start() {
  const figure = document.querySelector(".map:not([data-started])");
  if (!figure) return;
  figure.dataset.started = "";
  new WorldMap(figure);
}
start();
document.addEventListener("htmx:afterSwap", start);
