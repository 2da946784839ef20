// @ts-check
/** The log: the turns of the open conversation, one below the other. */

import * as api from "../kit/api.js";
import { el, fill } from "../kit/dom.js";
import { language, t } from "../kit/i18n.js";
import { part } from "../page/part.js";
import { questionsBefore } from "./before.js";
import { TurnView } from "./turn.js";
import { welcome } from "./welcome.js";

/** @import { Conversation, Turn } from "./history.js" */
/** @import { Actions } from "./turn.js" */

export class Log {
  /** @type {Map<Turn, TurnView>} */
  #views = new Map();
  /** @type {Map<string, string>} */
  #labels = new Map();

  /** @param {Omit<Actions, "labelOf" | "share" | "before">} actions */
  constructor(actions) {
    const labelOf = (/** @type {string} */ locator) => this.#labels.get(locator) ?? locator;
    /** @type {Actions} */
    this.actions = {
      ...actions, labelOf, share: (turn) => this.#share(turn),
      before: (turn) => questionsBefore(turn, { turns: [...this.#views.keys()] }),
    };
    this.element = el("div", { class: "log", role: "log", "aria-live": "polite" });
  }

  /**
   * The view of a turn, while its conversation is open.
   * @param {Turn} turn
   */
  view(turn) {
    return this.#views.get(turn);
  }

  /**
   * Draw a conversation, in the language of the moment. Turns that are shown already stay as they are; the
   * last one is made anew.
   * @param {Conversation} conversation
   */
  draw({ turns }) {
    this.element.setAttribute("aria-label", t("chat.log"));
    if (!turns.length) {
      this.#views.clear();
      fill(this.element, welcome(this.actions.ask));
      return;
    }
    const known = this.#views;
    this.#views = new Map(turns.map((turn, number) => {
      const view = number < turns.length - 1 ? known.get(turn) : null;
      return [turn, view?.language === language() ? view : new TurnView(turn, this.actions)];
    }));
    this.#arrange([...this.#views.values()].map(({ element }) => element));
    for (const turn of turns) this.nameClosest(turn);
  }

  /** @param {Turn} turn */
  async #share(turn) {
    const turns = [...this.#views.keys()];
    const link = await part(import("../kept/link.js"));
    link?.share(turn, turns.slice(0, turns.indexOf(turn)));
  }

  /** @param {HTMLElement[]} nodes */
  #arrange(nodes) {
    for (const node of [...this.element.children]) if (!nodes.some((other) => other === node)) node.remove();
    nodes.forEach((node, number) => {
      const there = this.element.children[number];
      if (there !== node) this.element.insertBefore(node, there ?? null);
    });
  }

  /**
   * A refusal names its nearest provisions by locator; show their labels as soon as they are known.
   * @param {Turn} turn
   */
  async nameClosest({ answer }) {
    for (const locator of answer.refusal?.closest ?? []) {
      try {
        const { label, heading } = await api.provision(locator, language());
        this.#labels.set(locator, heading ? `${label}. ${heading}` : label);
      } catch {
        continue;
      }
      for (const link of this.element.querySelectorAll("[data-locator]")) {
        if (link.getAttribute("data-locator") === locator) link.textContent = this.actions.labelOf(locator);
      }
    }
  }
}
