// The search page: the box says what the filters made of the query, and the filters are folded
// away on narrow screens.

const narrow = matchMedia("(max-width: 60rem)");
const fold = () => {
  const filters = document.querySelector(".facet-box");
  if (filters) filters.open = !narrow.matches;
};
fold();
narrow.addEventListener("change", fold);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "results") return;
  fold();
  const results = document.getElementById("results");
  document.getElementById("q").value = results.dataset.query;
  document.getElementById("found").textContent =
    results.querySelector(".count, .fault p")?.textContent ?? "";
});

// Somebody sees the result: hand in the server's slip about it, once, for the log of searches.
function handIn() {
  const results = document.getElementById("results");
  const { slip, ran } = results.dataset;
  if (!slip) return;
  delete results.dataset.slip;
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  fetch(ran, { method: "POST", headers, body: new URLSearchParams({ slip }), keepalive: true }).catch(() => {});
}
handIn();
document.addEventListener("htmx:afterSwap", handIn);

// The help lies over the hits: Escape and a click beside it shut it.
const help = () => document.querySelector(".help[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !help()) return;
  const summary = help().querySelector("summary");
  help().open = false;
  summary.focus();
});
document.addEventListener("click", (event) => {
  if (help() && !event.target.closest(".help")) help().open = false;
});
