// The entity picker: a combobox over what the server offers, on any page that has
//   <div data-picker="ADDRESS"><form><input name="q">…</form><p data-found role="status"></p>
//   <div class="options"></div></div>
// where ADDRESS?q=… (or ADDRESS&q=… where it has parameters) answers a fragment with buttons in [data-choices]. A chosen option is a pressed
// button of the fragment's own form. Without this script the first form asks for a page.

const PAUSE = 120;
const asking = new WeakMap();

const pickerOf = (element) => element.closest?.("[data-picker]");
const inputOf = (picker) => picker.querySelector("input[name=q]");
const listOf = (picker) => picker.querySelector(".options");
const optionsOf = (picker) => [...picker.querySelectorAll("[role=option]")];
const active = (picker) => picker.querySelector("[role=option][aria-selected=true]");

/** Give field and list the roles of a combobox, once the script is there to fill them with life. */
function enhance(picker) {
  const input = inputOf(picker);
  if (input.getAttribute("role") === "combobox") return;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  picker.querySelector("[data-find]")?.setAttribute("hidden", "");
  label(picker);
}

/** Make the buttons that came options of a list. */
function label(picker) {
  const input = inputOf(picker);
  const choices = picker.querySelector("[data-choices]");
  const buttons = choices ? [...choices.querySelectorAll("button")] : [];
  input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-expanded", String(buttons.length > 0));
  if (!buttons.length) return input.removeAttribute("aria-controls");
  choices.id = `${input.id}-list`;
  choices.setAttribute("role", "listbox");
  input.setAttribute("aria-controls", choices.id);
  buttons.forEach((button, number) => {
    button.id = `${choices.id}-${number}`;
    button.tabIndex = -1;
    button.setAttribute("role", "option");
    button.setAttribute("aria-selected", "false");
  });
}

/** Ask for what is typed; a newer question ends an older one. */
function ask(picker, pause) {
  const before = asking.get(picker);
  before?.stop.abort();
  clearTimeout(before?.timer);
  const stop = new AbortController();
  const timer = setTimeout(() => answer(picker, stop), pause);
  asking.set(picker, { stop, timer });
}

async function answer(picker, stop) {
  const query = new URLSearchParams({ q: inputOf(picker).value });
  const list = listOf(picker);
  list.setAttribute("aria-busy", "true");
  try {
    const address = picker.dataset.picker;
    const reply = await fetch(`${address}${address.includes("?") ? "&" : "?"}${query}`, {
      headers: { "HX-Request": "true" },
      signal: stop.signal,
    });
    if (!reply.ok || reply.redirected) throw new Error(String(reply.status));
    list.innerHTML = await reply.text();
    label(picker);
    const count = optionsOf(picker).length;
    const words = count === 1 ? "1 entity" : `${count} entities`;
    picker.querySelector("[data-found]").textContent = `${words}. Arrow down to choose.`;
  } catch (error) {
    if (error.name === "AbortError") return;
    list.textContent = "The server cannot be asked for names now. Type on to try again.";
  } finally {
    if (!stop.signal.aborted) list.removeAttribute("aria-busy");
  }
}

function choose(picker, option) {
  active(picker)?.setAttribute("aria-selected", "false");
  const input = inputOf(picker);
  if (!option) return input.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
}

function shut(picker) {
  asking.get(picker)?.stop.abort();
  clearTimeout(asking.get(picker)?.timer);
  listOf(picker).replaceChildren();
  label(picker);
}

const MOVES = {
  ArrowDown: (at, last) => (at >= last ? 0 : at + 1),
  ArrowUp: (at, last) => (at <= 0 ? last : at - 1),
};

document.addEventListener("input", (event) => {
  const picker = pickerOf(event.target);
  if (!picker || event.target !== inputOf(picker)) return;
  enhance(picker);
  choose(picker, null);
  ask(picker, PAUSE);
});

// Before other keys of the page: Escape shuts the list first, and only then what is around it.
document.addEventListener(
  "keydown",
  (event) => {
    const picker = pickerOf(event.target);
    if (!picker || event.target !== inputOf(picker) || event.isComposing) return;
    const options = optionsOf(picker);
    const here = active(picker);
    if (event.key in MOVES) {
      event.preventDefault();
      if (!options.length) return ask(picker, 0);
      choose(picker, options[MOVES[event.key](options.indexOf(here), options.length - 1)]);
    } else if (event.key === "Enter" && here) {
      event.preventDefault();
      here.click();
    } else if (event.key === "Escape" && listOf(picker).childElementCount) {
      event.preventDefault();
      event.stopPropagation();
      shut(picker);
    }
  },
  true,
);

document.addEventListener("submit", (event) => {
  const picker = pickerOf(event.target);
  if (!picker || !event.target.contains(inputOf(picker))) return;
  event.preventDefault();
  ask(picker, 0);
});

/** A picker that comes into view asks at once, and takes the keyboard where it was opened. */
function begin(picker) {
  enhance(picker);
  if (!listOf(picker).childElementCount) ask(picker, 0);
}

document.addEventListener("focusin", (event) => {
  const picker = pickerOf(event.target);
  if (picker && event.target === inputOf(picker)) enhance(picker);
});
document.addEventListener(
  "toggle",
  (event) => {
    const picker = event.target.open && event.target.querySelector?.(":scope > [data-picker]");
    if (!picker) return;
    begin(picker);
    // The event comes late: who opened it by a key may be typing the name already.
    if (document.activeElement === inputOf(picker)) return;
    inputOf(picker).focus();
    inputOf(picker).select();
  },
  true,
);
for (const picker of document.querySelectorAll("[data-picker]")) enhance(picker);
