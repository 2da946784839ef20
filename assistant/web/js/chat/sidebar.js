// @ts-check
/** Beside the chat: a new conversation, and those that are kept. A column, or a drawer on a phone. */

import { button, iconButton } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { t } from "../kit/i18n.js";
import { isolate } from "../page/modal.js";
import { part } from "../page/part.js";
import * as history from "./history.js";

/**
 * @typedef {object} Handlers
 * @property {(id: string) => void} onOpen
 * @property {() => void} onNew
 * @property {(ids: string[]) => void} onRemoved
 * @property {(id: string, title: string) => void} onRenamed
 */

export class Sidebar {
  #release = () => {};
  #current = "";
  /** in words, where they are kept */
  place = () => t("history.where");
  /** @type {import("../kept/list.js").List | null} fetched when there is something to list */
  #list = null;

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.handlers = {
      ...handlers,
      onOpen: (/** @type {string} */ id) => this.#leave(() => handlers.onOpen(id)),
      onRemoved: (/** @type {string[]} */ ids) => this.#removed(() => handlers.onRemoved(ids)),
      onChanged: () => this.draw(this.#current),
    };
    this.bar = el("div", { class: "sidebar-bar" });
    this.kept = el("div", { class: "kept" });
    this.where = el("p", { class: "fine" });
    this.element = el("nav", { class: "sidebar" }, this.bar, this.kept, this.where);
    this.backdrop = el("div", { class: "backdrop", hidden: true, on: { click: () => this.closeDrawer() } });
    addEventListener("storage", (event) => event.key?.endsWith("history") && this.draw(this.#current));
  }

  /**
   * Draw everything.
   * @param {string} current the open conversation
   */
  draw(current) {
    this.#current = current;
    this.element.setAttribute("aria-label", t("history.title"));
    const begin = () => this.#leave(() => this.handlers.onNew());
    const close = () => this.closeDrawer();
    fill(this.bar,
      button([icon("plus"), t("history.new")], begin, { class: "button button-wide" }),
      iconButton("close", t("history.close"), close, { class: "icon-button drawer-only" }));
    this.where.textContent = this.place();
    if (history.list().length) this.#drawList();
    else this.#drawEmpty();
  }

  openDrawer() {
    this.element.classList.add("open");
    this.backdrop.hidden = false;
    this.#release = isolate(this.element, () => this.closeDrawer());
    this.element.querySelector("button")?.focus();
  }

  closeDrawer() {
    this.element.classList.remove("open");
    this.backdrop.hidden = true;
    this.#release();
    this.#release = () => {};
  }

  async #drawList() {
    const kept = this.#list ? null : await import("../kept/list.js").catch(() => null);
    if (kept) this.#list ??= new kept.List(this.handlers);
    if (!this.#list || !history.list().length) return; // could not be fetched: the next drawing asks again
    this.#list.draw(this.#current);
    const { element } = this.#list;
    if (this.kept.firstChild !== element) fill(this.kept, element);
  }

  #drawEmpty() {
    const bringIn = async () => (await part(import("../kept/files.js")))?.bringIn(this.handlers);
    fill(this.kept,
      el("h2", { class: "sidebar-title" }, t("history.title")),
      el("p", { class: "quiet" }, t("history.empty")),
      button([icon("page"), t("history.bringIn")], bringIn));
  }

  /** @param {() => void} action */
  #leave(action) {
    this.closeDrawer();
    action();
  }

  /** @param {() => void} action */
  #removed(action) {
    this.draw(this.#current);
    this.element.querySelector("button")?.focus();
    action();
  }
}
