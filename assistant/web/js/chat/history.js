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
 * @property {string} [provision] which one it should have cited, as it was typed
 * @property {Shared} [shared] the link that asked it
 * @property {boolean} [fromFile] whether a file of the reader's brought it, and not the server
 */
/**
 * What a link says of the answer that it was made of: the index and the day of its texts, the language, and
 * the turns before, where it leaned on them.
 * @typedef {{ index: string, built: string, language: string, before: Wire.Turn[] }} Shared
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
/** @typedef {{ id: string, title: string, updated: number, pinned?: boolean }} Entry */
/** @typedef {Conversation & Entry} Kept a conversation with what the list says of it */

const LIST = "history";
export const LONGEST_TITLE = 80;

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
 * @param {Shared} [shared]
 * @returns {Turn}
 */
export function newTurn(question, filters, filterLabels, number, shared) {
  const id = `${number}-${Date.now().toString(36)}`;
  return { id, question, filters, filterLabels, shared, status: "waiting", answer: nothing() };
}

/**
 * What is known of an answer before it comes.
 * @returns {ShownAnswer}
 */
export function nothing() {
  return { answer: [], citations: [], refusal: null, notes: [], suggestions: [] };
}

/** Every conversation, those on top before the others, latest first. */
export function list() {
  const rank = ({ pinned = false }) => Number(pinned);
  return read(LIST, /** @type {Entry[]} */ ([])).sort((a, b) => rank(b) - rank(a) || b.updated - a.updated);
}

/** Every conversation, whole. */
export function all() {
  return list().flatMap((entry) => {
    const found = open(entry.id);
    return found ? [/** @type {Kept} */ ({ ...found, ...entry })] : [];
  });
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
  const entries = list();
  const others = entries.filter((entry) => entry.id !== id);
  const before = entries.find((entry) => entry.id === id);
  let kept = write(name(id), conversation);
  while (!kept) {
    const oldest = others.pop();
    if (!oldest) break;
    forget(name(oldest.id));
    kept = write(name(id), conversation);
  }
  write(LIST, [{ ...before, id, title: conversation.title, updated: Date.now() }, ...others]);
  return kept;
}

/**
 * Keep one that comes from elsewhere, as old as it is; false when the browser has no room for it.
 * @param {Kept} conversation
 */
export function take({ id, title, named, turns, updated, pinned }) {
  if (!write(name(id), { id, title, named, turns })) {
    forget(name(id));
    return false;
  }
  write(LIST, [{ id, title, updated, pinned }, ...list().filter((entry) => entry.id !== id)]);
  return true;
}

/**
 * Keep a conversation on top of the list, or no longer.
 * @param {string} id
 * @param {boolean} pinned
 */
export function pin(id, pinned) {
  write(LIST, list().map((entry) => (entry.id === id ? { ...entry, pinned } : entry)));
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
 * Delete conversations; the returned function brings them back.
 * @param {string[]} ids
 */
export function remove(ids) {
  const gone = all().filter(({ id }) => ids.includes(id));
  for (const id of ids) forget(name(id));
  write(LIST, list().filter(({ id }) => !ids.includes(id)));
  return () => gone.forEach(take);
}
