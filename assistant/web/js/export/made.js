// @ts-check
/** What both files have in common: which turns they hold, and the line on who made them from what. */

import { t } from "../kit/i18n.js";

/** @import { Conversation } from "../chat/history.js" */

/** @param {Conversation} conversation */
export function answered({ turns }) {
  return turns.filter(({ status }) => status !== "waiting");
}

/** @param {Conversation} conversation */
export function madeLine(conversation) {
  const index = answered(conversation).at(-1)?.answer.index?.id ?? "";
  return t("export.made", { date: new Date().toISOString().slice(0, 10), index });
}
