// @ts-check
/** References: how a citation reads when it is copied, exported or printed. */

import { t } from "../kit/i18n.js";
import { whose } from "./whose.js";

/**
 * What a reference needs to know of a citation, or of a provision that nobody quoted.
 * @typedef {Pick<Wire.Citation, "id" | "label" | "document" | "quote" | "url">
 *   & Pick<Wire.Citation, "provenance" | "origin">} Citable
 */

/**
 * The address of a provision's own page on this site.
 * @param {string} locator
 */
export function permalink(locator) {
  return `${location.origin}/p/${locator}`;
}

/**
 * "Decision I/3, paragraph 2. Clearing-house mechanism ..., UNEP/CBD/COP/DEC/I/3."
 * @param {Pick<Wire.Citation, "label" | "document">} citation
 */
export function source({ label, document }) {
  const title = document.title && !label.includes(document.title) ? ` ${document.title}` : "";
  const symbol = document.symbol ? `${title ? "," : ""} ${document.symbol}` : "";
  return `${label}.${title}${symbol}${title || symbol ? "." : ""}`;
}

/**
 * The whole reference: source, quote, whose words they are, address.
 * @param {Citable} citation
 */
export function reference(citation) {
  const parts = [source(citation)];
  if (citation.quote) parts.push(`“${citation.quote.replace(/\s+/g, " ").trim()}”`);
  if (citation.provenance !== "official") {
    parts.push(`[${t(`provenance.${whose(citation.provenance, citation.origin)}`)}]`);
  }
  parts.push(citation.url || permalink(citation.id));
  return parts.join(" ");
}

/**
 * A provision as a reference without a quote.
 * @param {Wire.Provision} provision
 */
export function provisionReference({ locator: id, label, document, provenance, origin, url }) {
  return reference({ id, label, document, provenance, origin, url, quote: "" });
}

/**
 * A quoted item may be told with the words above it that it completes: those words, and the quote by itself.
 * @param {Wire.Statement} statement
 * @param {Wire.Citation[]} citations
 */
export function chapeauAndQuote({ kind, text, citations: numbers }, citations) {
  const cited = numbers.length === 1 ? citations.find(({ number }) => number === numbers[0]) : null;
  const chapeau = kind === "quote" ? (cited?.chapeau ?? "") : "";
  if (!chapeau) return ["", text];
  return [chapeau, text.startsWith(chapeau) ? text.slice(chapeau.length).trim() : text];
}

const FEW = 5; // numbers beside words that are reckoned from many sources

/**
 * The numbers that stand beside a statement; of a long list that was counted each has its own line.
 * @param {Wire.Statement} statement
 */
export function numbersOf({ kind, citations }) {
  return kind === "count" && citations.length > FEW ? [] : citations;
}

/**
 * Whose words a statement is told in; "" for what is reckoned.
 * @param {Exclude<Wire.Statement["kind"], "quote">} kind
 */
export function kindWords(kind) {
  if (kind === "count") return "";
  return kind === "concept" ? t("answer.concept") : t(`kind.${kind}`);
}

/** What stands before the guide's words where they are told in one line. */
export function plainLabel() {
  return `${t("answer.plain")} (${t("provenance.guide")}):`;
}
