// @ts-check
/** One turn of a conversation: the question, and the answer as it arrives. */

import { button, skeleton } from "../kit/controls.js";
import { el, fill, put } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { inLanguage, knows, language, learn, spoken, t } from "../kit/i18n.js";
import { SILENCE } from "../kit/waiting.js";
import { foldList } from "./fold.js";
import { foot } from "./foot.js";
import { head } from "./head.js";
import { statementView } from "./statement.js";

/** @import { Turn } from "./history.js" */
/** @import { OpenSource } from "./statement.js" */

/**
 * What a reader can do with a turn.
 * @typedef {object} Actions
 * @property {(question: string) => void} ask
 * @property {(turn: Turn, filters?: Partial<Wire.Filters>) => void} again
 * @property {() => Promise<void>} stop the answer that is on its way
 * @property {OpenSource} open
 * @property {() => void} save
 * @property {(turn: Turn) => void} share
 * @property {(turn: Turn) => string[]} before the questions before a turn that it may lean on
 * @property {(locator: string) => string} labelOf the label of a provision, as soon as it is known
 */

export class TurnView {
  /** @type {Map<Wire.Statement, HTMLElement>} */
  #statements = new Map();
  #strange = false; // whether statements were drawn before the words of their language were there

  /**
   * @param {Turn} turn
   * @param {Actions} actions
   */
  constructor(turn, actions) {
    this.turn = turn;
    this.actions = actions;
    this.language = language();
    this.head = el("div", { class: "turn-head" });
    this.statements = el("div", { class: "statements" });
    this.state = el("div", { class: "turn-state" });
    this.foot = el("div", { class: "turn-foot" });
    const id = `question-${turn.id}`;
    const only = turn.filterLabels?.length > 0 && `${t("filters.only")}: ${turn.filterLabels.join(" · ")}`;
    this.element = el("article", { class: "turn", "aria-labelledby": id },
      el("h2", { class: "question", id, dir: "auto" }, turn.question),
      only && el("p", { class: "quiet turn-filters" }, only),
      this.head, this.statements, this.state, this.foot);
    this.draw();
  }

  /** Draw everything from the turn's own state. */
  draw() {
    const { status, answer } = this.turn;
    fill(this.foot);
    if (!this.#complete()) {
      this.#strange = false;
      fill(this.statements);
      this.#statements.clear();
      for (const statement of answer.answer) this.#append(statement);
    }
    this.element.setAttribute("aria-busy", String(["waiting", "streaming"].includes(status)));
    if (status !== "done") this.#unfinished();
    else this.#said(() => this.#finish());
    if (status === "done" && answer.language && !knows(answer.language)) this.#learn(answer.language);
  }

  /**
   * Draw something in the language of the answer.
   * @template Drawn
   * @param {() => Drawn} draw
   */
  #said(draw) {
    return inLanguage(this.turn.answer.language, draw);
  }

  /**
   * Draw it anew once the words of its language are there: the turn was kept from before.
   * @param {string} code
   */
  async #learn(code) {
    await learn(code).catch(() => {});
    if (knows(code)) this.draw();
  }

  /**
   * Whether the statements that came one by one are those of the whole answer: then they stay, with the focus
   * that may be in them.
   */
  #complete() {
    const words = (/** @type {Iterable<Wire.Statement>} */ statements) =>
      JSON.stringify(Array.from(statements, ({ text, citations, plain }) => [text, citations, plain]));
    const { language: code, answer } = this.turn.answer;
    if (this.#strange && knows(code)) return false;
    return this.#statements.size > 0 && words(this.#statements.keys()) === words(answer);
  }

  /**
   * The server has looked for passages.
   * @param {string[]} found their locators
   */
  retrieved(found) {
    this.turn.found = found;
    this.#unfinished();
  }

  /**
   * A statement has come.
   * @param {Wire.Statement} statement
   */
  stated(statement) {
    this.turn.status = "streaming";
    this.turn.answer.answer.push(statement);
    this.#append(statement);
    this.#unfinished();
  }

  /**
   * A citation has come: name the source below the statements that rest on it.
   * @param {Wire.Citation} citation
   */
  cited(citation) {
    this.turn.answer.citations.push(citation);
    for (const [statement, node] of this.#statements) {
      if (!statement.citations.includes(citation.number)) continue;
      const fresh = this.#said(() => statementView(statement, this.turn, this.actions.open));
      node.replaceWith(fresh);
      this.#statements.set(statement, fresh);
    }
  }

  /** Nothing has come for a while: the reader may wait, stop, or ask again. */
  silent() {
    if (this.turn.status !== "waiting" && this.turn.status !== "streaming") return;
    const { stop, again } = this.actions;
    const later = () => stop().then(() => setTimeout(() => again(this.turn))); // once the turn has been kept
    put(this.state, el("div", { class: "trouble", role: "alert" },
      el("p", {}, t("server.silent", { n: SILENCE / 1_000 })),
      button(t("server.stop"), stop),
      button([icon("again"), t("page.retry")], later)));
  }

  /** @param {Wire.Statement} statement */
  #append(statement) {
    this.#strange ||= !knows(this.turn.answer.language);
    const node = this.#said(() => statementView(statement, this.turn, this.actions.open));
    this.#statements.set(statement, node);
    this.statements.append(node);
  }

  #unfinished() {
    const { turn } = this;
    const coming = (/** @type {string} */ words) => [el("p", { class: "quiet" }, words), skeleton()];
    const again = (/** @type {string} */ words) => el("div", { class: "trouble", role: "alert" },
      el("p", {}, words),
      button([icon("again"), t("answer.again")], () => this.actions.again(turn)));
    const states = {
      waiting: () => coming(t(turn.found ? "answer.choosing" : "answer.searching")),
      streaming: () => coming(t("answer.writing")),
      stopped: () => again(t("answer.stopped")),
      interrupted: () => again(t("answer.interrupted")),
      failed: () => again(turn.trouble || t("answer.failed")),
      done: () => null,
    };
    fill(this.state, states[turn.status]());
  }

  #finish() {
    const { language: code, answer } = this.turn.answer;
    if (knows(code)) {
      for (const [name, value] of Object.entries(spoken(code))) this.element.setAttribute(name, value);
    }
    const counted = answer.flatMap(({ kind, citations }) => (kind === "count" ? citations : []));
    const listed = [...this.#statements].flatMap(([{ kind }, node]) => (kind === "count" ? [] : node));
    this.statements.querySelector(":scope > .more")?.remove();
    put(this.statements, foldList(listed, counted.length || listed.length));
    fill(this.state);
    fill(this.head, head(this.turn));
    fill(this.foot, foot(this.turn, this.actions));
    this.#dress();
  }

  async #dress() {
    const { rate } = await import("./rating.js").catch(() => ({ rate: null }));
    this.#said(() => rate?.(this.turn, this.element, this.actions));
    const { dress } = await import("../export/paper.js").catch(() => ({ dress: null }));
    this.#said(() => dress?.(this.turn, this.element));
  }
}
