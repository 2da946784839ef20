// @ts-check
/** The list of conversations: open, rename, delete, begin a new one. A column, or a drawer on a phone. */

import { button, iconButton } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { t } from "../kit/i18n.js";
import { isolate } from "../page/modal.js";
import { toast } from "../page/toast.js";
import * as history from "./history.js";

/** @import { Entry } from "./history.js" */

/**
 * @typedef {object} Handlers
 * @property {(id: string) => void} onOpen
 * @property {() => void} onNew
 * @property {(id: string) => void} onRemoved
 * @property {(id: string, title: string) => void} onRenamed
 */

export class Sidebar {
  #release = () => {};
  #current = "";

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.handlers = handlers;
    this.element = el("nav", { class: "sidebar" });
    this.backdrop = el("div", { class: "backdrop", hidden: true, on: { click: () => this.closeDrawer() } });
    addEventListener("storage", (event) => event.key === "cbd.history" && this.draw(this.#current));
  }

  /**
   * Draw the list.
   * @param {string} current the open conversation
   */
  draw(current) {
    this.#current = current;
    this.element.setAttribute("aria-label", t("history.title"));
    const entries = history.list();
    const begin = () => this.#leave(() => this.handlers.onNew());
    const close = () => this.closeDrawer();
    fill(this.element,
      el("div", { class: "sidebar-bar" },
        button([icon("plus"), t("history.new")], begin, { class: "button button-wide" }),
        iconButton("close", t("history.close"), close, { class: "icon-button drawer-only" })),
      el("h2", { class: "sidebar-title" }, t("history.title")),
      entries.length
        ? el("ul", {}, entries.map((entry) => this.#entry(entry)))
        : el("p", { class: "quiet" }, t("history.empty")),
      el("p", { class: "fine" }, t("history.where")));
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

  /** @param {() => void} action */
  #leave(action) {
    this.closeDrawer();
    action();
  }

  /** @param {Entry} entry */
  #entry(entry) {
    const { id, title } = entry;
    const current = id === this.#current;
    const item = el("li", { class: current ? "current" : "" });
    const open = (/** @type {MouseEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.#leave(() => this.handlers.onOpen(id));
    };
    const attributes = { href: `/?c=${id}`, dir: "auto", "aria-current": current ? "page" : null };
    return fill(item,
      el("a", { ...attributes, on: { click: open } }, title),
      iconButton("pencil", t("history.rename", { title }), () => this.#rename(item, entry)),
      iconButton("bin", t("history.delete", { title }), () => this.#remove(entry)));
  }

  /**
   * @param {HTMLElement} item
   * @param {Entry} entry
   */
  #rename(item, { id, title }) {
    const attributes = { type: "text", value: title, maxlength: history.LONGEST_TITLE, dir: "auto" };
    const field = el("input", { ...attributes, "aria-label": t("history.newTitle") });
    let done = false;
    const finish = (/** @type {boolean} */ keep) => {
      if (done) return;
      done = true;
      const fresh = field.value.trim();
      if (keep && fresh && fresh !== title) {
        history.rename(id, fresh);
        this.handlers.onRenamed(id, fresh);
      }
      this.draw(this.#current);
      [...this.element.querySelectorAll("a")].find((link) => link.href.endsWith(id))?.focus();
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") finish(true);
      if (event.key === "Escape") finish(false);
      event.stopPropagation();
    });
    field.addEventListener("blur", () => finish(true));
    fill(item, field);
    field.focus();
    field.select();
  }

  /** @param {Entry} entry */
  #remove({ id, title }) {
    const restore = history.remove(id);
    this.draw(this.#current);
    this.element.querySelector("button")?.focus();
    this.handlers.onRemoved(id);
    const run = () => {
      restore();
      this.draw(this.#current);
    };
    toast(t("history.deleted", { title }), { label: t("history.undo"), run });
  }
}
