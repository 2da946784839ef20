// @ts-check
/**
 * A conversation as a Word document, each citation a footnote; a source cited again points to its first
 * note.
 */

import { directionOf, language, t } from "../kit/i18n.js";
import { permalink, plainLabel, source, statementText } from "../reading/reference.js";
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
    if (answer.refusal) write("Normal", answer.refusal.message);
    for (const statement of answer.answer) writeStatement(document, statement, answer, footnote);
    for (const note of answer.notes ?? []) write("Small", `${t("answer.note")}: ${note}`);
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
  const sources = statement.citations.flatMap(cited);
  const rightToLeft = directionOf(sources[0]?.document.language ?? language()) === "rtl";
  const notes = sources.map((citation) => ({ note: footnote(citation) }));
  const style = statement.kind === "quote" ? "Quote" : "Normal";
  document.paragraph(style, [{ text: statementText(statement, citations) }, ...notes], rightToLeft);
  if (!statement.plain) return;
  document.paragraph("Plain", [{ text: `${plainLabel()} ${statement.plain}` }]);
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
    const { id, label, quote, provenance, url } = citation;
    const key = `${id} ${quote}`;
    const first = seen.get(key);
    if (first) return [{ text: t("export.above", { label, n: first }) }];
    seen.set(key, document.nextNote);
    const address = url || permalink(id);
    const whose = provenance === "official" ? "" : ` [${t(`provenance.${provenance}`)}]`;
    return [{ text: `${source(citation)}${whose} ` }, { text: address, link: address }];
  };
}
