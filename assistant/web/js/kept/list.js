// @ts-check
/** The conversations that are kept, beside the chat: searched, kept on top, saved and deleted together. */

import * as history from "../chat/history.js";
import { debounce } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { t } from "../kit/i18n.js";
import { Entries } from "./entries.js";
import { matching } from "./search.js";
import { bringIn, deleteAll, saveAll } from "./files.js";
import { menuOf } from "./menu.js";

/** @import { Handlers } from "./entries.js" */

const PAUSE = 150; // milliseconds without a key until is searched

export class List {
  #current = "";

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.handlers = handlers;
    this.entries = new Entries(handlers);
    this.title = el("div", { class: "sidebar-title" });
    const input = debounce(() => this.#seek(), PAUSE);
    const keydown = (/** @type {KeyboardEvent} */ event) => this.#key(event);
    this.field = el("input", { type: "search", class: "seek", dir: "auto", on: { input, keydown } });
    this.told = el("p", { role: "status" });
    this.element = el("div", { class: "kept" }, this.title, this.field, this.told, this.entries.element);
  }

  /**
   * Draw it, in the language of the moment.
   * @param {string} current the open conversation
   */
  draw(current) {
    this.#current = current;
    const label = t("history.more");
    const menu = menuOf(icon("dots"), [
      ["page", t("history.bringIn"), () => bringIn(this.handlers)],
      ["save", t("history.saveAll"), saveAll],
      ["bin", t("history.deleteAll"), () => deleteAll(this.handlers)],
    ], { class: "icon-button", "aria-label": label, title: label });
    fill(this.title, el("h2", {}, t("history.title")), menu);
    this.field.placeholder = t("history.search");
    this.field.setAttribute("aria-label", t("history.search"));
    this.#seek();
  }

  /** Show those that have the words that were typed; all while there are none. */
  #seek() {
    const words = this.field.value.trim();
    const shown = words ? matching(history.list(), words) : history.list();
    const found = shown.length ? t("history.found", { n: shown.length }) : t("history.none");
    this.told.textContent = words && found;
    this.told.className = shown.length ? "visually-hidden" : "quiet";
    this.entries.draw(shown, this.#current);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Escape" || !this.field.value) return;
    event.preventDefault(); // the drawer stays
    this.field.value = "";
    this.#seek();
  }
}
