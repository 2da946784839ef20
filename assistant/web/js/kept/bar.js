// @ts-check
/** The bar above a conversation: its name, and the menu that saves it as a file or prints it. */

import { el } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { t } from "../kit/i18n.js";
import { ApiError } from "../kit/error.js";
import { toast } from "../page/toast.js";
import { menuOf } from "./menu.js";

/** @import { Conversation } from "../chat/history.js" */

const REST = 1_000; // milliseconds until what it needs is fetched, so that the network may go away

setTimeout(() => Promise.allSettled([import("../export/file.js"), import("./link.js")]), REST);

/**
 * What the bar shows of a conversation that has answers.
 * @param {Conversation} conversation
 */
export function bar(conversation) {
  const { named, title } = conversation;
  return [el("p", { class: "chat-title", dir: "auto" }, named && title), saveMenu(conversation)];
}

/** @param {Conversation} conversation */
function saveMenu(conversation) {
  return menuOf([icon("save"), t("export.title")], [
    ["page", t("export.word"), () => save("docx", conversation)],
    ["save", t("export.markdown"), () => save("md", conversation)],
    ["print", t("export.print"), () => print()],
  ]);
}

/**
 * @param {"docx" | "md"} kind
 * @param {Conversation} conversation
 */
async function save(kind, conversation) {
  try {
    const { exportAs } = await import("../export/file.js");
    await exportAs(kind, conversation);
  } catch (error) {
    const told = error instanceof ApiError && !error.away && error.words;
    toast(told || t("export.failed"));
  }
}
