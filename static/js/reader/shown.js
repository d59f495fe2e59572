// Confirming what is on the screen: only mentions that can be seen whole, with nothing over them.

import { mentions, text } from "./choosing.js";

const form = document.getElementById("on-screen");
const isSeen = (mention) =>
  [...mention.getClientRects()].every((spot) => {
    const inside = spot.top >= 0 && spot.bottom <= innerHeight && spot.left >= 0 && spot.right <= innerWidth;
    const [x, y] = [spot.left + spot.width / 2, spot.top + spot.height / 2];
    return inside && document.elementFromPoint(x, y)?.closest(".mention") === mention;
  });

/** The undecided mentions on the screen now. */
function onScreen() {
  return mentions().filter(
    (one) => one.dataset.status === "proposed" && one.getClientRects().length > 0 && isSeen(one),
  );
}

let waiting;

function show() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    const place = document.querySelector("[data-on-screen]");
    if (!place) return;
    const number = onScreen().length;
    place.hidden = number === 0;
    place.querySelector("b").textContent = number;
  });
}

export function start() {
  if (!form) return;
  // Before the form is sent: what is on the screen at this moment, as it looks.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form) return;
      for (const old of form.querySelectorAll("[name=mention]")) old.remove();
      const seen = onScreen();
      if (!seen.length) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      for (const mention of seen) {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = "mention";
        field.value = `${mention.id.replace("mention-", "")}:${mention.dataset.seen}`;
        form.append(field);
      }
    },
    true,
  );
  addEventListener("scroll", show, { passive: true });
  addEventListener("resize", show);
  document.addEventListener("htmx:afterSettle", show);
  new MutationObserver(show).observe(text, { subtree: true, childList: true, attributeFilter: ["data-status"] });
  show();
}
