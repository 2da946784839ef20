// @ts-check
/** The words of a quoted statement: one line, or paragraphs and items each by itself, a long text folded. */

import { el } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { quotedLines } from "../reading/lines.js";
import { provisionLink } from "../reading/passage.js";
import { chapeauAndQuote } from "../reading/reference.js";
import { fold } from "./fold.js";

const SCREEN = 1_000; // characters that are shown before the rest is folded away
const REST = 300; // characters that are not worth a button

/**
 * What stands in the quotation, and below it.
 * @param {Wire.Statement} statement
 * @param {Wire.Citation[]} sources
 * @param {HTMLElement[]} numbers
 */
export function quotedWords(statement, sources, numbers) {
  const [chapeau] = chapeauAndQuote(statement, sources);
  const above = chapeau && el("span", { class: "chapeau" }, chapeau, " ");
  const lines = quotedLines(statement, sources);
  const part = extractNote(sources);
  if (lines.length === 1) return { words: [above, lastWith(lines[0].text, numbers)], below: part };
  const shown = shownOf(lines);
  const nodes = lines.map(({ text, depth }, n) => el("span", { class: `line line-${depth}` },
    n < lines.length - 1 ? text : lastWith(text, numbers)));
  const words = t("answer.whole", { n: lines.filter(({ depth }) => depth >= 0).length });
  const more = shown < lines.length && fold(nodes.slice(shown), words);
  return { words: [above, nodes], below: [more && el("p", {}, more), part] };
}

/**
 * Words, the last of them kept together with the numbers.
 * @param {string} text
 * @param {HTMLElement[]} numbers
 */
export function lastWith(text, numbers) {
  const last = /\S{0,24}$/.exec(text)?.[0] ?? "";
  return [
    text.slice(0, text.length - last.length),
    el("span", { class: "numbers" }, last, numbers.length > 0 && "\u00a0", numbers),
  ];
}

/**
 * How many lines fill a screen; all of them where little would be left.
 * @param {Wire.Line[]} lines
 */
function shownOf(lines) {
  let [size, shown] = [0, 0];
  while (shown < lines.length && size < SCREEN) size += lines[shown++].text.length;
  const rest = lines.slice(shown).reduce((sum, { text }) => sum + text.length, 0);
  return rest > REST ? shown : lines.length;
}

/**
 * Says that words are left out, and where all of them stand.
 * @param {Wire.Citation[]} sources
 */
function extractNote(sources) {
  return sources.filter(({ extract }) => extract).map(({ id }) => el("p", { class: "extract quiet" },
    t("answer.extract"), " ", provisionLink(id, t("answer.wholeProvision"))));
}
