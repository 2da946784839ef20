// @ts-check
/**
 * A conversation as a Word document, each citation a footnote; a source cited again points to its first
 * note.
 */

import { directionOf, inLanguage, language, t } from "../kit/i18n.js";
import { numbersOf, permalink, plainLabel, source } from "../reading/reference.js";
import { whose } from "../reading/whose.js";
import { extractWords, quotation, refusalLines, statementText } from "./told.js";
import { WordDocument } from "./document.js";
import { answered, madeLine, unreadLine } from "./made.js";

/** @import { Conversation, ShownAnswer } from "../chat/history.js" */
/** @import { Words } from "./document.js" */

/** @param {Conversation} conversation */
export function word(conversation) {
  const { title } = conversation;
  const rightToLeft = directionOf(language()) === "rtl";
  const document = new WordDocument({ title, language: language(), rightToLeft });
  const footnote = footnotes(document);
  const write = (/** @type {string} */ style, /** @type {string} */ text) =>
    document.paragraph(style, [{ text }]);
  write("Title", title);
  write("Small", madeLine(conversation));
  const unread = unreadLine(conversation);
  if (unread) write("Small", unread);
  for (const { question, answer } of answered(conversation)) {
    write("Heading2", question);
    if (answer.rewritten) write("Small", `${t("answer.rewritten")} ${answer.rewritten}`);
    inLanguage(answer.language, () => {
      for (const line of answer.refusal ? refusalLines(answer.refusal) : []) write("Normal", line);
      for (const statement of answer.answer) writeStatement(document, statement, answer, footnote);
      for (const note of answer.notes ?? []) write("Small", `${t("answer.note")}: ${note}`);
    });
  }
  return document.file();
}

/**
 * @param {WordDocument} document
 * @param {Wire.Statement} statement
 * @param {ShownAnswer} answer
 * @param {(citation: Wire.Citation) => Words[]} footnote
 */
function writeStatement(document, statement, { citations }, footnote) {
  const cited = (/** @type {number} */ number) => citations.filter((citation) => citation.number === number);
  const sources = numbersOf(statement).flatMap(cited);
  const ours = ["concept", "count"].includes(statement.kind);
  const said = ours ? language() : sources[0]?.document.language ?? language();
  const rightToLeft = directionOf(said) === "rtl";
  const notes = sources.map((citation) => ({ note: footnote(citation) }));
  writeWords(document, statement, citations, notes, rightToLeft);
  const part = extractWords(statement, citations);
  if (part) document.paragraph("Small", [{ text: part }]);
  if (!statement.plain) return;
  document.paragraph("Plain", [{ text: `${plainLabel()} ${statement.plain}` }]);
}

/**
 * A quotation has a paragraph a line, items further in; the footnotes stand behind the last.
 * @param {WordDocument} document
 * @param {Wire.Statement} statement
 * @param {Wire.Citation[]} citations
 * @param {{ note: Words[] }[]} notes
 * @param {boolean} rightToLeft
 */
function writeWords(document, statement, citations, notes, rightToLeft) {
  if (statement.kind !== "quote") {
    const style = statement.kind === "concept" ? "Plain" : "Normal";
    document.paragraph(style, [{ text: statementText(statement, citations) }, ...notes], rightToLeft);
    return;
  }
  const lines = quotation(statement, citations);
  lines.forEach(({ text, depth }, n) => {
    const words = `${n ? "" : "“"}${text}${n < lines.length - 1 ? "" : "”"}`;
    const behind = n < lines.length - 1 ? [] : notes;
    const style = depth > 0 ? `Quote${Math.min(depth, 3)}` : "Quote";
    document.paragraph(style, [{ text: words }, ...behind], rightToLeft);
  });
}

/**
 * What stands in the footnote of a citation.
 * @param {WordDocument} document
 * @returns {(citation: Wire.Citation) => Words[]}
 */
function footnotes(document) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return (citation) => {
    const { id, label, quote, provenance, origin, url } = citation;
    const key = `${id} ${quote}`;
    const first = seen.get(key);
    if (first) return [{ text: t("export.above", { label, n: first }) }];
    seen.set(key, document.nextNote);
    const address = url || permalink(id);
    const words = provenance === "official" ? "" : ` [${t(`provenance.${whose(provenance, origin)}`)}]`;
    return [{ text: `${source(citation)}${words} ` }, { text: address, link: address }];
  };
}
