// @ts-check
/** A conversation in Markdown, each citation a footnote. */

import { inLanguage, t } from "../kit/i18n.js";
import { kindWords, numbersOf, permalink, plainLabel, reference } from "../reading/reference.js";
import { extractWords, quotation } from "./told.js";
import { answered, madeLine, unreadLine } from "./made.js";

/** @import { Conversation, ShownAnswer, Turn } from "../chat/history.js" */

/**
 * Markdown signs in a text, made harmless: `<b>` stays the three signs that were typed.
 * @param {string} text
 */
function plain(text) {
  return text
    .replace(/\s*\n\s*/g, " ")
    .replace(/[\\`*_[\]<>#|~!$&]/g, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2")
    .replace(/^([-+=])/, "\\$1");
}

/** @param {Conversation} conversation */
export function markdown(conversation) {
  const lines = [`# ${plain(conversation.title)}`, ""];
  /** @type {string[]} */
  const notes = [];
  for (const turn of answered(conversation)) {
    const first = notes.length;
    lines.push(...inLanguage(turn.answer.language, () => turnLines(turn, first)));
    notes.push(...turn.answer.citations.map((citation, n) => `[^${first + n + 1}]: ${note(citation)}`));
  }
  const made = [unreadLine(conversation), madeLine(conversation)].filter(Boolean);
  lines.push(...notes, "", ...made.flatMap((words) => [`*${words}*`, ""]));
  return lines.join("\n");
}

/**
 * @param {Turn} turn
 * @param {number} first how many footnotes there are before this turn
 */
function turnLines({ question, answer }, first) {
  const lines = [`## ${plain(question)}`, ""];
  if (answer.rewritten) lines.push(`*${t("answer.rewritten")} ${plain(answer.rewritten)}*`, "");
  if (answer.refusal) lines.push(...refused(answer.refusal));
  for (const statement of answer.answer) lines.push(...statementLines(statement, answer, first));
  for (const remark of answer.notes ?? []) lines.push(`*${t("answer.note")}: ${plain(remark)}*`, "");
  return lines;
}

/**
 * Its message, the official page, and the questions as a list.
 * @param {Wire.Refusal} refusal
 */
function refused({ reason, message, pointer, help }) {
  const lines = [plain(message), ""];
  if (pointer) lines.push(`${plain(pointer.label)}: <${pointer.url}>`, "");
  if (!help?.length) return lines;
  if (reason !== "unclear") lines.push(`*${t("answer.you_can_ask")}*`, "");
  return [...lines, ...help.map((question) => `- ${plain(question)}`), ""];
}

/**
 * @param {Wire.Statement} statement
 * @param {ShownAnswer} answer
 * @param {number} first
 */
function statementLines(statement, { citations }, first) {
  const numbers = citations.map(({ number }) => number);
  const marks = numbersOf(statement).map((number) => `[^${first + numbers.indexOf(number) + 1}]`).join("");
  const lines = [statementWords(statement, citations, marks), ""];
  const part = extractWords(statement, citations);
  if (part) lines.push(`*${part}*`, "");
  if (statement.plain) lines.push(`*${plainLabel()} ${plain(statement.plain)}*`, "");
  return lines;
}

/**
 * A quotation with each paragraph and item on a line of its own, deeper ones further in.
 * @param {Wire.Statement} statement
 * @param {Wire.Citation[]} citations
 * @param {string} marks of the footnotes
 */
function statementWords(statement, citations, marks) {
  if (statement.kind !== "quote") {
    const whose = kindWords(statement.kind);
    return `${plain(statement.text)}${whose && ` *(${whose})*`}${marks}`;
  }
  const lines = quotation(statement, citations).map(({ text, depth }) =>
    `> ${"\u2003".repeat(Math.max(0, depth))}${plain(text)}`);
  return `${lines.join("  \n")}${marks}`;
}

/** @param {Wire.Citation} citation */
function note(citation) {
  const words = reference({ ...citation, url: "" }).replace(permalink(citation.id), "");
  return `${plain(words)} <${citation.url || permalink(citation.id)}>`;
}
