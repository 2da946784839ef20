// @ts-check
/** What a search found, in groups, each with the best part of its text. */

import { el } from "../kit/dom.js";
import { spoken, t } from "../kit/i18n.js";
import { provenanceBadge, provisionLink, wordsClass } from "./passage.js";
import { isUnread, unreadNote } from "./unread.js";

/** @import { Key } from "../kit/i18n.js" */

const SNIPPET = 220; // characters
const BEFORE = 60; // of them before the first word that was asked for

/** @type {[title: Key, kinds: string[]][]} */
const GROUPS = [
  ["browse.instruments", ["convention", "protocol", "framework"]],
  ["browse.decisions", ["decision", "recommendation", "session"]],
  ["browse.training", ["training"]],
  ["browse.other", ["guide", "other"]],
];

/**
 * The hits under their heads; plain words that nobody whose language it is has read say so, once.
 * @param {Wire.Hit[]} hits
 * @param {string} query
 */
export function groups(hits, query) {
  const words = query.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  const unread = hits.some((one) => toldByGuide(one) && isUnread(one.plain_state));
  return [unread && unreadNote(), GROUPS.map(([title, kinds]) => {
    const found = hits.filter((hit) => kinds.includes(hit.document.kind));
    if (!found.length) return null;
    return el("section", {},
      el("h2", {}, t(title), " ", el("span", { class: "quiet" }, found.length)),
      el("ul", { class: "hits" }, found.map((one) => el("li", {}, hit(one, words)))));
  })];
}

/**
 * Whether its words are the guide's, since its text is not held.
 * @param {Wire.Hit} hit
 */
function toldByGuide({ provenance, plain }) {
  return provenance === "guide" && plain !== "";
}

/**
 * @param {Wire.Hit} found
 * @param {string[]} words
 */
function hit(found, words) {
  const { locator, label, provenance, origin, document, text, start, end } = found;
  const [passage, said] = toldByGuide(found)
    ? [found.plain, found.plain_language] : [text.slice(start, end), document.language];
  return [
    el("p", {}, provisionLink(locator, label, { class: "hit-label" }), " ",
      provenanceBadge(provenance, [], origin)),
    el("p", { class: `hit-text ${wordsClass(provenance)}`, ...spoken(said) },
      bold(snippet(passage, words), words)),
  ];
}

/**
 * The part of a passage around the first of the words.
 * @param {string} passage
 * @param {string[]} words
 */
function snippet(passage, words) {
  const lower = passage.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const at = Math.max(0, Math.min(...places, passage.length) - BEFORE);
  const from = passage.length <= SNIPPET || at >= passage.length - BEFORE ? 0 : at;
  const piece = passage.slice(from, from + SNIPPET);
  const begun = from ? `… ${piece.replace(/^\S{0,20}\s/, "")}` : piece;
  return from + SNIPPET < passage.length ? begun.replace(/\s\S{0,20}$/, " …") : begun;
}

/**
 * @param {string} text
 * @param {string[]} words of letters and digits alone
 */
function bold(text, words) {
  if (!words.length) return text;
  const pattern = new RegExp(`(${words.join("|")})`, "giu");
  return text.split(pattern).map((part) => (words.includes(part.toLowerCase()) ? el("b", {}, part) : part));
}
