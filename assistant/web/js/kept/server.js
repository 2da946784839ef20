// @ts-check
/**
 * The conversations that the server keeps for a person, too: this browser's copy and the server's are made
 * the same, whenever something has changed here, the page is looked at again, or the server is back.
 */

import * as history from "../chat/history.js";
import * as shelf from "../chat/shelf.js";
import * as api from "../kit/api.js";
import { ApiError } from "../kit/error.js";
import { t } from "../kit/i18n.js";
import { connection } from "../page/connection.js";
import { toast } from "../page/toast.js";
import { conversationOf, Misshapen } from "./form.js";

/** @import { Chat } from "../chat/chat.js" */
/** @import { Kept } from "../chat/history.js" */
/** @import { Entry } from "../chat/shelf.js" */

const PAUSE = 1_000; // milliseconds without a change until it is stored
const LATER = 30_000; // until a server that is busy is asked again

/** @type {Chat} that shows them */
let chat;
let timer = 0;
let running = Promise.resolve();
let leaving = false;
/** @type {Map<string, string>} the state of each that the server has no room for, by id */
const refused = new Map();

/**
 * Begin, and go on for as long as the page is open.
 * @param {Chat} beside
 */
export function begin(beside) {
  chat = beside;
  history.onChange(() => soon());
  connection.addEventListener("change", () => !connection.away && soon());
  addEventListener("focus", () => soon());
  soon(0);
}

/** Store what there is still to store, and fetch no more. */
export async function end() {
  leaving = true;
  clearTimeout(timer);
  await (running = running.then(sync, sync));
}

/** Take out of this browser what the server keeps as it is here. */
export function leaveNothing() {
  shelf.drop(shelf.list().filter((entry) => entry.stored === stateOf(entry)).map(({ id }) => id));
}

/** @param {number} [pause] */
function soon(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(() => running = running.then(sync, sync), pause);
}

/** One tab at a time, where the browser can have that. */
async function sync() {
  const before = shown();
  try {
    await (navigator.locks?.request("cbd.conversations", compare) ?? compare());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 409) soon();
    else if (error.away && !error.status) connection.lost();
    else if (error.away || error.status === 429) soon(LATER);
  }
  if (shown() !== before) chat?.sidebar.draw(chat.conversation.id);
}

/** What the list shows. */
const shown = () => JSON.stringify(shelf.list().map((entry) => [entry.id, stateOf(entry)]));

async function compare() {
  for (const id of shelf.gone()) {
    await api.kept(id, { method: "DELETE" }).catch(unlessMissing);
    shelf.keepGone(shelf.gone().filter((other) => other !== id));
    refused.clear(); // there is room again
  }
  /** @type {Wire.Conversations} */
  const { conversations, deleted } = await api.kept();
  const there = new Map(conversations.map(({ id, revision }) => [id, revision]));
  for (const id of deleted) there.set(id, "");
  for (const entry of shelf.list()) if (!isComing(entry.id)) await settle(entry, there.get(entry.id));
  for (const [id, revision] of there) {
    if (revision && !entryOf(id) && !shelf.gone().includes(id)) await fetchIn(id);
  }
}

/**
 * Make one the same on both sides.
 * @param {Entry} entry
 * @param {string} [revision] that the server has; empty: it was deleted there; none: it was lost there
 */
async function settle(entry, revision) {
  const state = stateOf(entry);
  if (entry.stored === state && revision === "") shelf.drop([entry.id]);
  else if (entry.stored !== state && revision && revision !== entry.revision) await keepBoth(entry);
  else if (entry.stored !== state || !revision) await store(entry, revision);
  else if (revision !== entry.revision) await fetchIn(entry.id, state);
}

/**
 * Store one after a revision.
 * @param {Entry} entry
 * @param {string} [revision]
 */
async function store(entry, revision = "") {
  const found = history.open(entry.id);
  const stored = stateOf(entry);
  if (!found || refused.get(entry.id) === stored) return;
  const { updated, pinned = false } = entry;
  const { title, named, turns } = found;
  const body = { title, named, pinned, updated, turns, revision };
  try {
    /** @type {Wire.Revision} */
    const kept = await api.kept(entry.id, { method: "PUT", body });
    shelf.note(entry.id, { revision: kept.revision, stored });
  } catch (error) {
    if (!(error instanceof ApiError) || ![413, 422].includes(error.status)) throw error;
    refused.set(entry.id, stored);
    toast(t("kept.serverFull"));
  }
}

/**
 * Take the server's in place of the one here, unless that has changed meanwhile.
 * @param {string} id
 * @param {string} [state] of the one here; none: there is none
 */
async function fetchIn(id, state) {
  if (leaving) return;
  const found = await read(id);
  const now = entryOf(id);
  if (!found || leaving || isComing(id) || (now && stateOf(now)) !== state) return;
  if (!shelf.put({ ...found, stored: stateOf(found) }) || chat?.conversation.id !== id) return;
  chat.conversation = history.open(id) ?? chat.conversation;
  chat.draw();
}

/**
 * It was changed here and elsewhere: the one from there becomes another, unless both are the same.
 * @param {Entry} entry
 */
async function keepBoth(entry) {
  const found = await read(entry.id);
  const own = history.open(entry.id);
  if (!found || !own) return;
  const { revision, ...theirs } = found;
  if (contentOf(theirs) === contentOf({ ...own, ...entry })) {
    shelf.note(entry.id, { revision: revision ?? "", stored: stateOf(entry) });
    return;
  }
  shelf.put({ ...theirs, id: history.newConversation().id });
  toast(t("kept.serverBoth"));
  await store(entry, revision);
  soon();
}

/**
 * The server's, or null where it is gone, or of a form that this page does not know.
 * @param {string} id
 * @returns {Promise<Kept | null>}
 */
async function read(id) {
  const found = await api.kept(id).catch(unlessMissing);
  try {
    return found && { ...conversationOf(found), revision: found.revision };
  } catch (error) {
    if (error instanceof Misshapen) return null;
    throw error;
  }
}

/** @param {unknown} error */
function unlessMissing(error) {
  if (error instanceof ApiError && error.status === 404) return null;
  throw error;
}

/** Whether an answer is on its way into a conversation. @param {string} id */
const isComing = (id) => chat?.exchange.busy && chat.conversation.id === id;

const entryOf = (/** @type {string} */ id) => shelf.list().find((entry) => entry.id === id);

/** What is another whenever a conversation was changed. @param {Entry} entry */
function stateOf({ updated, title, pinned = false }) {
  return JSON.stringify([updated, title, pinned]);
}

/** What makes two conversations the same. @param {Kept} conversation */
function contentOf({ title, pinned = false, turns }) {
  const told = turns.map(({ question, status, answered, rating, comment }) =>
    [question, status, answered, rating, comment]);
  return JSON.stringify([title, pinned, told]);
}
