// @ts-check
/** The clipboard, also where the page is not served over https and the modern interface is missing. */

import { el } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { toast } from "./toast.js";

/**
 * Copy text and say so.
 * @param {string} text
 * @param {string} [words] what is said of it
 */
export async function copy(text, words = t("copy.done")) {
  toast((await copied(text)) ? words : t("copy.failed"));
}

/** @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { class: "visually-hidden", "aria-hidden": "true", tabindex: "-1" });
    const before = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus();
    return done;
  }
}
