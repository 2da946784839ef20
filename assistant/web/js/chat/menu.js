// @ts-check
/** The bar above a conversation: its name, and the menu that saves it as a file or prints it. */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { t } from "../kit/i18n.js";
import { ApiError } from "../kit/error.js";
import { toast } from "../page/toast.js";

/** @import { IconName } from "../kit/icons.js" */
/** @import { Conversation } from "./history.js" */

/**
 * What the bar shows: nothing while there is nothing to save.
 * @param {Conversation} conversation
 */
export function bar(conversation) {
  const { turns, named, title } = conversation;
  if (!turns.some(({ status }) => status === "done")) return null;
  return [el("p", { class: "chat-title", dir: "auto" }, named && title), saveMenu(conversation)];
}

/**
 * The menu, which closes when something is chosen, on Escape, and when the focus leaves it.
 * @param {Conversation} conversation
 */
function saveMenu(conversation) {
  /** @type {[IconName, string, () => unknown][]} */
  const choices = [
    ["page", t("export.word"), () => save("docx", conversation)],
    ["save", t("export.markdown"), () => save("md", conversation)],
    ["print", t("export.print"), () => print()],
  ];
  const summary = el("summary", { class: "button" }, icon("save"), t("export.title"));
  const menu = el("details", { class: "menu" }, summary, el("ul", {}, choices.map(([name, words, action]) => {
    const act = () => {
      menu.open = false;
      action();
    };
    return el("li", {}, button([icon(name), words], act, { class: "menu-item" }));
  })));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    summary.focus();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
  return menu;
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

/** Fetch what writes the files: now there is something to save, even when the network goes away. */
export function prepareFiles() {
  import("../export/file.js").catch(() => {});
}
