// @ts-check
/** All conversations at once: saved as a file, brought in from one, deleted. */

import * as history from "../chat/history.js";
import { download, el } from "../kit/dom.js";
import { learnMore, t } from "../kit/i18n.js";
import { toast } from "../page/toast.js";
import { conversationOf, Misshapen } from "./form.js";

/** @import { Kept } from "../chat/history.js" */
/** @typedef {{ onRemoved: (ids: string[]) => void, onChanged: () => void }} Handlers */

const FORMAT = "cbd-assistant.conversations";
const VERSION = 1;
const MEGABYTES = 16; // browsers keep five or ten of a page
const MOST = 5_000;

/** Give the reader a file of them. */
export function saveAll() {
  const made = new Date().toISOString();
  const content = { format: FORMAT, version: VERSION, made, conversations: history.all() };
  const name = `cbd-assistant-${made.slice(0, 10)}.json`;
  download(name, JSON.stringify(content), "application/json;charset=utf-8");
}

/**
 * Let the reader choose a file, and take in those that are not here yet.
 * @param {Handlers} handlers
 */
export function bringIn({ onChanged }) {
  const field = el("input", { type: "file", accept: ".json,application/json" });
  field.addEventListener("change", () => field.files?.[0] && takeIn(field.files[0], onChanged));
  field.click();
}

/**
 * All of them, or none where one is damaged.
 * @param {Blob} file
 * @param {() => void} onChanged
 */
async function takeIn(file, onChanged) {
  await learnMore();
  try {
    const found = await read(file);
    const here = new Set(history.all().map(sign));
    const fresh = found.filter((one) => !here.has(sign(one)));
    const taken = fresh.findIndex((one) => !history.take(own(one)));
    const n = taken < 0 ? fresh.length : taken;
    const left = fresh.length - n;
    toast(left ? t("kept.noRoom", { n, left }) : t("kept.broughtIn", { n, known: found.length - n }));
    onChanged();
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    toast(error.message);
  }
}

/** A file that cannot be taken in; the message is for the reader. */
class Unread extends Error {}

/**
 * @param {Blob} file
 * @returns {Promise<Kept[]>}
 */
async function read(file) {
  if (file.size > MEGABYTES * 2 ** 20) throw new Unread(t("kept.tooLarge", { n: MEGABYTES }));
  const content = await file.text().then(JSON.parse).catch(() => null);
  const listed = content?.format === FORMAT && content.version === VERSION && content.conversations;
  if (!Array.isArray(listed) || listed.length > MOST) throw new Unread(t("kept.notOurs"));
  return listed.map((one, number) => {
    try {
      return conversationOf(one);
    } catch (error) {
      if (!(error instanceof Misshapen)) throw error;
      throw new Unread(t("kept.damaged", { n: number + 1 }));
    }
  });
}

/**
 * What makes one conversation the same as another, whatever it is called.
 * @param {Kept} conversation
 */
function sign({ turns }) {
  return JSON.stringify(turns.map(({ question, answered, status }) => [question, answered, status]));
}

/**
 * As it is kept here: under an id that is free, its answers marked as those of a file.
 * @param {Kept} conversation
 */
function own(conversation) {
  const turns = conversation.turns.map((turn) => ({ ...turn, fromFile: true }));
  const id = history.open(conversation.id) ? history.newConversation().id : conversation.id;
  return { ...conversation, id, turns };
}

/**
 * Delete them; the reader may undo it.
 * @param {Handlers} handlers
 */
export async function deleteAll({ onRemoved, onChanged }) {
  await learnMore();
  const ids = history.list().map(({ id }) => id);
  const restore = history.remove(ids);
  onRemoved(ids);
  const run = () => {
    restore();
    onChanged();
  };
  toast(t("kept.deletedAll", { n: ids.length }), { label: t("history.undo"), run });
}
