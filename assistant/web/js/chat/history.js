// @ts-check
/**
 * The history: conversations kept in this browser and nowhere else. The list is one entry, each conversation
 * another.
 */

import { forget, read, write } from "../kit/store.js";

/**
 * A question with its answer, as far as it has come.
 * @typedef {object} Turn
 * @property {string} id
 * @property {string} question
 * @property {Partial<Wire.Filters>} filters
 * @property {string[]} filterLabels
 * @property {"waiting" | "streaming" | "done" | "stopped" | "interrupted" | "failed"} status
 * @property {ShownAnswer} answer
 * @property {string[] | null} [found] locators that the server has chosen from
 * @property {string} [trouble] why it failed, in the server's words
 * @property {string} [answered] when the answer was whole; ISO 8601
 * @property {"up" | "down"} [rating]
 * @property {string} [comment]
 */
/** @typedef {Pick<Wire.Answer, "answer" | "citations" | "refusal" | "notes" | "suggestions">} Told */
/** @typedef {Told & Partial<import("../kit/api.js").Answer>} ShownAnswer */
/**
 * @typedef {object} Conversation
 * @property {string} id
 * @property {string} title
 * @property {boolean} named whether the reader gave it its title
 * @property {Turn[]} turns
 */
/** @typedef {{ id: string, title: string, updated: number }} Entry */

const LIST = "history";
export const LONGEST_TITLE = 80;
const LONGEST_ANSWER = 4_000;

const name = (/** @type {string} */ id) => `conversation.${id}`;

/**
 * A new conversation; it enters the list with its first question.
 * @returns {Conversation}
 */
export function newConversation() {
  const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.replace(".", "");
  return { id, title: "", named: false, turns: [] };
}

/**
 * A turn that waits for its answer.
 * @param {string} question
 * @param {Partial<Wire.Filters>} filters
 * @param {string[]} filterLabels
 * @param {number} number
 * @returns {Turn}
 */
export function newTurn(question, filters, filterLabels, number) {
  const id = `${number}-${Date.now().toString(36)}`;
  return { id, question, filters, filterLabels, status: "waiting", answer: nothing() };
}

/**
 * What is known of an answer before it comes.
 * @returns {ShownAnswer}
 */
export function nothing() {
  return { answer: [], citations: [], refusal: null, notes: [], suggestions: [] };
}

/** Every conversation, latest first. */
export function list() {
  return read(LIST, /** @type {Entry[]} */ ([]));
}

/**
 * The conversation with that id, or null. Turns that a closed page left unfinished are marked so.
 * @param {string} id
 */
export function open(id) {
  /** @type {Conversation | null} */
  const found = read(name(id));
  if (!found) return null;
  for (const turn of found.turns) {
    if (turn.status === "waiting" || turn.status === "streaming") turn.status = "interrupted";
  }
  return found;
}

/**
 * Keep a conversation. The oldest make room when the browser is full; false when even that did not help.
 * @param {Conversation} conversation
 */
export function save(conversation) {
  const { id, turns } = conversation;
  if (!turns.length) return true;
  if (!conversation.named) conversation.title = turns[0].question.slice(0, LONGEST_TITLE);
  const others = list().filter((entry) => entry.id !== id);
  let kept = write(name(id), conversation);
  while (!kept) {
    const oldest = others.pop();
    if (!oldest) break;
    forget(name(oldest.id));
    kept = write(name(id), conversation);
  }
  write(LIST, [{ id, title: conversation.title, updated: Date.now() }, ...others]);
  return kept;
}

/**
 * Give a conversation a title.
 * @param {string} id
 * @param {string} title
 */
export function rename(id, title) {
  const text = title.trim().slice(0, LONGEST_TITLE);
  const found = read(name(id));
  if (!text || !found) return;
  write(name(id), { ...found, title: text, named: true });
  write(LIST, list().map((entry) => (entry.id === id ? { ...entry, title: text } : entry)));
}

/**
 * Delete a conversation; the returned function brings it back.
 * @param {string} id
 */
export function remove(id) {
  const before = list();
  const found = read(name(id));
  forget(name(id));
  write(LIST, before.filter((entry) => entry.id !== id));
  return () => {
    write(name(id), found);
    const back = before.filter((entry) => entry.id === id);
    write(LIST, [...list(), ...back].sort((a, b) => b.updated - a.updated));
  };
}

/**
 * What the server needs to understand a follow-up: the last answered turns.
 * @param {Turn[]} turns
 * @param {number} [most]
 * @returns {Wire.Turn[]}
 */
export function turnsForServer(turns, most = 4) {
  return turns.filter(({ status }) => status === "done").slice(-most).flatMap(({ question, answer }) => [
    { role: "user", content: question },
    { role: "assistant", content: plainAnswer(answer).slice(0, LONGEST_ANSWER) },
  ]);
}

/** @param {Told} answer */
function plainAnswer({ refusal, answer, citations }) {
  if (refusal) return refusal.message;
  const labels = new Map(citations.map(({ number, label }) => [number, label]));
  return answer.map((s) => `${s.text} (${s.citations.map((n) => labels.get(n)).join("; ")})`).join("\n");
}
