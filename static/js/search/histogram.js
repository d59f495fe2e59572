// Years or months by dragging over the histogram: they go into the dates of the form below it.

let from = null;
let to = null;

const bars = (bar) => [...bar.closest(".histogram").querySelectorAll("a")];
const barAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".histogram a");

/** The bars between the two ends, in the order of time. */
function between() {
  const all = bars(from);
  const ends = [all.indexOf(from), all.indexOf(to)].sort((one, other) => one - other);
  return all.slice(ends[0], ends[1] + 1);
}

function mark() {
  const within = new Set(between());
  for (const bar of bars(from)) bar.classList.toggle("within", within.has(bar));
}

/** The first and last day of a period, `2012` or `2012-06`, in ISO 8601. */
const firstDay = (period) => `${period}-01-01`.slice(0, 10);
function lastDay(period) {
  const [year, month] = period.split("-").map(Number);
  return new Date(Date.UTC(year, month || 12, 0)).toISOString().slice(0, 10);
}

document.addEventListener("pointerdown", (event) => {
  if (event.button === 0) from = to = event.target.closest(".histogram a");
});
document.addEventListener("pointermove", (event) => {
  if (!from) return;
  const bar = barAt(event);
  if (bar && bar !== to && bars(from).includes(bar)) {
    to = bar;
    mark();
  }
});
document.addEventListener("pointerup", () => {
  if (from && to !== from) {
    const chosen = between().map((bar) => bar.id.slice("bar-".length));
    const form = from.closest(".facet").querySelector(".dates");
    form.elements.from.value = firstDay(chosen[0]);
    form.elements.to.value = lastDay(chosen.at(-1));
    form.requestSubmit();
  }
  from = to = null;
});
document.addEventListener("pointercancel", () => (from = to = null));
// A link would be dragged away instead.
document.addEventListener("dragstart", (event) => {
  if (event.target.closest(".histogram")) event.preventDefault();
});
