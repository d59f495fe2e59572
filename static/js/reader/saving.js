// Corrections of the article: how each looks before the server has answered, and what it draws.

import { card, chosen, close, idOf, mark, markOf, place, showCard, text } from "./choosing.js";
import { answersOf, element, save as send, showAll } from "../saving.js";

/** How an act looks in the text before the server has answered. */
const LOOKS = {
  confirm: (mention) => (mention.dataset.status = "confirmed"),
  reject: (mention) => mention.classList.add("gone"),
  kind: (mention, values) => {
    mention.dataset.kind = values.get("kind");
    mention.dataset.status = "confirmed";
  },
  confirm_evidence: (statement) => (statement.dataset.status = "confirmed"),
  reject_evidence: (statement) => (statement.dataset.status = "rejected"),
};
// Acts that leave the card of a mention as it is.
const OF_STATEMENTS = new Set(["confirm_evidence", "reject_evidence", "state", "change_statement"]);
/** Do to the chosen mention what `act` says, as its card would. */
export function act(name, mention, values = {}) {
  const sent = new URLSearchParams({ seen: mention.dataset.seen, ...values });
  save(name, `/mentions/${idOf(mention)}/${name}/`, sent, mention.id);
}

/** Send a form of the page; without a button where a key was pressed, and twice is meant. */
export function submit(form, button) {
  const values = new URLSearchParams(new FormData(form, button));
  const shown = form.closest("[data-mention]")?.dataset.mention;
  const mention = shown && markOf(shown);
  // The card may be older than the mark, which every answer redraws.
  if (mention && values.has("seen")) values.set("seen", mention.dataset.seen);
  const id = mention?.id ?? form.closest(".statement")?.id;
  save(form.dataset.act, form.getAttribute("action"), values, id, !button);
}

/** Send what an act says; `id` is that of the element which shows it at once. */
export function save(name, url, values, id, isMeant = false) {
  const shown = element(id);
  const isSent = send({ kind: "article", act: name, url, values, id, isMeant });
  if (isSent && name === "reject" && shown && shown === chosen()) close();
}

answersOf("article", {
  show: (item, shown) => LOOKS[item.act]?.(shown, item.values),
  settle(item, answer, body) {
    const here = chosen()?.id;
    const turned = item.act === "undo" || item.act === "redo";
    redraw(body, !OF_STATEMENTS.has(item.act) && (item.id === here || turned));
    document.dispatchEvent(new CustomEvent("saved", { detail: { act: item.act, ok: answer.ok } }));
    htmx.trigger(document.body, "corrected");
  },
  back(item) {
    document.dispatchEvent(new CustomEvent("refused", { detail: { act: item.act } }));
    const shown = element(item.id);
    // Only acts that show at once may have closed the card; in another one the typed words stay.
    if (shown && item.act in LOOKS && shown === chosen()) showCard(idOf(shown));
  },
});

/** Put the pieces of an answer into the page; the card only where it still shows the same. */
function redraw(body, withCard) {
  // Nobody may be torn away from a field; but the reader of the text stays at the mention.
  const isReading = document.activeElement === document.body || text.contains(document.activeElement);
  const focused = document.activeElement?.id;
  const isOnCard = card.contains(document.activeElement);
  const current = chosen()?.id;
  const target = withCard ? card : document.getElementById("aside");
  htmx.swap(target, body, { swapStyle: "innerHTML" });
  if (!withCard) target.replaceChildren();
  showAll();
  const shown = withCard ? card.querySelector("[data-mention]")?.dataset.mention : null;
  mark(document.getElementById(shown ? `mention-${shown}` : current) ?? null);
  place();
  const field = focused && document.getElementById(focused);
  const stays = isReading ? chosen() : field || (isOnCard && chosen());
  if (stays && document.activeElement !== stays) stays.focus({ preventScroll: true });
}

export function start() {
  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.act) return;
    event.preventDefault();
    if (event.submitter?.disabled) return;
    submit(event.target, event.submitter);
  });
}
