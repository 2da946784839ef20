// @ts-check
/** Search as you type: results in groups, the query in the address. */

import * as api from "../kit/api.js";
import { debounce, skeleton } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { language, t } from "../kit/i18n.js";
import { trouble } from "../page/trouble.js";
import { groups } from "./hits.js";

const DELAY = 250; // milliseconds of rest after a key
const SHORTEST = 2; // characters
const MOST = 24;

/**
 * The field and its results; `shelf` is hidden while there are some.
 * @param {HTMLElement} shelf
 * @param {string} first the query to begin with
 * @param {AbortSignal} left the reader has gone to another page
 */
export function finder(shelf, first, left) {
  const results = el("div", { class: "results", hidden: true });
  const status = el("p", { class: "visually-hidden", role: "status" });
  let waiting = new AbortController();
  let shown = "";
  left.addEventListener("abort", () => waiting.abort());

  const find = async (/** @type {string} */ query) => {
    if (query === shown) return;
    waiting.abort();
    waiting = new AbortController();
    shown = query;
    writeAddress(query);
    shelf.hidden = query.length >= SHORTEST;
    results.hidden = !shelf.hidden;
    if (results.hidden) return;
    const { signal } = waiting;
    if (!results.childElementCount) fill(results, skeleton({}, 2));
    try {
      const { hits } = await api.search(query, { limit: MOST, language: language(), signal });
      if (signal.aborted) return;
      fill(results, hits.length ? groups(hits, query) : el("p", {}, t("search.none")));
      status.textContent = t("search.count", { n: hits.length });
    } catch (error) {
      if (signal.aborted) return;
      shown = "";
      fill(results, trouble(error, t("search.none"), () => find(query), "h2"));
    }
  };

  const field = el("input", {
    type: "search", id: "finder", autocomplete: "off", dir: "auto", placeholder: t("search.placeholder"),
  });
  const now = () => find(field.value.trim());
  field.addEventListener("input", debounce(now, DELAY));
  field.value = first;
  if (first) now();
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    now();
  };
  return el("div", {},
    el("form", { class: "finder", role: "search", on: { submit } },
      el("label", { for: "finder", class: "visually-hidden" }, t("search.label")), icon("search"), field),
    status, results);
}

/** @param {string} query */
function writeAddress(query) {
  if (location.pathname !== "/browse") return;
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
}
