// The parts of the panel beside the article as tabs; without this script they stand below each other.

const nav = document.getElementById("panel-tabs");
const panel = nav.parentElement;

/** Show the part with this id alone. */
export function show(id) {
  panel.dataset.tab = id;
  mark(narrow.matches && isAtText() ? "text" : id);
  const part = document.getElementById(id);
  if (part instanceof HTMLDetailsElement) part.open = true;
}

nav.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const id = link.hash.slice(1);
  // On the phone the text and the panel stand below each other: one goes from one to the other.
  if (narrow.matches) {
    if (isAtText()) readTo = scrollY;
    if (id === "text") {
      mark(id);
      return scrollTo({ top: readTo, behavior: "instant" });
    }
  }
  if (narrow.matches) panel.scrollIntoView({ block: "start", behavior: "instant" });
  show(id);
});

const narrow = matchMedia("(max-width: 60rem)");
let readTo = 0;
const isAtText = () => panel.getBoundingClientRect().top > innerHeight / 2;

function mark(id) {
  for (const link of nav.querySelectorAll("a")) {
    if (link.hash === `#${id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
// Parts are drawn anew, closed.
document.addEventListener("htmx:oobAfterSwap", () => show(panel.dataset.tab));

const parts = [...nav.querySelectorAll("a")].map((link) => link.hash.slice(1));
const asked = location.hash.slice(1);
const states = new URLSearchParams(location.search).has("evidence") || asked.startsWith("evidence-");
const noted = asked.startsWith("note-") ? "notes" : "panel";
show(parts.includes(asked) && asked !== "text" ? asked : states ? "statements" : noted);
