// The search box as a combobox: while somebody types, the server says how the query may go on.
// Every option carries the whole text before and behind the cursor, so nothing is counted here.
// Without this script the box is a plain search field.

const PAUSE = 80;
const box = document.querySelector("input[data-complete]");
const list = document.getElementById("completions");
const found = document.getElementById("completions-found");
let asking = null;
let timer = 0;

const options = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");
const isOpen = () => !list.hidden;

function close() {
  asking?.abort();
  clearTimeout(timer);
  list.hidden = true;
  list.replaceChildren();
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
  found.textContent = "";
}

/** Ask how to go on from the cursor; a newer question ends an older one. */
function ask(pause) {
  asking?.abort();
  clearTimeout(timer);
  const stop = (asking = new AbortController());
  timer = setTimeout(() => answer(stop), pause);
}

async function answer(stop) {
  const at = box.selectionStart;
  const parameters = new URLSearchParams({ head: box.value.slice(0, at), tail: box.value.slice(at) });
  try {
    const reply = await fetch(`${box.dataset.complete}?${parameters}`, { signal: stop.signal });
    if (!reply.ok || reply.redirected) return close();
    show(await reply.text());
  } catch (error) {
    // Completion is a help: where the server cannot be asked, the box goes on without.
    if (error.name !== "AbortError") close();
  }
}

function show(fragment) {
  if (document.activeElement !== box) return;
  list.innerHTML = fragment;
  const count = options().length;
  list.hidden = count === 0;
  box.setAttribute("aria-expanded", String(count > 0));
  box.removeAttribute("aria-activedescendant");
  found.textContent = count ? `${count === 1 ? "1 way" : `${count} ways`} to go on. Arrow down to choose.` : "";
}

function choose(option) {
  active()?.setAttribute("aria-selected", "false");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function take(option) {
  const { head, tail } = option.dataset;
  box.value = head + tail;
  close();
  box.focus();
  box.setSelectionRange(head.length, head.length);
  // A field or a kind of relationship waits for what comes next.
  if (/[:(]$/.test(head)) ask(0);
}

function move(step) {
  const all = options();
  const at = all.indexOf(active());
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
  if (all.length) choose(all[next]);
}

function press(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const here = active();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (isOpen()) move(event.key === "ArrowDown" ? 1 : -1);
    else ask(0);
  } else if ((event.key === "Enter" || event.key === "Tab") && here && !event.shiftKey) {
    event.preventDefault();
    take(here);
  } else if (event.key === "Escape" && isOpen()) {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

function begin() {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  box.addEventListener("input", () => ask(PAUSE));
  box.addEventListener("keydown", press);
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  // The box keeps the keyboard while the mouse chooses.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

if (box) begin();
