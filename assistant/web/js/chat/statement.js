// @ts-check
/**
 * One statement of an answer: its words, its numbers, whose words they are, and the guide's words beside it.
 */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { spoken, t } from "../kit/i18n.js";
import { provenanceBadge, wordsClass } from "../reading/passage.js";
import { chapeauAndQuote } from "../reading/reference.js";
import { isUnread, unreadNote } from "../reading/unread.js";

/** @import { Turn } from "./history.js" */

/**
 * Shows a source; `invoker` gets the focus back.
 * @typedef {(turn: Turn, number: number, invoker: HTMLElement) => void} OpenSource
 */

/**
 * The key under which a number, its source and the panel know each other.
 * @param {Turn} turn
 * @param {number} number
 */
export function citeKey(turn, number) {
  return `${turn.id}:${number}`;
}

/**
 * The citation of that number, once it has come.
 * @param {Turn} turn
 * @param {number} number
 */
export function citationOf(turn, number) {
  return turn.answer.citations.find((citation) => citation.number === number);
}

/**
 * @param {Wire.Statement} statement
 * @param {Turn} turn
 * @param {OpenSource} open
 */
export function statementView(statement, turn, open) {
  const sources = statement.citations.flatMap((number) => citationOf(turn, number) ?? []);
  const first = sources.at(0);
  const said = spoken(first?.document.language);
  const quoted = statement.kind === "quote";
  const words = wordsAndNumbers(statement, sources, turn, open);
  const badge = quoted
    ? first && provenanceBadge(first.provenance, first.quoted_in)
    : el("span", { class: `badge badge-${statement.kind}` }, t(`kind.${statement.kind}`));
  const labels = sources.map(({ label }) => el("span", { class: "said-label" }, label));
  return el("div", { class: `statement statement-${statement.kind}` },
    el("div", { class: "said", dir: said.dir },
      quoted
        ? el("blockquote", { class: wordsClass(first?.provenance ?? "quoted"), ...said }, words)
        : el("p", said, words),
      el("p", { class: "said-by" }, labels, badge)),
    statement.plain && plainWords(statement, turn));
}

/**
 * The words, the last of them kept together with the numbers.
 * @param {Wire.Statement} statement
 * @param {Wire.Citation[]} sources
 * @param {Turn} turn
 * @param {OpenSource} open
 */
function wordsAndNumbers(statement, sources, turn, open) {
  const [chapeau, text] = chapeauAndQuote(statement, sources);
  const last = /\S{0,24}$/.exec(text)?.[0] ?? "";
  const numbers = statement.citations.map((number) => numberButton(number, turn, open));
  return [
    chapeau && el("span", { class: "chapeau" }, chapeau, " "),
    text.slice(0, text.length - last.length),
    el("span", { class: "numbers" }, last, "\u00a0", numbers),
  ];
}

/**
 * @param {number} number
 * @param {Turn} turn
 * @param {OpenSource} open
 */
function numberButton(number, turn, open) {
  const source = citationOf(turn, number);
  const label = source ? t("answer.openSource", { n: number, label: source.label }) : String(number);
  const act = button(number, () => source && open(turn, number, act),
    { class: "number", "data-cite": citeKey(turn, number), "aria-label": label });
  return act;
}

/**
 * The guide's words; the first of an answer that nobody whose language it is has read says so.
 * @param {Wire.Statement} statement
 * @param {Turn} turn
 */
function plainWords(statement, turn) {
  const first = turn.answer.answer.find(({ plain, plain_state: state }) => plain && isUnread(state));
  return el("div", { class: "plain", role: "note", "aria-label": t("answer.plain") },
    el("p", { class: "plain-title" }, t("answer.plain")),
    el("p", spoken(statement.plain_language), statement.plain),
    el("p", { class: "plain-mark" }, t("provenance.guide")),
    statement === first && unreadNote());
}
