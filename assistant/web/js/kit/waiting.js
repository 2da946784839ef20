// @ts-check
/** Who waits for the server's first word, and for how long: a silence is told, and can be ended. */

import { ApiError } from "./error.js";

export const SILENCE = 8_000; // milliseconds without a word until the reader is told

class Waiting extends EventTarget {
  /** @type {Set<AbortController>} */
  #silent = new Set();

  /** Whether a request has waited for too long. */
  get silent() {
    return this.#silent.size > 0;
  }

  /**
   * Watch a request until its answer begins. The function is given a signal that ends it.
   * @template Answer
   * @param {(signal: AbortSignal) => Promise<Answer>} send
   * @param {AbortSignal} [signal] which ends it, too
   */
  async watch(send, signal) {
    const own = new AbortController();
    const timer = setTimeout(() => this.#note(() => this.#silent.add(own)), SILENCE);
    try {
      return await send(signal ? AbortSignal.any?.([signal, own.signal]) ?? signal : own.signal);
    } finally {
      clearTimeout(timer);
      if (this.#silent.has(own)) this.#note(() => this.#silent.delete(own));
    }
  }

  /** Give up everything that has waited for too long. */
  stop() {
    for (const own of this.#silent) own.abort(new ApiError("slow"));
  }

  /** @param {() => unknown} change */
  #note(change) {
    change();
    this.dispatchEvent(new Event("change"));
  }
}

export const waiting = new Waiting();
