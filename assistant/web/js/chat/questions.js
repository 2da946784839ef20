// @ts-check
/** Questions that are asked with one click. */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { t } from "../kit/i18n.js";

/** @type {import("../kit/i18n.js").Key[]} */
const EXAMPLES = ["examples.1", "examples.2", "examples.3", "examples.4"];

/** The questions to begin with. */
export function examples() {
  return EXAMPLES.map((key) => t(key));
}

/**
 * @param {string[]} questions
 * @param {(question: string) => void} ask
 */
export function questionList(questions, ask) {
  return el("ul", {}, questions.map((question) =>
    el("li", {}, button(question, () => ask(question), { class: "suggestion", dir: "auto" }))));
}
