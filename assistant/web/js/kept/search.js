// @ts-check
/** The search in kept conversations: case and accents count for nothing, every word must be there. */

import * as history from "../chat/history.js";

/** @import { Turn } from "../chat/history.js" */
/** @import { Entry } from "../chat/shelf.js" */

/** @type {Map<string, string>} what each was found by, until it changes */
const folded = new Map();

/** @param {string} text */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Those whose title, questions, answers and sources have all of these words, or parts of words.
 * @param {Entry[]} entries
 * @param {string} words
 */
export function matching(entries, words) {
  const sought = fold(words).split(/\s+/).filter(Boolean);
  return entries.filter((entry) => sought.every((word) => textOf(entry).includes(word)));
}

/** @param {Entry} entry */
function textOf({ id, title, updated }) {
  const key = `${id} ${updated} ${title}`;
  let text = folded.get(key);
  if (text === undefined) {
    text = fold([title, ...history.open(id)?.turns.map(turnText) ?? []].join("\n"));
    folded.set(key, text);
  }
  return text;
}

/** @param {Turn} turn */
function turnText({ question, answer }) {
  const statements = answer.answer.map(({ text, plain }) => `${text}\n${plain}`);
  const sources = answer.citations.map(({ label, document }) => `${label} ${document.title}`);
  return [question, ...statements, ...sources, answer.refusal?.message ?? ""].join("\n");
}
