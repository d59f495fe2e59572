// The parts of the panel beside the article as tabs; without this script they stand below each other.

const nav = document.getElementById("panel-tabs");
const panel = nav.parentElement;

/** Show the part with this id alone. */
export function show(id) {
  panel.dataset.tab = id;
  for (const link of nav.querySelectorAll("a")) {
    if (link.hash === `#${id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const part = document.getElementById(id);
  if (part instanceof HTMLDetailsElement) part.open = true;
}

nav.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  show(link.hash.slice(1));
});
// Parts are drawn anew, closed.
document.addEventListener("htmx:oobAfterSwap", () => show(panel.dataset.tab));

const parts = [...nav.querySelectorAll("a")].map((link) => link.hash.slice(1));
const asked = location.hash.slice(1);
const states = new URLSearchParams(location.search).has("evidence") || asked.startsWith("evidence-");
const noted = asked.startsWith("note-") ? "notes" : "panel";
show(parts.includes(asked) ? asked : states ? "statements" : noted);
