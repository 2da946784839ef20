// @ts-check
/** The connection: says when the server is away, looks again by itself, and says when it is back. */

import { ready } from "../kit/api.js";

const FIRST = 1_000; // milliseconds to the first look; doubled each time up to LONGEST
const LONGEST = 15_000;

class Connection extends EventTarget {
  away = false;
  #wait = FIRST;
  #timer = 0;

  constructor() {
    super();
    addEventListener("online", () => this.away && this.look());
  }

  /** A request failed because nobody answered. */
  lost() {
    if (this.away) return;
    this.away = true;
    this.#wait = FIRST;
    this.#tell();
    this.#later();
  }

  /** A request was answered. */
  found() {
    if (!this.away) return;
    clearTimeout(this.#timer);
    this.away = false;
    this.#tell();
  }

  /** Look now. */
  async look() {
    clearTimeout(this.#timer);
    if (await ready()) this.found();
    else if (this.away) this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST);
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

export const connection = new Connection();
