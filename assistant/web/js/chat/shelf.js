// @ts-check
/**
 * What lies in this browser of the conversations: the list is one entry, each conversation another. Nobody is
 * told of what is changed here.
 */

import { forget, read, write } from "../kit/store.js";

/** @import { Conversation, Kept } from "./history.js" */
/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} title
 * @property {number} updated
 * @property {boolean} [pinned]
 * @property {string} [revision] that the server has of it
 * @property {string} [stored] the state of it that this revision is
 */

const LIST = "history";
const GONE = "history.gone"; // ids that the server has, and must forget

/** @param {string} id */
const name = (id) => `conversation.${id}`;

/** Every conversation, those on top before the others, latest first. */
export function list() {
  const rank = ({ pinned = false }) => Number(pinned);
  return read(LIST, /** @type {Entry[]} */ ([])).sort((a, b) => rank(b) - rank(a) || b.updated - a.updated);
}

/** @param {Entry[]} entries */
export function keepList(entries) {
  write(LIST, entries);
}

/**
 * A conversation as it was kept, or null.
 * @param {string} id
 * @returns {Conversation | null}
 */
export function contentOf(id) {
  return read(name(id));
}

/**
 * Keep a conversation without its place in the list; false when the browser has no room for it.
 * @param {Conversation} conversation
 */
export function keepContent(conversation) {
  return write(name(conversation.id), conversation);
}

/** @param {string} id */
export function forgetContent(id) {
  forget(name(id));
}

/**
 * Keep one that comes from elsewhere, as old as it is; false when the browser has no room for it.
 * @param {Kept} conversation
 */
export function put({ named, turns, ...entry }) {
  const { id, title } = entry;
  if (!keepContent({ id, title, named, turns })) {
    forgetContent(id);
    return false;
  }
  keepList([entry, ...list().filter((other) => other.id !== id)]);
  return true;
}

/**
 * Note what the server has of a conversation.
 * @param {string} id
 * @param {{ revision: string, stored: string }} kept
 */
export function note(id, kept) {
  keepList(list().map((entry) => (entry.id === id ? { ...entry, ...kept } : entry)));
}

/**
 * Take conversations out of this browser.
 * @param {string[]} ids
 */
export function drop(ids) {
  ids.forEach(forgetContent);
  keepList(list().filter(({ id }) => !ids.includes(id)));
}

/** The ids of those that were deleted here, and that the server has still. */
export function gone() {
  return read(GONE, /** @type {string[]} */ ([]));
}

/** @param {string[]} ids */
export function keepGone(ids) {
  write(GONE, ids);
}
