// @ts-check
/** A provision's words on the page: whose they are, the quote marked, the references in them as links. */

import { el, outward, safeAddress } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { spoken, t, tOr } from "../kit/i18n.js";
import { whose } from "./whose.js";

/** @import { Attributes, Child } from "../kit/dom.js" */

/**
 * Makes the link to a provision.
 * @typedef {(locator: string, content: Child, attributes?: Attributes) => HTMLAnchorElement} LinkTo
 */
/** @typedef {[start: number, end: number]} Place */

/**
 * The badge that says whose words these are.
 * @param {Wire.Provenance} provenance
 * @param {string[]} [quotedIn] ids of the documents that quote them
 * @param {Wire.Origin} [origin] how an official text came
 */
export function provenanceBadge(provenance, quotedIn = [], origin = "") {
  const byDeck = !quotedIn.length || quotedIn.some((id) => id.includes("training"));
  const words = t(provenance === "quoted" && !byDeck ? "provenance.elsewhere"
    : `provenance.${whose(provenance, origin)}`);
  return el("span", { class: `badge badge-${provenance}` }, words);
}

/**
 * Status badges ("retired", ...) and the type of a decision, as the source gives them.
 * @param {{ type?: string, statuses: string[] }} provision
 */
export function statusBadges({ type = "", statuses }) {
  return [type, ...statuses].filter(Boolean).map((text) =>
    el("span", { class: "badge badge-status" }, tOr(`status.${text}`, text)));
}

/**
 * "page 3", "page 3–4", "page 14, printed as xii"; "" where the text has no pages.
 * @param {{ page: number | null, last_page: number | null, page_label: string }} text
 */
export function pages({ page, last_page: last, page_label: label }) {
  if (!page) return "";
  const n = last && last !== page ? `${page}–${last}` : `${page}`;
  return label ? t("answer.printed_page", { n, label }) : t("answer.page", { n });
}

/**
 * Where the quote stands in the text, or null. Offsets count characters, JavaScript counts halves of some.
 * @param {string} quote
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Place | null}
 */
export function placeOf(quote, text, start, end) {
  if (!quote) return null;
  if (text.slice(start, end) === quote) return [start, end];
  const offset = Array.from(text).slice(0, start).join("").length;
  if (text.startsWith(quote, offset)) return [offset, offset + quote.length];
  const found = text.indexOf(quote);
  return found < 0 ? null : [found, found + quote.length];
}

/**
 * The text with one quote marked.
 * @param {string} text
 * @param {Place | null} place
 */
export function markedText(text, place) {
  if (!place) return [text];
  const [start, end] = place;
  return [text.slice(0, start), el("mark", {}, text.slice(start, end)), text.slice(end)];
}

/**
 * The text with its references to provisions that the corpus has as links.
 * @param {string} text
 * @param {Wire.CrossReference[]} references
 * @param {LinkTo} [linkTo]
 */
export function linkedText(text, references, linkTo = provisionLink) {
  const places = references.filter(({ known }) => known).flatMap(({ locator, label, words, start, end }) => {
    const place = placeOf(words, text, start, end);
    return place ? [{ locator, label, start: place[0], end: place[1] }] : [];
  });
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {Child[]} */
  const nodes = [];
  let at = 0;
  for (const { start, end, locator, label } of places) {
    if (start < at) continue;
    nodes.push(text.slice(at, start), linkTo(locator, text.slice(start, end), { title: label }));
    at = end;
  }
  return [...nodes, text.slice(at)];
}

/**
 * A link to a provision's page. Its label is in the language of the texts, so its direction is its own.
 * @type {LinkTo}
 */
export function provisionLink(locator, content, attributes = {}) {
  return el("a", { dir: "auto", ...attributes, href: `/p/${locator}` }, content);
}

/**
 * The address of a document's outline.
 * @param {string} id
 */
export function outlineAddress(id) {
  return `/browse?doc=${encodeURIComponent(id)}`;
}

/**
 * Quoted law is set in a serif; the words of a guide, a trainer or a catalogue are not.
 * @param {Wire.Provenance} provenance
 */
export function wordsClass(provenance) {
  return ["official", "quoted"].includes(provenance) ? "law" : "words";
}

/**
 * The words above a provision that it completes, outermost first.
 * @param {Wire.Provision} provision
 * @param {LinkTo} [linkTo]
 */
export function chapeaux(provision, linkTo = provisionLink) {
  const said = { class: `chapeau ${wordsClass(provision.provenance)}`, ...spoken(provision.language) };
  return provision.chapeaux.map(({ locator, label, text }) =>
    el("p", { ...said, title: label }, el("span", { class: "chapeau-label" }, linkTo(locator, label)), text));
}

/**
 * The documents that quote a provision, as links.
 * @param {Wire.Provision} provision
 */
export function quotedIn({ provenance, quoted_in: sources }) {
  if (provenance !== "quoted" || !sources.length) return null;
  return el("p", { class: "quiet" }, t("passage.quotedIn"), " ", sources.map(({ id, title }, n) =>
    [n ? ", " : "", el("a", { href: outlineAddress(id), ...spoken("en") }, title)]));
}

/**
 * Facts in one line, each read in its own direction; empty ones are left out.
 * @param {(string | undefined)[]} words
 */
export function facts(words) {
  return words.filter(Boolean).map((fact, n) => [n ? "\u00a0· " : "", el("bdi", {}, fact)]);
}

/**
 * The link to the official page.
 * @param {string} url
 */
export function officialLink(url) {
  if (!url || !safeAddress(url)) return null;
  return outward(url, { class: "button" }, icon("out"), t("passage.officialPage"));
}
