// @ts-check
/** Browsing: the shelves of the corpus or the outline of one document, and a search over everything. */

import * as api from "../kit/api.js";
import { skeleton } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { language, spoken, t } from "../kit/i18n.js";
import { trouble } from "../page/trouble.js";
import { finder } from "./finder.js";
import { documentOutline } from "./outline.js";
import { shelves } from "./shelves.js";

/**
 * Show it in `main`; gives the page's title.
 * @param {HTMLElement} main
 * @param {URLSearchParams} parameters
 * @param {AbortSignal} signal
 */
export async function browsePage(main, parameters, signal) {
  const id = parameters.get("doc");
  const shelf = el("div", { class: "shelf", "aria-busy": "true" }, skeleton());
  const search = finder(shelf, parameters.get("q") ?? "", signal);
  const head = el("h1", {}, t("browse.title"));
  const back = el("a", { href: "/browse" }, t("browse.all"));
  const crumbs = id && el("nav", { class: "crumbs", "aria-label": t("passage.crumbs") }, back);
  const adds = document.documentElement.hasAttribute("data-adds");
  const about = id ? null : el("p", {},
    el("a", { href: "/about" }, t("nav.about")),
    adds && [" · ", el("a", { href: "/library" }, t("nav.library"))]);
  fill(main, el("div", { class: "reading browse" }, crumbs, head, about, search, shelf));
  try {
    const title = id ? await showDocument(id, head, shelf, signal) : await showShelves(shelf, signal);
    shelf.removeAttribute("aria-busy");
    return title;
  } catch (error) {
    if (signal.aborted) return "";
    fill(shelf, trouble(error, t("browse.notFound"), () => browsePage(main, parameters, signal), "h2"));
    return t("nav.browse");
  }
}

/**
 * @param {HTMLElement} shelf
 * @param {AbortSignal} signal
 */
async function showShelves(shelf, signal) {
  const { documents } = await api.documents(language());
  if (signal.aborted) return "";
  fill(shelf, shelves(documents));
  return t("nav.browse");
}

/**
 * @param {string} id
 * @param {HTMLElement} head
 * @param {HTMLElement} shelf
 * @param {AbortSignal} signal
 */
async function showDocument(id, head, shelf, signal) {
  const document = await api.outline(id, language(), signal);
  if (signal.aborted) return "";
  fill(head, el("span", spoken(document.language), document.title));
  fill(shelf, documentOutline(document));
  return document.label;
}
