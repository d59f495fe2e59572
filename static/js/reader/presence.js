// Who else has the article open, and what they changed: asked for while the page is in view.

import { card, chosen, idOf, mark, markOf, place, showCard, text } from "./choosing.js";
import { say } from "../notices.js";
import { csrf, headers, over } from "../saving.js";

const EVERY = 20_000;
const box = () => document.getElementById("presence");
let timer;

/** Say that the page is open; where the server cannot be reached the next time will do. */
async function beat() {
  clearTimeout(timer);
  if (document.hidden) return;
  timer = setTimeout(beat, EVERY);
  const drawn = box().dataset.drawn;
  try {
    const body = new URLSearchParams({ drawn });
    const answer = await fetch(box().dataset.beat, { method: "POST", body, headers: headers() });
    if (answer.status === 401) over(await answer.text());
    if (!answer.ok) return;
    const words = (await answer.text()).trim();
    // Unchanged words must not be read out again, and an answer to an older page is none.
    if (box().dataset.drawn === drawn && box().dataset.said !== words) {
      box().innerHTML = words;
      box().dataset.said = words;
    }
  } catch {
    // Nothing to say: who corrects something is told when it cannot be saved.
  }
}

/** The first paragraph in view: what is drawn anew must not move it. */
const anchor = () =>
  [...text.querySelectorAll("[data-start]")].find((one) => one.getBoundingClientRect().bottom > 80);

async function show() {
  let body;
  try {
    const answer = await fetch(box().dataset.anew, { headers: headers() });
    if (!answer.ok) throw new Error(String(answer.status));
    body = await answer.text();
  } catch {
    return say("The page cannot be drawn anew now: try again, or reload it.");
  }
  const held = anchor();
  const before = held?.getBoundingClientRect().top;
  const here = chosen() && idOf(chosen());
  const typing = card.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  const aside = document.getElementById("aside");
  htmx.swap(aside, body, { swapStyle: "innerHTML" });
  aside.replaceChildren();
  if (here) {
    mark(markOf(here));
    if (typing) place();
    else showCard(here);
  }
  const now = held?.id && document.getElementById(held.id);
  if (now) scrollBy({ top: now.getBoundingClientRect().top - before, behavior: "instant" });
  // The panel and the history ask for themselves.
  htmx.trigger(document.body, "corrected");
  if (!typing) text.focus({ preventScroll: true });
  beat();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show]")) show();
});
document.addEventListener("visibilitychange", beat);
// Fires after this script was loaded, and when the page comes back from the browser's memory.
addEventListener("pageshow", beat);
addEventListener("pagehide", () => navigator.sendBeacon(box().dataset.beat, new URLSearchParams({ csrfmiddlewaretoken: csrf(), left: "1" })));
