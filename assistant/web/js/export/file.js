// @ts-check
/** A conversation as a file of the reader's: Markdown or Word. */

import { download } from "../kit/dom.js";
import { DOCX } from "./document.js";
import { markdown } from "./markdown.js";
import { word } from "./word.js";

/** @import { Conversation } from "../chat/history.js" */

const LONGEST_NAME = 60;

/**
 * A file name made of a title, in any script.
 * @param {string} title
 * @param {string} suffix
 */
export function fileName(title, suffix) {
  const stem = title.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${stem.slice(0, LONGEST_NAME) || "cbd-assistant"}.${suffix}`;
}

/**
 * Give the reader the file.
 * @param {"md" | "docx"} kind
 * @param {Conversation} conversation
 */
export function exportAs(kind, conversation) {
  const name = fileName(conversation.title, kind);
  if (kind === "md") download(name, markdown(conversation), "text/markdown;charset=utf-8");
  else download(name, word(conversation), DOCX);
}
