// @ts-check
/** A conversation as a file of the reader's: Markdown is written here, Word by the server. */

import { transcript } from "../kit/api.js";
import { download } from "../kit/dom.js";
import { language } from "../kit/i18n.js";
import { answered } from "./made.js";
import { markdown } from "./markdown.js";

/** @import { Conversation } from "../chat/history.js" */

const LONGEST_NAME = 60;

/**
 * A file name made of a title, in any script.
 * @param {string} title
 * @param {string} suffix
 */
export function fileName(title, suffix) {
  const stem = title.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${stem.slice(0, LONGEST_NAME) || "cbd-assistant"}.${suffix}`;
}

/**
 * Give the reader the file.
 * @param {"md" | "docx"} kind
 * @param {Conversation} conversation
 */
export async function exportAs(kind, conversation) {
  const name = fileName(conversation.title, kind);
  if (kind === "md") download(name, markdown(conversation), "text/markdown;charset=utf-8");
  else download(name, await transcript(sent(conversation)));
}

/**
 * What the server needs to know to write the file: of a source its place and the quoted words.
 * @param {Conversation} conversation
 * @returns {Wire.TranscriptRequest}
 */
function sent(conversation) {
  const turns = answered(conversation).map(({ question, answer }) => ({
    question,
    language: answer.language || language(),
    rewritten: answer.rewritten ?? "",
    answer: answer.answer.map(statement),
    citations: answer.citations.map(({ number, id, quote }) => ({ number, id, quote })),
    refusal: answer.refusal,
    notes: answer.notes ?? [],
  }));
  return { title: conversation.title, language: language(), turns };
}

/**
 * A statement of the answer; old ones lack what is newer than they are.
 * @param {Wire.Statement} said
 * @returns {Wire.TranscriptStatement}
 */
function statement(said) {
  const { text, citations, kind, plain = "", plain_language = "", concept = "" } = said;
  return { text, citations, kind, plain, plain_language, concept };
}
