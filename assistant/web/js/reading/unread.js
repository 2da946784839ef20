// @ts-check
/** Plain words that no native speaker has read yet: the page says so, once and quietly. */

import { el } from "../kit/dom.js";
import { t } from "../kit/i18n.js";

/**
 * Whether words of the guide in that state are to be marked. Answers kept from before have no state.
 * @param {string | undefined} state
 */
export function isUnread(state) {
  return state === "drafted" || state === "reviewed";
}

/** The words that say it. */
export function unreadNote() {
  return el("p", { class: "plain-unread quiet" }, t("answer.unread"));
}
