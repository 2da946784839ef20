// @ts-check
/** The outline of one document: what it is, and its provisions as a tree that unfolds. */

import { iconButton } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { date, spoken, t } from "../kit/i18n.js";
import { heldBadge, heldNote } from "./held.js";
import { facts, officialLink, provenanceBadge, provisionLink } from "./passage.js";

/** @import { Child } from "../kit/dom.js" */
/** @typedef {Map<string | null, Wire.Outline[]>} Tree lines by the locator of what they stand below */

/**
 * A document as a page of its own.
 * @param {Wire.OutlinedDocument} document
 */
export function documentPage(document) {
  const { label, title, language } = document;
  return el("article", { class: "reading browse" },
    el("nav", { class: "crumbs", "aria-label": t("passage.crumbs") },
      el("a", { href: "/browse" }, t("nav.browse"))),
    el("h1", {}, el("bdi", {}, label), label.includes(title)
      ? null : el("span", { class: "reading-heading", ...spoken(language) }, title)),
    documentOutline(document));
}

/** @param {Wire.OutlinedDocument} document */
export function documentOutline(document) {
  const known = new Set(document.outline.map(({ locator }) => locator));
  /** @type {Tree} */
  const tree = new Map();
  for (const line of document.outline) {
    const above = line.parent !== null && known.has(line.parent) ? line.parent : null;
    tree.set(above, [...(tree.get(above) ?? []), line]);
  }
  const top = tree.get(null) ?? [];
  const whole = top.length === 1 && top[0].kind === "document" ? top[0].locator : null;
  const contents = el("section", {}, el("h2", {}, t("browse.contents")), lines(tree, whole, document, 0));
  return [about(document, whole), contents];
}

/**
 * @param {Wire.OutlinedDocument} document
 * @param {string | null} whole the provision that holds all of it
 */
function about(document, whole) {
  const { label, symbol, title, date: day, author, note, quoted_in: quotedIn, url } = document;
  const entry = document.provenance === "catalogue"; // which the badge of what is here says
  const known = [label, symbol, date(day), author].filter((words) => words !== title);
  return el("div", { class: "about" },
    el("p", { class: "badges" }, heldBadge(document.held), entry ? null
      : provenanceBadge(document.provenance, quotedIn ? [quotedIn] : [], document.origin)),
    el("p", { class: "quiet" }, facts(known)),
    heldNote(document),
    note && el("p", { class: "note", dir: "auto" }, note),
    el("p", { class: "actions" },
      whole && el("a", { class: "button", href: `/p/${whole}` }, icon("page"), t("browse.whole")),
      officialLink(url)));
}

/**
 * @param {Tree} tree
 * @param {string | null} key
 * @param {Wire.OutlinedDocument} document
 * @param {number} depth
 * @returns {HTMLElement | null}
 */
function lines(tree, key, document, depth) {
  const own = tree.get(key) ?? [];
  if (!own.length) return depth ? null : el("p", { class: "quiet" }, t("browse.empty"));
  return el("ul", { class: depth ? "outline outline-inner" : "outline" }, own.map((line) => {
    const inner = lines(tree, line.locator, document, depth + 1);
    const words = [provisionLink(line.locator, line.label), " ", heading(line, document.language)];
    return el("li", {}, inner && !depth ? folded(words, inner, line.label) : [words, inner]);
  }));
}

/**
 * @param {Wire.Outline} line
 * @param {string} language
 */
function heading({ heading: text, label }, language) {
  return text && !label.includes(text) ? el("span", { class: "quiet", ...spoken(language) }, text) : null;
}

/**
 * @param {Child} words
 * @param {HTMLElement} inner
 * @param {string} label
 */
function folded(words, inner, label) {
  inner.hidden = true;
  const turn = () => {
    inner.hidden = !inner.hidden;
    fold.setAttribute("aria-expanded", String(!inner.hidden));
  };
  const closed = { class: "icon-button fold", "aria-expanded": "false" };
  const fold = iconButton("more", t("browse.partsOf", { label }), turn, closed);
  return [el("div", { class: "outline-row" }, el("span", {}, words), fold), inner];
}
