// Sends corrections one after the other. Each shows at once; where the server says no it is taken
// back, and while the server cannot be reached it stays visible as unsaved and is sent again.

import { card, chosen, close, idOf, mark, markOf, place, showCard, text } from "./choosing.js";
import { say } from "../notices.js";

const LONGEST_WAIT = 30_000;
const waiting = [];
let last = {};
let busy = false;
// Leads to another page once everything is saved.
let leave = null;

/** A token by which the server knows a request that comes twice. */
function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

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
const element = (id) => (id ? document.getElementById(id) : null);

function show(item) {
  const shown = element(item.id);
  if (!shown) return;
  shown.classList.add("saving");
  shown.toggleAttribute("data-unsaved", item.tries > 0);
  LOOKS[item.act]?.(shown, item.values);
}

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
  const now = performance.now();
  values.delete("token");
  const same = `${url} ${values}`;
  // A double click, or a key held down.
  if (!isMeant && same === last.same && now - last.at < 600) return;
  last = { same, at: now };
  values.set("token", token());
  values.set("csrfmiddlewaretoken", csrf());
  const shown = element(id);
  const item = { act: name, url, values, id, tries: 0, before: shown && shown.cloneNode(true) };
  waiting.push(item);
  show(item);
  if (name === "reject" && shown && shown === chosen()) close();
  send();
}

async function send() {
  if (!waiting.length) leave?.();
  if (busy || !waiting.length) return;
  busy = true;
  const item = waiting[0];
  let answer;
  let body = "";
  try {
    answer = await fetch(item.url, {
      method: "POST",
      body: item.values,
      headers: { "HX-Request": "true" },
      signal: AbortSignal.timeout(20_000),
    });
    body = await answer.text();
  } catch {
    return again(item);
  }
  if (answer.status === 502 || answer.status === 503 || answer.status === 504) return again(item);
  waiting.shift();
  busy = false;
  settle(item, answer, body);
  unsaved();
  send();
}

/** The server cannot be reached: keep the change and try again, a little later each time. */
function again(item) {
  busy = false;
  item.tries += 1;
  show(item);
  unsaved();
  setTimeout(send, Math.min(LONGEST_WAIT, 500 * 2 ** item.tries));
}

function unsaved() {
  const line = document.getElementById("unsaved");
  const failing = waiting.length && waiting[0].tries > 0;
  line.hidden = !failing;
  if (failing) {
    const what = waiting.length === 1 ? "1 change is" : `${waiting.length} changes are`;
    line.textContent = `${what} not saved yet: the server cannot be reached. Trying again by itself; keep this page open.`;
  }
}

function settle(item, answer, body) {
  if (answer.redirected || answer.status === 403) {
    back(item);
    return say("Your account may not do this, or you were logged out. Reload the page.");
  }
  if (answer.headers.get("HX-Redirect")) return location.assign(answer.headers.get("HX-Redirect"));
  if (answer.headers.get("HX-Refresh") || answer.status === 204) return location.reload();
  if (answer.status === 404) {
    back(item);
    return say("This is gone: somebody may have changed it. Reload the page.");
  }
  if (answer.status === 422 || answer.status >= 500) {
    back(item);
    if (answer.status === 422) {
      return htmx.swap(document.getElementById("notice"), body, { swapStyle: "outerHTML" });
    }
    return say(`The server answered with an error (${answer.status}); nothing was changed. Try again.`);
  }
  if (answer.status === 409) back(item);
  const here = chosen()?.id;
  const turned = item.act === "undo" || item.act === "redo";
  redraw(body, !OF_STATEMENTS.has(item.act) && (item.id === here || turned));
  document.dispatchEvent(new CustomEvent("saved", { detail: { act: item.act, ok: answer.ok } }));
  htmx.trigger(document.body, "corrected");
}

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
  for (const item of waiting) show(item);
  const shown = withCard ? card.querySelector("[data-mention]")?.dataset.mention : null;
  mark(document.getElementById(shown ? `mention-${shown}` : current) ?? null);
  place();
  const field = focused && document.getElementById(focused);
  const stays = isReading ? chosen() : field || (isOnCard && chosen());
  if (stays && document.activeElement !== stays) stays.focus({ preventScroll: true });
}

/** Show the mention as it was before the act. */
function back(item) {
  document.dispatchEvent(new CustomEvent("refused", { detail: { act: item.act } }));
  const shown = element(item.id);
  if (!shown || !item.before) return;
  const old = item.before;
  old.classList.add("refused");
  shown.replaceWith(old);
  // Only acts that show at once may have closed the card; in another one the typed words stay.
  if (item.act in LOOKS && old === chosen()) showCard(idOf(old));
}

/** A form that leads to another page, such as “Done, next”, is sent when all corrections are. */
function wait(event) {
  if (!waiting.length || event.target.method !== "post") return;
  event.preventDefault();
  const { target, submitter } = event;
  leave = () => {
    leave = null;
    target.requestSubmit(submitter);
  };
}

export function start() {
  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.act) return wait(event);
    event.preventDefault();
    if (event.submitter?.disabled) return;
    submit(event.target, event.submitter);
  });
  addEventListener("online", send);
  addEventListener("beforeunload", (event) => {
    if (waiting.length) event.preventDefault();
  });
}
