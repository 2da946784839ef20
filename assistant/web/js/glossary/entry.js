// @ts-check
/** One entry of the glossary: in all languages side by side, with what establishes it and belongs to it. */

import * as api from "../kit/api.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { LANGUAGES, language, spoken, t } from "../kit/i18n.js";
import { officialLink, provisionLink } from "../reading/passage.js";
import { isUnread, unreadNote } from "../reading/unread.js";

/**
 * Show it in `main`; gives the page's title.
 * @param {HTMLElement} main
 * @param {string} id
 * @param {AbortSignal} signal
 */
export async function entryPage(main, id, signal) {
  const entry = await api.concept(id, language(), signal);
  if (signal.aborted) return "";
  fill(main, page(entry));
  return entry.words[0].name;
}

/** @param {Wire.WholeConcept} entry */
function page({ url, words, established_by: provisions, see_also: related }) {
  const [{ name }] = words;
  const question = encodeURIComponent(t("answer.what_is", { name }));
  return el("article", { class: "reading wide" },
    el("nav", { class: "crumbs", "aria-label": t("passage.crumbs") },
      el("a", { href: "/glossary" }, t("glossary.all"))),
    el("h1", {}, el("bdi", {}, name)),
    el("p", { class: "badges" }, el("span", { class: "badge badge-guide" }, t("answer.concept"))),
    el("section", {},
      el("h2", { class: "visually-hidden" }, t("glossary.languages")),
      el("ul", { class: "tongues" }, words.map((one) => el("li", spoken(one.language), tongue(one))))),
    words.some(({ plain_state: state }) => isUnread(state)) && unreadNote(),
    section(t("glossary.established"), provisions.map((provision) => established(provision))),
    section(t("glossary.seeAlso"), related.map(({ id, name: other }) =>
      el("a", { href: `/glossary/${id}`, dir: "auto" }, other))),
    el("div", { class: "actions" },
      el("a", { class: "button button-main", href: `/?q=${question}` }, icon("send"), t("passage.ask")),
      officialLink(url)));
}

/** @param {Wire.Link} link */
function established({ locator, label, heading }) {
  const more = heading && !label.includes(heading);
  return [provisionLink(locator, label), " ", more && el("span", { class: "quiet", dir: "auto" }, heading)];
}

/**
 * @param {string} title
 * @param {import("../kit/dom.js").Child[]} lines
 */
function section(title, lines) {
  if (!lines.length) return null;
  return el("section", {},
    el("h2", {}, title), el("ul", { class: "link-list" }, lines.map((line) => el("li", {}, line))));
}

/**
 * What one language calls it, its other names, and the plain words.
 * @param {Wire.ConceptWords} words
 */
function tongue({ language: code, name, others, plain }) {
  const own = /** @type {Record<string, string>} */ (LANGUAGES)[code];
  return [
    el("p", { class: "fine" }, own),
    el("h3", { class: "term" }, name),
    others.length > 0 && el("p", { class: "quiet" }, el("bdi", {}, others.join(" · "))),
    el("p", {}, plain),
  ];
}
