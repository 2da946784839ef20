// @ts-check
/** A form whose result appears below it. */

import { el, fill } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { asApiError } from "../kit/error.js";
import { connection } from "../page/connection.js";

/** @import { Child } from "../kit/dom.js" */

export const LONGEST_SUBJECT = 300; // characters that the server takes

/**
 * Fields and the button that sends them.
 * @param {Child} fields
 * @param {string} words on the button
 * @param {() => void} action
 */
export function form(fields, words, action) {
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    action();
  };
  const send = el("button", { class: "button button-main" }, words);
  return el("form", { class: "form", on: { submit } }, fields, send);
}

/**
 * Show that something is being fetched, then what it gave, or what went wrong.
 * @param {HTMLElement} place
 * @param {() => Promise<Child>} task
 */
export async function during(place, task) {
  place.setAttribute("aria-busy", "true");
  fill(place, notice(t("train.working")));
  try {
    fill(place, await task());
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.away) connection.lost();
    fill(place, alert(error.away ? t("server.away") : error.words));
  }
  place.removeAttribute("aria-busy");
}

/**
 * Something that is said politely.
 * @param {string} words
 */
export function notice(words) {
  return el("p", { class: "quiet", role: "status" }, words);
}

/**
 * Something that went wrong.
 * @param {string} words
 */
export function alert(words) {
  return el("p", { class: "note", role: "alert" }, words);
}
