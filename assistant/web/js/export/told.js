// @ts-check
/** An answer in plain text: what is copied, sent with a rating, and written into files. */

import { t } from "../kit/i18n.js";
import { quotedLines } from "../reading/lines.js";
import { chapeauAndQuote, kindWords, numbersOf, reference } from "../reading/reference.js";

/** @typedef {Pick<Wire.Answer, "answer" | "refusal" | "citations" | "notes">} Told */

/**
 * An answer as plain text, numbers in place and the references below.
 * @param {string} question
 * @param {Told} answer
 */
export function answerText(question, { answer, refusal, notes, citations }) {
  const lines = [question, ""];
  if (refusal) return [...lines, ...refusalLines(refusal)].join("\n");
  for (const statement of answer) {
    const marks = numbersOf(statement).map((number) => `[${number}]`).join("");
    lines.push(`${statementText(statement, citations)} ${marks}`.trim(), "");
  }
  for (const note of notes ?? []) lines.push(`${t("answer.note")}: ${note}`, "");
  for (const citation of citations) lines.push(`[${citation.number}] ${reference(citation)}`);
  return lines.join("\n").trim();
}

/**
 * A refusal, the official page and what may be asked instead.
 * @param {Wire.Refusal} refusal
 */
export function refusalLines({ reason, message, pointer, help }) {
  const asks = reason === "unclear" ? [] : [t("answer.you_can_ask")];
  return [
    message,
    ...(pointer ? [`${pointer.label}: ${pointer.url}`] : []),
    ...(help?.length ? [...asks, ...help.map((question) => `- ${question}`)] : []),
  ];
}

/**
 * The quoted words of a statement, line by line, below what they complete; [...] where words are left out.
 * @param {Wire.Statement} statement
 * @param {Wire.Citation[]} citations
 * @returns {Wire.Line[]}
 */
export function quotation(statement, citations) {
  const [chapeau] = chapeauAndQuote(statement, citations);
  const lines = quotedLines(statement, citations);
  if (!chapeau) return lines;
  if (lines.length > 1) return [{ text: chapeau, depth: 0 }, ...lines];
  return [{ text: `${chapeau} […] ${lines[0].text.replace(/^\[…\] /, "")}`, depth: 0 }];
}

/**
 * A statement in words: quoted law in quotation marks, anything else with a word on whose it is.
 * @param {Wire.Statement} statement
 * @param {Wire.Citation[]} citations
 */
export function statementText(statement, citations) {
  if (statement.kind !== "quote") {
    const whose = kindWords(statement.kind);
    return whose ? `${statement.text} (${whose})` : statement.text;
  }
  const lines = quotation(statement, citations).map(({ text, depth }) =>
    "   ".repeat(Math.max(0, depth)) + text);
  return `“${lines.join("\n")}”`;
}

/**
 * What is said of a quotation that is a part of its provision; "" of a whole one.
 * @param {Wire.Statement} statement
 * @param {Wire.Citation[]} citations
 */
export function extractWords({ kind, citations: numbers }, citations) {
  const part = citations.some(({ number, extract }) => extract && numbers.includes(number));
  return kind === "quote" && part ? t("answer.extract") : "";
}
