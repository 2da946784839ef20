// @ts-check
/** What both files have in common: which turns they hold, and the line on who made them from what. */

import { t } from "../kit/i18n.js";
import { isUnread } from "../reading/unread.js";

/** @import { Conversation } from "../chat/history.js" */

/** @param {Conversation} conversation */
export function answered({ turns }) {
  return turns.filter(({ status }) => status !== "waiting");
}

/**
 * What is said once of plain words that no native speaker has read yet; "" where there are none.
 * @param {Conversation} conversation
 */
export function unreadLine(conversation) {
  const statements = answered(conversation).flatMap(({ answer }) => answer.answer);
  const unread = statements.some(({ plain_state: state }) => isUnread(state));
  return unread ? t("answer.unread") : "";
}

/** @param {Conversation} conversation */
export function madeLine(conversation) {
  const index = answered(conversation).at(-1)?.answer.index?.id ?? "";
  return t("export.made", { date: new Date().toISOString().slice(0, 10), index });
}
