// The card by which a passage is said to state a relationship: below its paragraph, never over it.

import { chosen as chosenMention, close as closeMention, idOf, mentions, text } from "../choosing.js";
import { save } from "../saving.js";
import { adding, endMarking, spanOf } from "../selecting.js";
import { unitsBefore } from "../offsets.js";
import { moved } from "../words.js";
import { say } from "../../notices.js";
import * as tabs from "../tabs.js";
import { chosenStatement, paragraphAt, show, wordsAt } from "./passage.js";

const ADDRESS = "/relationships/add/";
// Two marks so far apart hardly stand in one sentence, in code points.
const FARTHEST = 300;
const holder = document.getElementById("statement-card");
const form = () => document.getElementById("statement-form");
const field = (name) => form()?.elements.namedItem(name);
export const isOpen = () => Boolean(holder?.childElementCount);

/** Ask for the card that these parameters describe, and show it. */
export async function open(parameters) {
  let answer;
  try {
    answer = await fetch(`${ADDRESS}?${parameters}`, { headers: { "HX-Request": "true" } });
  } catch {
    return say("The server cannot be reached: try again in a moment.");
  }
  if (!answer.ok || answer.redirected) return say("The card cannot be shown: reload the page.");
  const body = await answer.text();
  if (chosenMention()) closeMention();
  if (adding?.classList.contains("at-selection")) endMarking();
  holder.innerHTML = body;
  place();
  holder.firstElementChild.focus({ preventScroll: true });
}

function place() {
  const end = Number(field("end")?.value);
  if (end) {
    const paragraph = paragraphAt(end - 1);
    paragraph?.after(holder);
  }
  showPassage();
  holder.scrollIntoView({ block: "nearest" });
}

function showPassage() {
  const [start, end] = ["start", "end"].map((name) => Number(field(name)?.value));
  if (!end) return show(null);
  show({ start, end, head: field("head")?.value, child: field("child")?.value });
}

export function close() {
  holder.replaceChildren();
  show(null);
  const row = chosenStatement();
  (row?.querySelector("[data-choose]") ?? text).focus({ preventScroll: true });
}

const isSeen = (mark) => {
  const { top, bottom } = mark.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

/** A mark on the screen behind `after` that has another one close behind it. */
function likely(after) {
  const all = mentions().filter((one) => one.dataset.entity && Number(one.dataset.at) >= after);
  return all.find((one, number) => {
    const next = all.slice(number + 1).find((other) => other.dataset.entity !== one.dataset.entity);
    if (!next || next.closest("[data-start]") !== one.closest("[data-start]")) return false;
    return isSeen(one) && Number(next.dataset.at) - Number(one.dataset.at) < FARTHEST;
  });
}

/** Begin to state: from the selected words, the chosen mention or statement, or what is in view. */
export function begin() {
  const parameters = new URLSearchParams({ article: text.dataset.article });
  const row = chosenStatement();
  const wasOpen = isOpen();
  if (adding?.classList.contains("at-selection") && adding.elements.end.value) {
    parameters.set("start", adding.elements.start.value);
    parameters.set("end", adding.elements.end.value);
  } else if (chosenMention() && !wasOpen) {
    parameters.set("mention", idOf(chosenMention()));
  } else if (row && !wasOpen) {
    parameters.set("start", row.dataset.start);
    parameters.set("end", row.dataset.end);
  } else {
    const mark = likely(wasOpen ? Number(field("end")?.value) : 0);
    if (!mark) return say("Select the sentence that states it, or stand on a name, then press l.");
    parameters.set("mention", idOf(mark));
  }
  // What is shown may not be the text any more: the server compares.
  if (parameters.has("end")) parameters.set("quote", wordsAt(parameters.get("start"), parameters.get("end")));
  open(parameters);
}

/** Move one edge of the passage by a word, or by a character. */
function stretch(edge, by, character) {
  const at = Number(field(edge).value);
  const paragraph = paragraphAt(edge === "end" ? at - 1 : at);
  const whole = paragraph.textContent;
  const offset = Number(paragraph.dataset.start);
  const units = (name) => unitsBefore(whole, Math.max(0, Number(field(name).value) - offset));
  const span = moved(whole, units("start"), units("end"), edge, by, character);
  if (!span) return say("There is nothing left to move to on that side.");
  const found = spanOf(paragraph, ...span);
  field(edge).value = found[edge];
  field("quote").value = found.words;
  holder.querySelector(".quote q").textContent = found.words;
  showPassage();
}

function choose(digit) {
  const radio = form().querySelector(`[data-digit="${digit}"]`);
  if (!radio) return false;
  radio.checked = true;
  showKind(radio);
  return true;
}

const showKind = (radio) => (holder.querySelector("[data-arrow]").textContent = `${radio.dataset.words} →`);

function pick(which) {
  const picker = holder.querySelector(`[data-picks="${which}"]`);
  picker.open = false;
  picker.open = true;
  // At once: the next key belongs to the name.
  const name = picker.querySelector("[name=q]");
  name.focus();
  name.select();
}

const KEYS = {
  s: () => holder.querySelector("[data-swap]:enabled")?.click(),
  f: () => field("valid_from").select(),
  t: () => field("valid_to").select(),
  y: () => (field("hedged").checked = !field("hedged").checked),
  ",": () => pick("head"),
  ".": () => pick("child"),
  "[": () => stretch("end", -1),
  "]": () => stretch("end", 1),
  "{": () => stretch("start", -1),
  "}": () => stretch("start", 1),
  x: () => holder.querySelector("[data-reject]")?.click(),
  Enter: () => form().requestSubmit(holder.querySelector("[data-save]")),
};
const BY_CHARACTER = { BracketLeft: -1, BracketRight: 1 };

/** A key while the card is open; true where it means something here. */
export function handle(event) {
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return false;
  if (event.altKey) {
    if (!(event.code in BY_CHARACTER)) return false;
    stretch(event.shiftKey ? "start" : "end", BY_CHARACTER[event.code], true);
    return true;
  }
  if (/^[1-9]$/.test(event.key)) return choose(event.key);
  const own = KEYS[event.key];
  own?.();
  return Boolean(own);
}

/** What the form holds, for a request that changes one thing of it. */
function stateOf(submitter) {
  const values = new URLSearchParams(new FormData(form(), submitter));
  for (const name of ["csrfmiddlewaretoken", "token", "seen"]) values.delete(name);
  // The button names the end anew.
  if (["head", "child"].includes(submitter.name)) values.set(submitter.name, submitter.value);
  return values;
}

// The cards whose statements are on their way, in order, each with the row that shows it already.
const sent = [];

/** Show at once what was stated; a refusal brings the card back as it was. */
function showSent() {
  const row = document.createElement("li");
  row.className = "statement saving";
  row.dataset.status = "confirmed";
  const [head, child] = [...holder.querySelectorAll(".end-box .end")].map((one) => one.textContent.trim());
  const words = holder.querySelector("[data-arrow]").textContent.replace(" →", "");
  row.innerHTML = '<span class="sign"></span><p class="what"></p>';
  row.querySelector(".what").textContent = `${head} ${words} ${child}`;
  // What is corrected has its row, which the answer draws anew.
  if (!field("evidence")) document.querySelector(".statement-list")?.prepend(row);
  sent.push({ card: holder.firstElementChild, row });
  tabs.show("statements");
  close();
}

function submit(event) {
  const { target, submitter } = event;
  if (target !== form() || !holder.contains(target)) return;
  if (submitter?.getAttribute("formmethod") === "get") {
    event.preventDefault();
    event.stopPropagation();
    open(stateOf(submitter));
  } else if (submitter && "reject" in submitter.dataset) {
    event.preventDefault();
    event.stopPropagation();
    const values = new URLSearchParams({ seen: field("seen").value });
    const id = `evidence-${field("evidence").value}`;
    close();
    save("reject_evidence", submitter.getAttribute("formaction"), values, id);
  } else {
    // After the form was read.
    setTimeout(showSent);
  }
}

export function start() {
  if (!holder) return;
  document.addEventListener("submit", submit, true);
  holder.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick]");
    if (button) pick(button.dataset.pick);
    if (!event.target.closest(".close")) return;
    event.preventDefault();
    close();
  });
  holder.addEventListener("change", (event) => {
    if (event.target.name === "kind") showKind(event.target);
  });
  const isOwn = ({ detail }) => sent.length && ["state", "change_statement"].includes(detail.act);
  document.addEventListener("saved", (event) => {
    if (isOwn(event)) sent.shift().row.remove();
  });
  document.addEventListener("refused", (event) => {
    if (!isOwn(event)) return;
    const { card, row } = sent.shift();
    row.remove();
    holder.replaceChildren(card);
    showPassage();
    holder.firstElementChild.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-state], #state-new");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.id === "state-new") begin();
    else open(new URL(link.href).searchParams);
  });
}
