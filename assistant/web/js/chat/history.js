// @ts-check
/**
 * The history: conversations kept in this browser, and by whoever is told of changes. The list is one entry,
 * each conversation another.
 */

import * as shelf from "./shelf.js";

export { list } from "./shelf.js";

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
/** @import { Entry } from "./shelf.js" */
/** @typedef {Conversation & Entry} Kept a conversation with what the list says of it */

export const LONGEST_TITLE = 80;

const { list } = shelf;

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

let changed = () => {};

/**
 * Have somebody told of each change by the reader.
 * @param {() => void} listener
 */
export function onChange(listener) {
  changed = listener;
}

/** @param {Entry[]} entries */
function keepList(entries) {
  shelf.keepList(entries);
  changed();
}

/** Every conversation, whole; without what the server has of it. */
export function all() {
  return list().flatMap(({ revision, stored, ...entry }) => {
    const found = open(entry.id);
    return found ? [/** @type {Kept} */ ({ ...found, ...entry })] : [];
  });
}

/**
 * The conversation with that id, or null. Turns that a closed page left unfinished are marked so.
 * @param {string} id
 */
export function open(id) {
  const found = shelf.contentOf(id);
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
  let kept = shelf.keepContent(conversation);
  while (!kept) {
    const oldest = others.pop();
    if (!oldest) break;
    shelf.forgetContent(oldest.id);
    kept = shelf.keepContent(conversation);
  }
  keepList([{ ...before, id, title: conversation.title, updated: Date.now() }, ...others]);
  return kept;
}

/**
 * Keep one that comes from elsewhere, as old as it is; false when the browser has no room for it.
 * @param {Kept} conversation
 */
export function take(conversation) {
  const taken = shelf.put(conversation);
  shelf.keepGone(shelf.gone().filter((id) => id !== conversation.id));
  changed();
  return taken;
}

/**
 * Keep a conversation on top of the list, or no longer.
 * @param {string} id
 * @param {boolean} pinned
 */
export function pin(id, pinned) {
  keepList(list().map((entry) => (entry.id === id ? { ...entry, pinned } : entry)));
}

/**
 * Give a conversation a title.
 * @param {string} id
 * @param {string} title
 */
export function rename(id, title) {
  const text = title.trim().slice(0, LONGEST_TITLE);
  const found = shelf.contentOf(id);
  if (!text || !found) return;
  shelf.keepContent({ ...found, title: text, named: true });
  keepList(list().map((entry) => (entry.id === id ? { ...entry, title: text } : entry)));
}

/**
 * Delete conversations; the returned function brings them back.
 * @param {string[]} ids
 */
export function remove(ids) {
  const removed = all().filter(({ id }) => ids.includes(id));
  const known = list().filter(({ id, revision }) => revision && ids.includes(id));
  shelf.keepGone([...shelf.gone(), ...known.map(({ id }) => id)]);
  shelf.drop(ids);
  changed();
  return () => removed.forEach(take);
}
