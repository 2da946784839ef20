// @ts-check
/** The chat: a conversation, its composer, its history and its source panel, kept together. */

import { fill } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { connection } from "../page/connection.js";
import { part } from "../page/part.js";
import { laterStyles } from "../page/styles.js";
import { toast } from "../page/toast.js";
import * as address from "./address.js";
import { turnsBefore } from "./before.js";
import { Composer } from "./composer.js";
import { Exchange } from "./exchange.js";
import * as history from "./history.js";
import { Lights } from "./lights.js";
import { Log } from "./log.js";
import { SourcePanel } from "./panel.js";
import { Room } from "./room.js";
import { Sidebar } from "./sidebar.js";
import { citationOf, citeKey } from "./statement.js";

/** @import { Conversation, Shared, Turn } from "./history.js" */

export class Chat {
  exchange = new Exchange();
  #warned = false;

  /** @param {{ framed: boolean }} options `framed`: compact, for other sites */
  constructor({ framed }) {
    this.path = framed ? "/embed" : "/";
    /** @type {Conversation} */
    this.conversation = history.newConversation();
    this.composer = new Composer({
      onAsk: (question, filters, labels) => this.ask(question, filters, labels),
      onStop: () => this.exchange.stop(),
    });
    this.sidebar = new Sidebar({
      onOpen: (id) => this.show(id, true),
      onNew: () => this.startNew(),
      onRemoved: (ids) => ids.includes(this.conversation.id) && this.startNew(),
      onRenamed: (id, title) => this.#renamed(id, title),
    });
    this.log = new Log({
      ask: (question) => this.ask(question),
      again: (turn, filters) => this.#again(turn, filters),
      stop: () => this.exchange.stop(), open: (turn, number, invoker) => this.#open(turn, number, invoker),
      save: () => this.#keep(this.conversation),
    });
    this.panel = new SourcePanel((key) => this.lights.mark("open", key));
    this.lights = new Lights(this.log.element, this.panel.element);
    this.room = new Room({ ...this, sidebar: framed ? null : this.sidebar });
    connection.addEventListener("change", () => !connection.away && toast(t("server.back")));
  }

  /** Draw everything, in the language of the moment. */
  draw() {
    this.room.heading.textContent = t("chat.title");
    this.sidebar.draw(this.conversation.id);
    this.composer.draw();
    this.panel.redraw();
    this.#drawBar();
    this.log.draw(this.conversation);
  }

  /**
   * Follow the address: a conversation, a question to ask or one to begin with.
   * @param {URLSearchParams} parameters
   */
  follow(parameters) {
    if (location.hash.startsWith("#ask?") && this.path === "/") return void this.#askShared(location.hash);
    const { id, question, draft } = address.asked(parameters);
    if (id && id !== this.conversation.id) this.show(id);
    else if (!id && this.conversation.turns.length && !this.exchange.busy) this.startNew(false);
    if (draft) this.composer.suggest(draft);
    if (question || draft) address.name(this.conversation, this.path);
    if (question) this.ask(question);
    else if (draft) this.composer.focus();
  }

  /** Ask what a link to an answer asks. @param {string} hash */
  async #askShared(hash) {
    await this.exchange.stop();
    this.startNew(false);
    (await part(import("../kept/link.js")))?.arrive(hash, (...asked) => this.ask(...asked));
  }

  /** Open a kept conversation. @param {string} id */
  show(id, focus = false) {
    this.#turnTo(history.open(id) ?? history.newConversation());
    if (focus) this.room.main.focus({ preventScroll: true });
    scrollTo(0, document.documentElement.scrollHeight);
  }

  /** Begin again with an empty page. */
  startNew(focus = true) {
    this.#turnTo(history.newConversation());
    if (focus) this.composer.focus();
  }

  /** @param {Conversation} conversation */
  #turnTo(conversation) {
    this.exchange.stop();
    this.panel.close();
    this.conversation = conversation;
    address.name(this.conversation, this.path);
    this.draw();
  }

  /**
   * Ask a question in this conversation.
   * @param {string} question
   * @param {Partial<Wire.Filters>} [filters]
   * @param {string[]} [labels] of the filters
   * @param {Shared} [shared] the link that asks
   */
  async ask(question, filters = this.composer.filters.value, labels = this.composer.filters.labels, shared) {
    if (this.exchange.busy) {
      this.composer.suggest(question);
      return;
    }
    const { conversation } = this;
    const turn = history.newTurn(question, filters, labels, conversation.turns.length + 1, shared);
    conversation.turns.push(turn);
    this.#keep(conversation);
    address.name(this.conversation, this.path);
    this.log.draw(conversation);
    this.#drawBar();
    this.sidebar.draw(conversation.id);
    this.log.view(turn)?.element.scrollIntoView({ block: "start" });
    await this.#answer(turn, conversation);
  }

  /** @param {Turn} turn @param {Conversation} conversation */
  async #answer(turn, conversation) {
    laterStyles(); // so that the answer can be printed as soon as it is there
    this.composer.setBusy(true);
    this.room.status.textContent = t("answer.searching");
    const view = () => this.log.view(turn);
    await this.exchange.run(turn, turnsBefore(turn, conversation), view);
    this.composer.setBusy(false);
    const done = turn.status === "done";
    const told = done && !turn.answer.refusal;
    this.room.status.textContent = told ? t("answer.ready", { n: turn.answer.citations.length }) : "";
    if (done) {
      this.composer.settle(turn.question);
    } else if (this.conversation === conversation) {
      this.composer.suggest(turn.question);
    }
    view()?.draw();
    this.log.nameClosest(turn);
    this.#keep(conversation);
    if (this.conversation === conversation) this.#drawBar();
    this.sidebar.draw(this.conversation.id);
  }

  /**
   * Ask the question of a turn again: in its place where it was not answered, else anew.
   * @param {Turn} turn
   * @param {Partial<Wire.Filters>} [filters]
   */
  #again(turn, filters = turn.filters) {
    if (this.exchange.busy) return;
    if (turn.status === "done") {
      this.ask(turn.question, filters, []);
      return;
    }
    const { conversation } = this;
    Object.assign(turn, { status: "waiting", found: null, trouble: "", filters, answer: history.nothing() });
    this.composer.withdraw(turn.question);
    this.log.view(turn)?.draw();
    this.#answer(turn, conversation);
  }

  /** @param {Turn} turn @param {number} number @param {HTMLElement} invoker */
  #open(turn, number, invoker) {
    const citation = citationOf(turn, number);
    if (citation) this.panel.open(citeKey(turn, number), citation, invoker);
  }

  /** @param {Conversation} conversation */
  #keep(conversation) {
    if (history.save(conversation) || this.#warned) return;
    this.#warned = true;
    toast(t("history.notKept"));
  }

  async #drawBar() {
    const answered = () => this.conversation.turns.some(({ status }) => status === "done");
    const bar = answered() && await import("../kept/bar.js").catch(() => null);
    fill(this.room.bar, bar && answered() && bar.bar(this.conversation));
  }

  /** @param {string} id @param {string} title */
  #renamed(id, title) {
    if (id !== this.conversation.id) return;
    Object.assign(this.conversation, { title, named: true });
    this.#drawBar();
    address.name(this.conversation, this.path);
  }
}
