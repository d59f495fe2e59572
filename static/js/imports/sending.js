// Sending files to the server, several small ones or a piece of a large one at a time.

const PIECE = 2_000_000; // bytes, as the server takes them in memory
const MOST_TOGETHER = 90; // files; a request may have a hundred
const PATIENCE = [500, 1000, 2000, 4000, 8000, 15000, 30000, 30000]; // milliseconds before each new try

export class Refused extends Error {}

const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** As the server shows a name, by which it says how much of a file is there. */
export function shown(name) {
  const parts = name.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").split(/[/\\]+/).map((part) => part.trim());
  return parts.filter((part) => !["", ".", ".."].includes(part)).join("/") || "unnamed";
}

export class Sending {
  /** `files` have a `name` and a `file`; `addresses` are those of an upload to go on with. */
  constructor(files, addresses) {
    this.files = files;
    this.addresses = addresses;
    this.size = files.reduce((sum, { file }) => sum + file.size, 0);
    this.sent = 0;
    this.done = 0;
    this.isUnderWay = true;
    this.onprogress = () => {};
  }

  stop() {
    this.isStopped = true;
  }

  /** Send all of it; returns the address of the preview. Throws with a sentence for people. */
  async run(begin, name) {
    try {
      if (!this.addresses) {
        const body = new FormData();
        body.append("name", name);
        this.addresses = await this.post(begin, body);
      }
      this.here = (await this.ask(() => fetch(this.addresses.files))).received;
      let parts = [];
      let size = 0;
      for (const one of this.files) {
        let offset = Math.min(this.here[shown(one.name)] ?? 0, one.file.size);
        this.sent += offset;
        if (offset && offset === one.file.size) {
          this.done += 1;
          continue;
        }
        do {
          const piece = one.file.slice(offset, offset + PIECE - size);
          parts.push({ ...one, piece, offset });
          size += piece.size;
          offset += piece.size;
          if (size >= PIECE || parts.length >= MOST_TOGETHER) {
            await this.together(parts);
            [parts, size] = [[], 0];
          }
        } while (offset < one.file.size);
      }
      if (parts.length) await this.together(parts);
      await this.post(this.addresses.look, new FormData(), false);
      return this.addresses.page;
    } finally {
      this.isUnderWay = false;
    }
  }

  async together(parts) {
    const body = new FormData();
    for (const { name, file, offset } of parts) {
      body.append("name", name);
      body.append("size", file.size);
      body.append("offset", offset);
    }
    try {
      // Read here, so that a file which is gone is no lost connection.
      const read = await Promise.all(parts.map(({ piece }) => piece.arrayBuffer()));
      for (const bytes of read) body.append("piece", new Blob([bytes]), "piece");
    } catch {
      throw new Refused("A file cannot be read any more: it was moved, changed or is not yours. Drop them again.");
    }
    const { received } = await this.post(this.addresses.files, body);
    for (const { name, file, piece, offset } of parts) {
      if (received[shown(name)] < offset + piece.size) {
        throw new Refused(`“${name}” did not arrive as it was sent: try again.`);
      }
      this.sent += piece.size;
      if (offset + piece.size >= file.size) this.done += 1;
    }
    this.onprogress(this);
  }

  post(address, body, isJson = true) {
    return this.ask(() => fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token() } }), isJson);
  }

  /** Ask until the server answers: a connection that is lost for a while loses nothing. */
  async ask(request, isJson = true) {
    for (let tries = 0; ; tries++) {
      if (this.isStopped) throw new Refused("Stopped. What has arrived is kept a day: try again to go on.");
      let response = null;
      try {
        response = await request();
      } catch {
        // The connection failed; what follows tries again.
      }
      this.waits = !response || response.status >= 500;
      if (!this.waits) {
        if (response.ok) return isJson ? response.json() : null;
        const answer = await response.json().catch(() => ({}));
        throw new Refused(answer.error ?? `The server refused it (${response.status}): reload the page and try again.`);
      }
      if (tries >= PATIENCE.length) throw new Refused("The server cannot be reached. What has arrived is kept: try again to go on.");
      this.onprogress(this);
      await pause(PATIENCE[tries]);
    }
  }
}
