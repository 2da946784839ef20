// @ts-check
/** What a provision cites and what cites it, with the words that do it. */

import { el } from "../kit/dom.js";
import { spoken, t } from "../kit/i18n.js";
import { provisionLink } from "../reading/passage.js";

const MOST = 40;

/** @param {Wire.Training.References} links */
export function references({ label, cites, cited_by: citedBy }) {
  return el("div", { class: "part" },
    list(t("references.cites", { label }), cites),
    list(t("references.cited", { label }), citedBy));
}

/**
 * @param {string} title
 * @param {Wire.Training.Reference[]} links
 */
function list(title, links) {
  if (!links.length) return null;
  const line = (/** @type {Wire.Training.Reference} */ { locator, label, before, words, after }) => [
    provisionLink(locator, label),
    el("span", { class: "quiet", ...spoken("en") }, "… ", before, el("mark", {}, words), after, " …"),
  ];
  return [
    el("h2", {}, title),
    el("ul", { class: "entries" }, links.slice(0, MOST).map((link) => el("li", {}, line(link)))),
  ];
}
