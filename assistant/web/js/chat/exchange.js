// @ts-check
/** The exchange: one question goes to the server, its answer comes piece by piece into the turn. */

import * as api from "../kit/api.js";
import { knows, learn } from "../kit/i18n.js";
import { asApiError } from "../kit/error.js";
import { connection } from "../page/connection.js";

/** @import { Turn } from "./history.js" */
/** @import { TurnView } from "./turn.js" */

/** The answer that is on its way, one at a time. */
export class Exchange {
  /** @type {AbortController | null} */
  #stop = null;
  #coming = Promise.resolve();

  /** Whether one is. */
  get busy() {
    return this.#stop !== null;
  }

  /**
   * Ask, and fill the turn until it is done, has failed or was stopped.
   * @param {Turn} turn
   * @param {Wire.Turn[]} history
   * @param {() => TurnView | undefined} view of the turn, while it is shown
   */
  async run(turn, history, view) {
    this.#stop = new AbortController();
    this.#coming = exchange(turn, history, view, this.#stop.signal);
    await this.#coming;
    this.#stop = null;
  }

  /** Stop it; the promise is kept when it has ended. */
  stop() {
    this.#stop?.abort();
    return this.#coming;
  }
}

/**
 * Ask, and fill the turn until it is done or has failed; it never throws.
 * @param {Turn} turn
 * @param {Wire.Turn[]} history
 * @param {() => TurnView | undefined} view of the turn, while it is shown
 * @param {AbortSignal} signal
 */
async function exchange(turn, history, view, signal) {
  performance.mark("asked");
  const { question, filters, shared } = turn;
  const language = shared?.language || null; // null: that of the question
  let learning = Promise.resolve();
  try {
    turn.answer = await api.ask({ question, history, language, filters }, {
      retrieval: ({ found, language: code }) => {
        turn.answer.language = code;
        if (!knows(code)) learning = learn(code).catch(() => {});
        view()?.retrieved(found);
      },
      citation: (citation) => view()?.cited(citation),
      statement: (statement) => {
        view()?.stated(statement);
        requestAnimationFrame(() => performance.mark("statement-painted"));
      },
      silence: () => view()?.silent(),
    }, signal);
    await learning;
    turn.status = "done";
    turn.answered = new Date().toISOString();
    connection.found();
  } catch (thrown) {
    const error = asApiError(thrown);
    turn.status = error.code === "stopped" ? "stopped" : error.away ? "interrupted" : "failed";
    turn.trouble = error.away ? "" : error.words;
    if (error.away) connection.lost();
  }
}
