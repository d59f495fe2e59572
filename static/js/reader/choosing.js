// The chosen mention: its marks in the text, its card beside it, going to the next one.

export const text = document.getElementById("text");
export const card = document.getElementById("card");
export const narrow = matchMedia("(max-width: 60rem)");

export const mentions = () => [...text.querySelectorAll(".mention:not(.gone)")];
export const chosen = () => text.querySelector(".mention[aria-current]");
export const idOf = (mention) => mention.id.replace("mention-", "");
export const markOf = (id) => document.getElementById(`mention-${id}`);

// Whom the card shall show: answers may come late, and in any order.
let wanted = null;

export function mark(mention) {
  if (mention) document.dispatchEvent(new CustomEvent("mention-chosen"));
  wanted = mention && idOf(mention);
  for (const other of text.querySelectorAll("[aria-current], .same")) {
    other.removeAttribute("aria-current");
    other.classList.remove("same");
  }
  if (!mention) return;
  mention.setAttribute("aria-current", "true");
  const { entity } = mention.dataset;
  if (entity) for (const other of text.querySelectorAll(`[data-entity="${entity}"]`)) other.classList.add("same");
}

export function place() {
  const mention = chosen();
  // A card that is not shown, or not yet, lies nowhere.
  if (!mention || narrow.matches || !card.offsetParent) return card.removeAttribute("style");
  const outer = card.offsetParent.getBoundingClientRect();
  const spots = mention.getClientRects();
  const left = Math.min(Math.max(spots[0].left - outer.left + spots[0].width / 2, 200), outer.width - 200);
  card.style.left = `${left}px`;
  card.style.top = `${spots[spots.length - 1].bottom - outer.top}px`;
}

let waiting;

/** The address of the page with this mention chosen, or none; the queue stays in it. */
function address(id) {
  const parameters = new URLSearchParams(location.search);
  if (id) parameters.set("mention", id);
  else parameters.delete("mention");
  const query = parameters.toString();
  return query ? `?${query}` : location.pathname;
}

/** Choose a mention; its card comes a moment later, so that holding a key asks for one card. */
export function choose(mention, { scroll = false } = {}) {
  mark(mention);
  const id = idOf(mention);
  history.replaceState(null, "", address(id));
  if (scroll) mention.scrollIntoView({ block: "center" });
  mention.focus({ preventScroll: true });
  clearTimeout(waiting);
  waiting = setTimeout(() => showCard(id), card.childElementCount ? 90 : 0);
}

/** Ask for the card of the mention with this id. */
export function showCard(id) {
  return htmx.ajax("GET", `/mentions/${id}/`, { target: "#card", swap: "innerHTML" });
}

export function close() {
  const mention = chosen();
  clearTimeout(waiting);
  card.replaceChildren();
  mark(null);
  history.replaceState(null, "", address(null));
  mention?.focus({ preventScroll: true });
}

/** Go on by so many mentions, or by so many of those that nobody decided on; false at the end. */
export function step(by, undecided = false) {
  const all = mentions();
  const open = (one) => !undecided || one.dataset.status === "proposed";
  const here = all.indexOf(chosen());
  for (let at = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by; all[at]; at += by) {
    if (!open(all[at])) continue;
    choose(all[at], { scroll: true });
    return true;
  }
  return false;
}

export function start() {
  text.addEventListener("click", (event) => {
    const mention = event.target.closest(".mention");
    if (!mention || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (getSelection().isCollapsed) choose(mention);
  });
  card.addEventListener("click", (event) => {
    if (!event.target.closest(".close")) return;
    event.preventDefault();
    close();
  });
  document.addEventListener("click", (event) => {
    const jump = event.target.closest("[data-jump]");
    if (!jump || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const ids = jump.dataset.jump.trim().split(" ").filter(markOf);
    const here = ids.indexOf(chosen() && idOf(chosen()));
    if (ids.length) choose(markOf(ids[(here + 1) % ids.length]), { scroll: true });
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== card && !card.contains(event.target)) return;
    const shown = card.querySelector("[data-mention]")?.dataset.mention;
    if (shown && wanted && shown !== wanted) showCard(wanted);
    else if (shown && !wanted) mark(markOf(shown));
    place();
  });
  // A card that comes after it was closed.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === card && !wanted) event.detail.shouldSwap = false;
  });
  addEventListener("resize", place);
  const shown = card.querySelector("[data-mention]");
  if (shown) mark(markOf(shown.dataset.mention));
  place();
}
