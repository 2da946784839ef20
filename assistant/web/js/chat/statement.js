// @ts-check
/**
 * One statement of an answer: its words, its numbers, whose words they are, and the guide's words beside it.
 */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { spoken, t } from "../kit/i18n.js";
import { provenanceBadge, wordsClass } from "../reading/passage.js";
import { numbersOf } from "../reading/reference.js";
import { guideNote } from "../reading/surroundings.js";
import { isUnread, unreadNote } from "../reading/unread.js";
import { lastWith, quotedWords } from "./quote.js";

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
  const { kind, text } = statement;
  const sources = statement.citations.flatMap((number) => citationOf(turn, number) ?? []);
  const numbers = numbersOf(statement).map((number) => numberButton(number, turn, open));
  if (kind === "concept") return conceptView(statement, turn, numbers);
  if (kind === "count") {
    return el("div", { class: "statement count" }, el("p", { dir: "auto" }, lastWith(text, numbers)));
  }
  const first = sources.at(0);
  const said = spoken(first?.document.language);
  const quoted = kind === "quote" ? quotedWords(statement, sources, numbers) : null;
  const badge = quoted
    ? first && provenanceBadge(first.provenance, first.quoted_in, first.origin)
    : el("span", { class: `badge badge-${kind}` }, t(`kind.${kind}`));
  const labels = sources.map(({ label }) => el("bdi", { class: "said-label" }, label));
  return el("div", { class: `statement statement-${kind}` },
    el("div", { class: "said", dir: said.dir },
      quoted
        ? el("blockquote", { class: wordsClass(first?.provenance ?? "quoted"), ...said }, quoted.words)
        : el("p", said, lastWith(text, numbers)),
      quoted?.below,
      el("p", { class: "said-by" }, labels, badge)),
    plainWords(statement, turn));
}

/**
 * What a thing is, in words that are ours and marked so.
 * @param {Wire.Statement} statement
 * @param {Turn} turn
 * @param {HTMLElement[]} numbers
 */
function conceptView(statement, turn, numbers) {
  const { concept } = statement;
  return el("div", { class: "statement plain concept", role: "note", "aria-label": t("answer.concept") },
    el("p", { class: "plain-title" }, t("answer.concept")),
    el("p", { dir: "auto" }, lastWith(statement.text, numbers)),
    concept && el("p", { class: "fine" }, el("a", { href: `/glossary#${concept}` }, t("nav.glossary"))),
    statement === firstUnread(turn) && unreadNote());
}

/**
 * The first of an answer's plain words that nobody whose language it is has read.
 * @param {Turn} turn
 */
function firstUnread(turn) {
  return turn.answer.answer.find(({ plain_state: state }) => isUnread(state));
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
 * The guide's words; the first of an answer that nobody whose language it is has read say so.
 * @param {Wire.Statement} statement
 * @param {Turn} turn
 */
function plainWords(statement, turn) {
  const { plain: summary, plain_language: language, plain_state: state } = statement;
  return guideNote({ summary, language, state: statement === firstUnread(turn) ? state : "" }, "p");
}
