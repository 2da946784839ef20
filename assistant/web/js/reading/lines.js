// @ts-check
/** Quoted words line by line: paragraphs and items as they stand, and [...] where words are left out. */

import { chapeauAndQuote } from "./reference.js";

const GAP = "[…]";

/**
 * The lines of a quoted statement; those that the server did not tell apart are one.
 * @param {Wire.Statement} statement
 * @param {Wire.Citation[]} citations
 * @returns {Wire.Line[]}
 */
export function quotedLines(statement, citations) {
  const [, quote] = chapeauAndQuote(statement, citations);
  const source = citations.find(({ number }) => number === statement.citations[0]);
  const told = source?.quote === quote ? source.lines ?? [] : [];
  const lines = told.length ? told.map((line) => ({ ...line })) : [{ text: quote, depth: 0 }];
  const [before, after] = source ? leftOut(source) : [];
  if (before) lines[0].text = `${GAP} ${lines[0].text}`;
  if (after) lines[lines.length - 1].text += ` ${GAP}`;
  return lines;
}

/**
 * Whether words of the provision stand before the quote that are left out, and behind it.
 * @param {Wire.Citation} citation
 */
function leftOut({ extract, quote, text }) {
  const at = extract ? text.indexOf(quote) : -1;
  return at < 0 ? [] : [text.slice(0, at).trim() !== "", text.slice(at + quote.length).trim() !== ""];
}
