// @ts-check
/** What an empty conversation shows: what this is, and four questions to begin with. */

import { el } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { examples, questionList } from "./questions.js";

/** @param {(question: string) => void} ask */
export function welcome(ask) {
  return el("section", { class: "welcome" },
    el("p", { class: "welcome-title" }, t("welcome.title")),
    el("p", { class: "welcome-words" }, t("welcome.words"), " ",
      el("a", { href: "/about" }, t("welcome.about"))),
    el("h2", { class: "welcome-try" }, t("welcome.try")),
    questionList(examples(), ask));
}
