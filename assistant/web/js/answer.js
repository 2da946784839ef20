/** One turn of a conversation: the question, and the answer as it arrives, with its numbers, sources and actions. */

import { copy } from "./clipboard.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { spoken, t, tOr } from "./i18n.js";
import { provenanceBadge, provisionLink, wordsClass } from "./passage.js";
import { answerText, chapeauAndQuote, reference } from "./reference.js";
import { RatingForm } from "./rating.js";

/** The key under which a number, its source and the panel know each other. */
export function citeKey(turn, number) {
  return `${turn.id}:${number}`;
}

export class TurnView {
  #statements = new Map();

  /** `actions` has ask(question), open(turn, number, invoker), again(turn, filters), save(). */
  constructor(turn, actions) {
    this.turn = turn;
    this.actions = actions;
    this.state = el("div", { class: "turn-state" });
    this.statements = el("div", { class: "statements" });
    this.foot = el("div", { class: "turn-foot" });
    this.head = el("div", { class: "turn-head" });
    this.element = el("article", { class: "turn", "aria-labelledby": `question-${turn.id}` },
      el("h2", { class: "question", id: `question-${turn.id}`, dir: "auto" }, turn.question),
      turn.filterLabels?.length ? el("p", { class: "quiet turn-filters" }, `${t("filters.only")}: ${turn.filterLabels.join(" · ")}`) : null,
      this.head, this.statements, this.state, this.foot);
    this.draw();
  }

  /** Draw everything from the turn's own state. */
  draw() {
    const { turn } = this;
    fill(this.foot);
    if (!this.#complete()) {
      fill(this.statements);
      this.#statements.clear();
      for (const statement of turn.answer?.answer ?? []) this.#append(statement);
    }
    this.element.setAttribute("aria-busy", String(["waiting", "streaming"].includes(turn.status)));
    if (turn.status === "done") this.#finish();
    else this.#unfinished();
  }

  /** Whether the statements that came one by one are those of the whole answer: then they stay, with the focus that may be in them. */
  #complete() {
    const shown = [...this.#statements.keys()].map((statement) => JSON.stringify([statement.text, statement.citations, statement.plain]));
    const whole = (this.turn.answer?.answer ?? []).map((statement) => JSON.stringify([statement.text, statement.citations, statement.plain]));
    return shown.length > 0 && shown.length === whole.length && shown.every((text, n) => text === whole[n]);
  }

  /** The server has looked for passages. */
  retrieved() {
    this.#unfinished();
  }

  /** A statement has come. */
  stated(statement) {
    this.turn.answer.answer.push(statement);
    this.#append(statement);
    this.#unfinished();
  }

  /** A citation has come: name the source below the statements that rest on it. */
  cited(citation) {
    this.turn.answer.citations.push(citation);
    for (const [statement, node] of this.#statements) {
      if (!statement.citations.includes(citation.number)) continue;
      const fresh = this.#statement(statement);
      node.replaceWith(fresh);
      this.#statements.set(statement, fresh);
    }
  }

  #citation(number) {
    return this.turn.answer.citations.find((citation) => citation.number === number);
  }

  #append(statement) {
    const node = this.#statement(statement);
    this.#statements.set(statement, node);
    this.statements.append(node);
  }

  #statement(statement) {
    const sources = statement.citations.map((number) => this.#citation(number)).filter(Boolean);
    const code = sources[0]?.document.language;
    const quoted = statement.kind === "quote";
    const [chapeau, text] = chapeauAndQuote(statement, sources);
    const last = /\S{0,24}$/.exec(text)[0];
    const words = [
      chapeau ? el("span", { class: "chapeau" }, chapeau, " ") : null,
      text.slice(0, text.length - last.length),
      el("span", { class: "numbers" }, last, "\u00a0", statement.citations.map((number) => this.#number(number))),
    ];
    return el("div", { class: `statement statement-${statement.kind}` },
      el("div", { class: "said", dir: spoken(code).dir },
        quoted ? el("blockquote", { class: wordsClass(sources[0]?.provenance ?? "quoted"), ...spoken(code) }, words) : el("p", { ...spoken(code) }, words),
        el("p", { class: "said-by" },
          sources.map((source) => el("span", { class: "said-label" }, source.label)),
          quoted ? sources.slice(0, 1).map((source) => provenanceBadge(source.provenance, source.quoted_in))
            : el("span", { class: `badge badge-${statement.kind}` }, t(`kind.${statement.kind}`)))),
      statement.plain ? el("div", { class: "plain", role: "note", "aria-label": t("answer.plain") },
        el("p", { class: "plain-title" }, t("answer.plain")),
        el("p", { dir: "auto" }, statement.plain),
        el("p", { class: "plain-mark" }, t("provenance.guide"))) : null);
  }

  #number(number) {
    const source = this.#citation(number);
    return el("button", {
      type: "button", class: "number", "data-cite": citeKey(this.turn, number),
      "aria-label": source ? t("answer.openSource", { n: number, label: source.label }) : String(number),
      on: { click: (event) => source && this.actions.open(this.turn, number, event.currentTarget) },
    }, number);
  }

  #unfinished() {
    const { turn } = this;
    const lines = (words) => [el("p", { class: "quiet" }, words), el("div", { class: "skeleton" }, el("span"), el("span"), el("span"))];
    const again = (words, key) => el("div", { class: "trouble", role: "alert" },
      el("p", {}, words),
      el("button", { type: "button", class: "button", on: { click: () => this.actions.again(turn) } }, icon("again"), t(key)));
    const states = {
      waiting: () => lines(t(turn.found ? "answer.choosing" : "answer.searching")),
      streaming: () => lines(t("answer.writing")),
      stopped: () => again(t("answer.stopped"), "answer.again"),
      interrupted: () => again(t("answer.interrupted"), "answer.again"),
      failed: () => again([turn.error?.message, turn.error?.hint].filter(Boolean).join(" ") || t("answer.failed"), "answer.again"),
    };
    fill(this.state, states[turn.status]?.());
  }

  #finish() {
    const { turn } = this;
    const { answer } = turn;
    fill(this.state);
    fill(this.head, answer.rewritten ? el("p", { class: "rewritten quiet" }, t("answer.rewritten"), " ", el("span", { dir: "auto" }, answer.rewritten)) : null);
    fill(this.foot,
      answer.refusal ? this.#refusal(answer.refusal) : null,
      (answer.notes ?? []).map((note) => el("p", { class: "note", dir: "auto" }, note)),
      answer.refusal ? null : this.#sources(),
      this.#tools(),
      this.#suggestions());
  }

  #refusal(refusal) {
    const filtered = Object.values(this.turn.filters ?? {}).some((values) => values.length);
    return el("section", { class: "refusal", "aria-label": t("refusal.label") },
      el("p", { class: "refusal-reason" }, tOr(`refusal.${refusal.reason}`, refusal.reason)),
      el("p", { dir: "auto" }, refusal.message),
      refusal.closest.length ? [
        el("p", { class: "quiet" }, t("refusal.closest")),
        el("ul", { class: "link-list" }, refusal.closest.map((locator) => el("li", {}, provisionLink(locator, this.actions.labelOf(locator), { "data-locator": locator })))),
      ] : null,
      filtered ? el("button", { type: "button", class: "button", on: { click: () => this.actions.again(this.turn, {}) } }, t("refusal.withoutFilters")) : null);
  }

  #sources() {
    const { turn } = this;
    return el("section", { class: "sources", "aria-label": t("answer.sources") },
      el("h3", {}, t("answer.sources")),
      el("ol", {}, turn.answer.citations.map((citation) => el("li", { "data-cite": citeKey(turn, citation.number) },
        el("button", {
          type: "button", class: "source",
          on: { click: (event) => this.actions.open(turn, citation.number, event.currentTarget) },
        },
        el("span", { class: "number", "aria-hidden": "true" }, citation.number),
        el("span", { class: "source-words" },
          el("bdi", { class: "source-label" }, citation.label), " ",
          el("span", { class: "quiet source-title", ...spoken(citation.document.language) }, citation.document.title)),
        provenanceBadge(citation.provenance, citation.quoted_in)),
        el("button", {
          type: "button", class: "icon-button", "aria-label": t("copy.referenceOf", { label: citation.label }), title: t("copy.reference"),
          on: { click: () => copy(reference(citation)) },
        }, icon("copy"))))));
  }

  #tools() {
    const { turn } = this;
    return el("div", { class: "tools" },
      turn.answer.refusal ? null : el("button", {
        type: "button", class: "button", on: { click: () => copy(answerText(turn.question, turn.answer)) },
      }, icon("copy"), t("copy.answer")),
      new RatingForm(turn, this.actions.save).element);
  }

  #suggestions() {
    const { suggestions = [] } = this.turn.answer;
    if (!suggestions.length) return null;
    return el("section", { class: "suggestions", "aria-label": t("answer.suggestions") },
      el("h3", {}, t("answer.suggestions")),
      el("ul", {}, suggestions.map((question) => el("li", {},
        el("button", { type: "button", class: "suggestion", dir: "auto", on: { click: () => this.actions.ask(question) } }, question)))));
  }
}
