// @ts-check
/**
 * What stands below a whole answer: its sources, or why there is none; what to do with it; what else to ask.
 */

import { button, iconButton } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { date, inLanguage, spoken, t } from "../kit/i18n.js";
import { copy } from "../page/clipboard.js";
import { part } from "../page/part.js";
import { provenanceBadge } from "../reading/passage.js";
import { reference } from "../reading/reference.js";
import { foldList } from "./fold.js";
import { questionList } from "./questions.js";
import { refusalView } from "./refusal.js";
import { citeKey } from "./statement.js";

/** @import { Turn } from "./history.js" */
/** @import { Actions } from "./turn.js" */

/**
 * @param {Turn} turn
 * @param {Actions} actions
 */
export function foot(turn, actions) {
  const { refusal, notes, suggestions } = turn.answer;
  return [
    refusal && refusalView(refusal, turn, actions),
    (notes ?? []).map((note) => el("p", { class: "note", dir: "auto" }, note)),
    refusal ? null : sources(turn, actions),
    turn.answered && el("p", { class: "fine given" }, t("answer.given", { date: date(turn.answered) })),
    tools(turn, actions),
    suggestionsView(suggestions ?? [], actions),
  ];
}

/**
 * @param {Turn} turn
 * @param {Actions} actions
 */
function sources(turn, actions) {
  const lines = turn.answer.citations.map((citation) =>
    el("li", { "data-cite": citeKey(turn, citation.number) }, sourceLine(citation, turn, actions)));
  return el("div", { class: "sources", role: "group", "aria-label": t("answer.sources") },
    el("h3", {}, t("answer.sources")), el("ol", {}, lines), foldList(lines));
}

/**
 * @param {Wire.Citation} citation
 * @param {Turn} turn
 * @param {Actions} actions
 */
function sourceLine(citation, turn, actions) {
  const { number, label, document } = citation;
  const act = button([
    el("span", { class: "number", "aria-hidden": "true" }, number),
    el("span", { class: "source-words" },
      el("bdi", { class: "source-label" }, label), " ",
      el("span", { class: "quiet source-title", ...spoken(document.language) }, document.title)),
    provenanceBadge(citation.provenance, citation.quoted_in, citation.origin),
  ], () => actions.open(turn, number, act), { class: "source" });
  const take = () => copy(reference(citation));
  return [act, iconButton("copy", t("copy.referenceOf", { label }), take, { title: t("copy.reference") })];
}

/**
 * @param {Turn} turn
 * @param {Actions} actions
 */
function tools(turn, actions) {
  const take = async () => {
    const told = await part(import("../export/told.js"));
    if (told) copy(inLanguage(turn.answer.language, () => told.answerText(turn.question, turn.answer)));
  };
  return el("div", { class: "tools" },
    turn.answer.refusal ? null : button([icon("copy"), t("copy.answer")], take),
    button([icon("share"), t("share.title")], () => actions.share(turn)),
    el("div", { class: "rating" })); // filled by rating.js, which comes with the first answer
}

/**
 * @param {string[]} questions
 * @param {Actions} actions
 */
function suggestionsView(questions, { ask }) {
  if (!questions.length) return null;
  return el("div", { class: "suggestions", role: "group", "aria-label": t("answer.suggestions") },
    el("h3", {}, t("answer.suggestions")), questionList(questions, ask));
}
