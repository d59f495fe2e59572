// Sends what people do, one act after the other, from whatever page. Each shows at once; where the
// server says no it is taken back with the reason; while the server cannot be reached, or the
// session is over, it stays visible as unsaved, survives a reload, and is sent again.

import { say, tell } from "./notices.js";

const LONGEST_WAIT = 30_000;
const STORE = "unsaved";
const account = document.body.dataset.account;
const waiting = [];
let last = {};
let busy = false;
let timer;
// Leads to another page once everything is saved.
let leave = null;

/**
 * How acts of a kind look and what their answers draw, by the name of the kind:
 * `show(item)` before the answer, `settle(item, answer, body)` with it, `back(item)` after a refusal.
 */
const kinds = {};
export const answersOf = (name, functions) => (kinds[name] = functions);

export const element = (id) => (id ? document.getElementById(id) : null);
export const isSaving = () => waiting.length > 0;
export const unsavedItems = () => waiting;

/** A token by which the server knows a request that comes twice. */
function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The token against forged requests as it is now: who logs in again gets another one. */
export const csrf = () => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";

/** The headers of every request that a script makes by itself. */
export const headers = () => ({ "HX-Request": "true", "X-CSRFToken": csrf(), "X-Account": account });

function show(item) {
  const shown = element(item.id);
  if (!shown) return;
  shown.classList.add("saving");
  shown.toggleAttribute("data-unsaved", item.tries > 0);
  kinds[item.kind]?.show?.(item, shown);
}

/** Show again what is not saved yet, after the page was drawn anew. */
export const showAll = () => waiting.forEach(show);

/**
 * Send an act: `kind` names who draws its answer, `act` what it is, `id` the element that shows it
 * at once, and with `restores` is put back as it was after a refusal. With `isMeant` the same act
 * twice in a moment is no slip.
 */
export function save({ kind, act, url, values, id, isMeant = false, restores = true, ...more }) {
  const now = performance.now();
  values.delete("token");
  values.delete("csrfmiddlewaretoken");
  const same = `${url} ${values}`;
  // A double click, or a key held down.
  if (!isMeant && same === last.same && now - last.at < 600) return false;
  last = { same, at: now };
  values.set("token", token());
  const shown = element(id);
  const before = restores && shown ? shown.cloneNode(true) : null;
  const item = { kind, act, url, values, id, tries: 0, before, page: location.pathname, ...more };
  waiting.push(item);
  keep();
  show(item);
  send();
  return true;
}

/** What is not saved yet, for the page after this one in the same tab. */
function keep() {
  const items = waiting.map(({ before, values, ...item }) => ({ ...item, values: values.toString() }));
  if (items.length) sessionStorage.setItem(STORE, JSON.stringify({ account, items }));
  else sessionStorage.removeItem(STORE);
}

async function send() {
  clearTimeout(timer);
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
      headers: headers(),
      // It arrives also where the page is left meanwhile; browsers do that for short ones only.
      keepalive: item.values.toString().length < 50_000,
      signal: AbortSignal.timeout(20_000),
    });
    body = await answer.text();
  } catch {
    return again(item);
  }
  if (answer.status === 401) return again(item, body);
  if ([502, 503, 504].includes(answer.status)) return again(item);
  busy = false;
  waiting.shift();
  keep();
  over(null);
  settle(item, answer, body);
  unsaved();
  send();
}

/** Keep the act and try again, a little later each time; sooner where somebody comes back. */
function again(item, loggedOut = null) {
  busy = false;
  item.tries += 1;
  show(item);
  over(loggedOut);
  unsaved(loggedOut !== null);
  timer = setTimeout(send, Math.min(loggedOut === null ? LONGEST_WAIT : 4_000, 500 * 2 ** item.tries));
}

function unsaved(isOver = false) {
  const line = document.getElementById("unsaved");
  const failing = waiting.length > 0 && waiting[0].tries > 0;
  line.hidden = !failing;
  if (!failing) return;
  const what = waiting.length === 1 ? "1 change is" : `${waiting.length} changes are`;
  const why = isOver ? "kept until you are logged in again." : "the server cannot be reached. Trying again by itself; keep this page open.";
  line.textContent = isOver ? `${what} ${why}` : `${what} not saved yet: ${why}`;
}

/** Say that the session is over, with the way back in; null where it is not. */
export function over(sentence) {
  const line = document.getElementById("session");
  line.hidden = sentence === null;
  if (sentence === null || line.childElementCount) return;
  const { logIn } = document.body.dataset;
  const there = document.createElement("a");
  there.href = logIn;
  there.target = "_blank";
  there.textContent = "Log in again in another tab";
  const here = document.createElement("a");
  here.href = `${logIn}?${new URLSearchParams({ next: location.pathname + location.search })}`;
  here.textContent = "here";
  line.append(`${sentence} `, there, ", or ", here, ". Nothing is lost meanwhile.");
}

/** Ask whether somebody is logged in by now; then go on. */
async function comeBack() {
  if (document.getElementById("session").hidden) return;
  const answer = await fetch(document.body.dataset.session, { headers: headers() }).catch(() => null);
  if (!answer?.ok) return;
  over(null);
  send();
}

function settle(item, answer, body) {
  const refuse = (reason) => {
    back(item);
    say(reason);
  };
  if (answer.redirected || answer.status === 403) return refuse("Your account may not do this.");
  const elsewhere = answer.headers.get("HX-Redirect");
  if (elsewhere) return location.assign(elsewhere);
  if (answer.headers.get("HX-Refresh") || answer.status === 204) return location.reload();
  if (answer.status === 404) return refuse("This is gone: somebody may have changed it. Reload the page.");
  if (answer.status === 422) {
    back(item);
    return htmx.swap(document.getElementById("notice"), body, { swapStyle: "outerHTML" });
  }
  if (answer.status >= 500) {
    return refuse(`The server answered with an error (${answer.status}); nothing was changed. Try again.`);
  }
  if (answer.status === 409) back(item);
  else tell("");
  const event = answer.headers.get("HX-Trigger");
  if (event) htmx.trigger(document.body, event);
  // What was done on the page before this one has nothing to draw here but the foot.
  if (kinds[item.kind] && item.page === location.pathname) kinds[item.kind].settle(item, answer, body);
  else drawFoot(body);
}

function drawFoot(body) {
  const drawn = new DOMParser().parseFromString(body, "text/html").getElementById("last-act");
  if (drawn) document.getElementById("last-act").replaceWith(document.importNode(drawn, true));
}

/** Show what was acted on as it was before. */
function back(item) {
  const shown = element(item.id);
  if (shown && item.before) {
    item.before.classList.add("refused");
    shown.replaceWith(item.before);
    htmx.process(item.before);
  }
  kinds[item.kind]?.back?.(item);
}

/** A form that leads to another page, such as “Done, next”, is sent when all else is. */
function wait(event) {
  const { target, submitter } = event;
  if (event.defaultPrevented || target.method !== "post") return;
  const field = target.elements.csrfmiddlewaretoken;
  if (field && csrf()) field.value = csrf();
  if (!waiting.length) return;
  event.preventDefault();
  leave = () => {
    leave = null;
    target.requestSubmit(submitter);
  };
}

// Behind all that takes forms of its own.
addEventListener("submit", wait);
addEventListener("online", send);
addEventListener("focus", () => {
  comeBack();
  if (waiting[0]?.tries) send();
});
document.addEventListener("visibilitychange", () => document.hidden || comeBack());
addEventListener("beforeunload", (event) => {
  // What is only under way arrives by itself.
  if (waiting[0]?.tries) event.preventDefault();
});
document.addEventListener("htmx:configRequest", (event) => Object.assign(event.detail.headers, headers()));

/** What the page before this one in the tab could not save. */
function takeOver() {
  const kept = JSON.parse(sessionStorage.getItem(STORE) ?? "null");
  if (!kept || kept.account !== account) return;
  for (const item of kept.items) waiting.push({ ...item, values: new URLSearchParams(item.values), before: null });
  showAll();
  unsaved();
  send();
}
// When every module of the page has said how its acts look.
addEventListener("DOMContentLoaded", takeOver);
