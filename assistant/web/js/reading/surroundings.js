// @ts-check
/** What surrounds a provision: its neighbours, its cross-references, and the guide's words on it. */

import { el } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { spoken, t } from "../kit/i18n.js";
import { isUnread, unreadNote } from "./unread.js";
import { provisionLink } from "./passage.js";

/** @import { LinkTo } from "./passage.js" */
/** @typedef {Wire.Link & { known?: boolean }} Line */
/** @typedef {"h2" | "h3"} Level */

const FEW = 8; // references shown before the rest is folded away

/**
 * Previous and next of the same document.
 * @param {Wire.Provision} provision
 * @param {LinkTo} [linkTo]
 */
export function neighbours({ previous, next }, linkTo = provisionLink) {
  if (!previous && !next) return null;
  const before = { dir: null, class: "neighbour neighbour-before", rel: "prev" };
  const after = { dir: null, class: "neighbour neighbour-after", rel: "next" };
  return el("nav", { class: "neighbours", "aria-label": t("passage.neighbours") },
    previous && linkTo(previous.locator, [icon("before"), side(t("passage.previous"), previous)], before),
    next && linkTo(next.locator, [side(t("passage.next"), next), icon("after")], after));
}

/**
 * @param {string} words
 * @param {Wire.Link} link
 */
function side(words, { label }) {
  return el("span", {}, el("small", {}, words), " ", el("bdi", {}, label));
}

/**
 * What the provision cites and what cites it, as far as the corpus has it.
 * @param {Wire.Provision} provision
 * @param {LinkTo} [linkTo]
 * @param {Level} [level]
 */
export function crossReferences({ cites, cited_by: citedBy, about }, linkTo = provisionLink, level = "h3") {
  return [
    references(t("passage.about"), about, linkTo, level),
    references(t("passage.cites"), cites, linkTo, level),
    references(t("passage.citedBy"), citedBy, linkTo, level),
  ];
}

/**
 * @param {string} title
 * @param {Line[]} all
 * @param {LinkTo} linkTo
 * @param {Level} level
 */
function references(title, all, linkTo, level) {
  const unique = [...new Map(all.map((line) => [line.locator, line])).values()];
  if (!unique.length) return null;
  const shown = unique.length > FEW + 2 ? FEW : unique.length;
  const lines = (/** @type {Line[]} */ some) =>
    el("ul", { class: "link-list" }, some.map((line) => el("li", {}, referenceLine(line, linkTo))));
  const rest = unique.slice(shown);
  const more = el("summary", {}, t("passage.more", { n: rest.length }));
  return el("section", { class: "references" },
    el(level, {}, title),
    lines(unique.slice(0, shown)),
    rest.length > 0 && el("details", {}, more, lines(rest)));
}

/**
 * @param {Line} line
 * @param {LinkTo} linkTo
 */
function referenceLine({ locator, label, heading, known = true }, linkTo) {
  if (!known) return el("bdi", {}, label);
  const more = heading && !label.includes(heading);
  return [linkTo(locator, label), " ", more && el("span", { class: "quiet", dir: "auto" }, heading)];
}

/**
 * The guide's explanation, marked as what it is.
 * @param {Pick<Wire.Guide, "summary" | "language" | "state"> | null} guide
 * @param {Level | "p"} [level]
 */
export function guideNote(guide, level = "h3") {
  if (!guide?.summary) return null;
  return el("div", { class: "plain", role: "note", "aria-label": t("answer.plain") },
    el(level, { class: "plain-title" }, t("answer.plain")),
    el("p", spoken(guide.language), guide.summary),
    el("p", { class: "plain-mark" }, t("provenance.guide")),
    isUnread(guide.state) && unreadNote());
}
