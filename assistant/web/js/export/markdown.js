// @ts-check
/** A conversation in Markdown, each citation a footnote. */

import { t } from "../kit/i18n.js";
import { permalink, plainLabel, quotedText, reference } from "../reading/reference.js";
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
    lines.push(...turnLines(turn, first));
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
  if (answer.refusal) lines.push(plain(answer.refusal.message), "");
  for (const statement of answer.answer) lines.push(...statementLines(statement, answer, first));
  for (const remark of answer.notes ?? []) lines.push(`*${t("answer.note")}: ${plain(remark)}*`, "");
  return lines;
}

/**
 * @param {Wire.Statement} statement
 * @param {ShownAnswer} answer
 * @param {number} first
 */
function statementLines(statement, { citations }, first) {
  const numbers = citations.map(({ number }) => number);
  const marks = statement.citations.map((number) => `[^${first + numbers.indexOf(number) + 1}]`).join("");
  const words = statement.kind === "quote"
    ? `> ${plain(quotedText(statement, citations))}${marks}`
    : `${plain(statement.text)} *(${t(`kind.${statement.kind}`)})*${marks}`;
  if (!statement.plain) return [words, ""];
  return [words, "", `*${plainLabel()} ${plain(statement.plain)}*`, ""];
}

/** @param {Wire.Citation} citation */
function note(citation) {
  const words = reference({ ...citation, url: "" }).replace(permalink(citation.id), "");
  return `${plain(words)} <${citation.url || permalink(citation.id)}>`;
}
