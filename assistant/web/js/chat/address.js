// @ts-check
/** The address bar of the chat: which conversation is open, and the page's title. */

import { t } from "../kit/i18n.js";

/** @import { Conversation } from "./history.js" */

const OWN = ["c", "q", "draft"];

/** What the address asks for: a conversation (?c=), a question to ask (?q=) or to begin with (?draft=). */
export function asked(/** @type {URLSearchParams} */ parameters) {
  const [id, question, draft] = OWN.map((name) => parameters.get(name));
  return { id, question, draft };
}

/**
 * Name the open conversation in the address, unless another page has been opened since.
 * @param {Conversation} conversation
 * @param {string} path of the chat
 */
export function name(conversation, path) {
  const query = new URLSearchParams(location.search);
  for (const own of OWN) query.delete(own);
  if (conversation.turns.length) query.set("c", conversation.id);
  if (location.pathname !== path) return;
  history.replaceState(history.state, "", `${path}${query.size ? `?${query}` : ""}`);
  setTitle(conversation.title);
}

/**
 * The title of the page in the browser's tab.
 * @param {string} title "" for the assistant's own name
 */
export function setTitle(title) {
  document.title = title ? `${title} · ${t("app.name")}` : t("app.name");
}
