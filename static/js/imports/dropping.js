// Dropping or choosing files and folders: sent in pieces, gone on with where it broke off, then
// shown as what each would become.

import { name } from "../keys.js";
import { say } from "../notices.js";
import { Sending } from "./sending.js";

const drop = document.getElementById("drop");
const sending = document.getElementById("sending");
const bar = sending.querySelector("progress");
const said = sending.querySelector("[data-said]");
const again = sending.querySelector("[data-again]");
let current = null;

const megabytes = (bytes) => `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
const files = (number) => `${number.toLocaleString("en")} file${number === 1 ? "" : "s"}`;

/** All files in what was dropped, folders opened, each with its name from the dropped folder on. */
async function* filesIn(entry, before = "") {
  const name = before + entry.name;
  if (entry.isFile) {
    yield { name, file: await new Promise((done, fail) => entry.file(done, fail)) };
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A reader gives a hundred at a time.
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return;
    for (const one of some) yield* filesIn(one, `${name}/`);
  }
}

const plain = (list) => [...list].map((file) => ({ name: file.webkitRelativePath || file.name, file }));

async function dropped(transfer) {
  // The browser empties the list after the event: entries are taken first, at once.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return plain(transfer.files);
  const found = [];
  for (const entry of entries) for await (const one of filesIn(entry)) found.push(one);
  return found;
}

/** What was dropped, in a few words: its folder, its one file, or how many files. */
function called(found) {
  const tops = new Set(found.map(({ name }) => name.split("/")[0]));
  return tops.size === 1 ? [...tops][0] : files(found.length);
}

function show(sent, size, words) {
  bar.value = size ? sent / size : 1;
  said.textContent = words;
}

async function send(found) {
  if (current) return;
  if (!found.length) {
    say("There are no files in what you dropped: choose another folder, or files.");
    return;
  }
  sending.hidden = false;
  again.hidden = true;
  const order = new Intl.Collator("en", { numeric: true });
  found.sort((one, other) => order.compare(one.name, other.name));
  const { begin, files: filesAt, look, page } = drop.dataset;
  current = new Sending(found, filesAt ? { files: filesAt, look, page } : null);
  current.onprogress = ({ sent, size, done, waits }) => {
    const rest = waits ? "; the server cannot be reached, trying again…" : "";
    show(sent, size, `${done.toLocaleString("en")} of ${files(found.length)} sent, ${megabytes(sent)} of ${megabytes(size)}${rest}`);
  };
  try {
    location.assign(await current.run(begin, called(found)));
  } catch (error) {
    show(0, 1, error.message);
    say(error.message);
    again.hidden = false;
    again.onclick = () => send(found);
    // What has arrived stays: the next try goes on with it.
    if (current.addresses) Object.assign(drop.dataset, current.addresses);
    current = null;
  }
}

drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  try {
    await send(await dropped(event.dataTransfer));
  } catch {
    say("The browser cannot read what you dropped: choose it with the buttons instead.");
  }
});
// What misses the field must not open in place of the page.
for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());

for (const button of drop.querySelectorAll("[data-choose]")) {
  const input = drop.querySelector(`[data-input="${button.dataset.choose}"]`);
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    send(plain(input.files));
    input.value = "";
  });
}
sending.querySelector("[data-stop]").addEventListener("click", () => current?.stop());

window.addEventListener("beforeunload", (event) => {
  if (current?.isUnderWay) event.preventDefault();
});

function press(key) {
  const target = drop.querySelector(`[data-key="${key}"]`);
  target.click();
  if (target.closest("details")?.open) target.closest("details").querySelector("textarea").focus();
}
name("Import", [
  { keys: "f", words: "choose files", run: press },
  { keys: "d", words: "choose a folder", run: press },
  { keys: "v", words: "paste a text", run: press },
]);
