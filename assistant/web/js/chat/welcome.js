// @ts-check
/** What an empty conversation shows: what this is, and four questions to begin with. */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { t } from "../kit/i18n.js";

/** @type {import("../kit/i18n.js").Key[]} */
const EXAMPLES = ["examples.1", "examples.2", "examples.3", "examples.4"];

/** @param {(question: string) => void} ask */
export function welcome(ask) {
  const example = (/** @type {string} */ words) => button(words, () => ask(words), { class: "suggestion" });
  return el("section", { class: "welcome" },
    el("p", { class: "welcome-title" }, t("welcome.title")),
    el("p", { class: "welcome-words" }, t("welcome.words")),
    el("h2", { class: "welcome-try" }, t("welcome.try")),
    el("ul", {}, EXAMPLES.map((key) => el("li", {}, example(t(key))))));
}
