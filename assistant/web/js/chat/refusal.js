// @ts-check
/** Why there is no answer, and what to do next: an official page, what lies nearest, questions to ask. */

import { button } from "../kit/controls.js";
import { el, outward, safeAddress } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { t, tOr } from "../kit/i18n.js";
import { provisionLink } from "../reading/passage.js";
import { examples, questionList } from "./questions.js";

/** @import { Turn } from "./history.js" */
/** @import { Actions } from "./turn.js" */

/**
 * @param {Wire.Refusal} refusal
 * @param {Turn} turn
 * @param {Actions} actions
 */
export function refusalView({ reason, message, closest, pointer, help }, turn, actions) {
  const filtered = Object.values(turn.filters).some((values) => values.length);
  const friendly = reason === "conversation";
  const nearest = closest.map((locator) =>
    el("li", {}, provisionLink(locator, actions.labelOf(locator), { "data-locator": locator })));
  const leads = filtered || nearest.length || pointer;
  const questions = help?.length || leads ? help ?? [] : examples();
  const said = friendly ? t("refusal.conversation") : t("refusal.label");
  return el("div", { class: friendly ? "refusal friendly" : "refusal", role: "group", "aria-label": said },
    friendly ? null : el("p", { class: "refusal-reason" }, tOr(`refusal.${reason}`, reason)),
    el("p", { dir: "auto" }, message),
    pointer && pageLink(pointer),
    filtered && button(t("refusal.withoutFilters"), () => actions.again(turn, {})),
    nearest.length > 0 && el("div", {},
      el("h3", {}, t("answer.closest")), el("ul", { class: "link-list" }, nearest)),
    questions.length > 0 && el("div", { class: "help" },
      reason === "unclear" ? null : el("h3", {}, t("answer.you_can_ask")),
      questionList(questions, actions.ask)));
}

/**
 * The official page that has it, in a tab of its own.
 * @param {Wire.Page} page
 */
function pageLink({ label, url }) {
  if (!safeAddress(url)) return null;
  return outward(url, { class: "button pointer" }, el("bdi", {}, label), icon("out"),
    el("span", { class: "visually-hidden" }, ` (${t("answer.newTab")})`));
}
