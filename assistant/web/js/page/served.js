// @ts-check
/**
 * What the server has written into the page: words that stay until the page of the scripts is there, or a
 * page to which no script adds anything.
 */

import { el, fill } from "../kit/dom.js";
import { ApiError } from "../kit/error.js";
import { language } from "../kit/i18n.js";
import { trouble } from "./trouble.js";

const ABOUT = "/about"; // which the server writes whole, as it does what leads nowhere

const first = location.pathname; // where the scripts began
const found = /** @type {HTMLElement | null} */ (document.querySelector("main[data-served]"));
const whole = found?.dataset.served === "whole" ? found : null;
/** @type {HTMLElement | null} */
let words = whole ? null : found;

/**
 * Whether the server writes the whole of what is at a path.
 * @param {string} path
 */
export function isWhole(path) {
  return path === ABOUT || (whole !== null && path === first);
}

/** Whether such a page is shown now. */
export function wholeIsShown() {
  return Boolean(whole?.isConnected);
}

/**
 * The address of this page in a language.
 * @param {string} code
 */
function inLanguage(code) {
  const address = new URL(location.href);
  address.searchParams.set("lang", code);
  return address;
}

/**
 * Fetch the page that is shown in another language.
 * @param {string} code
 */
export function fetchIn(code) {
  location.replace(inLanguage(code));
}

/**
 * Show the page that the server wrote whole, or fetch it where it is not there, or not in the reader's
 * language; where it did not come, say so. Gives its title.
 * @param {HTMLElement} page
 */
export function showWhole(page) {
  if (!whole && isWhole(first)) fill(page, notCome());
  else if (!whole || location.pathname !== first) location.reload();
  else if (whole.lang !== language() && inLanguage(language()).href !== location.href) fetchIn(language());
  else fill(page, whole);
  return whole?.querySelector("h1")?.textContent ?? "";
}

function notCome() {
  const said = trouble(new ApiError("unreachable"), "", () => location.reload());
  return el("main", { id: "content", class: "text-page", tabindex: "-1" }, said);
}

/**
 * Show what the server has written, the first time that a page is shown, else `main`. Returns the function
 * that puts `main` in its place.
 * @param {HTMLElement} page
 * @param {HTMLElement} main
 */
export function showMeanwhile(page, main) {
  const meanwhile = words;
  words = null;
  fill(page, meanwhile ?? main);
  return () => {
    if (meanwhile?.isConnected) fill(page, main);
  };
}
