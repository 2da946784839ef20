// @ts-check
/** The conversations as a list: open, keep on top, rename, delete. */

import * as history from "../chat/history.js";
import { iconButton } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { toast } from "../page/toast.js";

/** @import { Entry } from "../chat/shelf.js" */

/**
 * @typedef {object} Handlers
 * @property {(id: string) => void} onOpen
 * @property {(ids: string[]) => void} onRemoved
 * @property {(id: string, title: string) => void} onRenamed
 * @property {() => void} onChanged the list is to be drawn anew
 */

export class Entries {
  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.handlers = handlers;
    this.element = el("ul", { class: "entries" });
  }

  /**
   * Draw these.
   * @param {Entry[]} entries
   * @param {string} current the open conversation
   */
  draw(entries, current) {
    this.element.hidden = !entries.length;
    fill(this.element, entries.map((entry) => this.#line(entry, entry.id === current)));
  }

  /**
   * @param {Entry} entry
   * @param {boolean} current
   */
  #line(entry, current) {
    const { id, title, pinned = false } = entry;
    const item = el("li", { class: current ? "current" : "" });
    const open = (/** @type {MouseEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.handlers.onOpen(id);
    };
    const attributes = { href: `/?c=${id}`, dir: "auto", "aria-current": current ? "page" : null };
    const pressed = { "aria-pressed": String(pinned) };
    return fill(item,
      el("a", { ...attributes, on: { click: open } }, title),
      iconButton("pin", t("history.pin", { title }), () => this.#pin(id, !pinned), pressed),
      iconButton("pencil", t("history.rename", { title }), () => this.#rename(item, entry)),
      iconButton("bin", t("history.delete", { title }), () => this.#remove(entry)));
  }

  /**
   * @param {string} id
   * @param {boolean} pinned
   */
  #pin(id, pinned) {
    history.pin(id, pinned);
    this.handlers.onChanged();
    this.#link(id)?.parentElement?.querySelector("button")?.focus();
  }

  /** @param {string} id */
  #link(id) {
    return [...this.element.querySelectorAll("a")].find((link) => link.href.endsWith(`=${id}`));
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
      this.handlers.onChanged();
      this.#link(id)?.focus();
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
    const restore = history.remove([id]);
    this.handlers.onRemoved([id]);
    const run = () => {
      restore();
      this.handlers.onChanged();
    };
    toast(t("history.deleted", { title }), { label: t("history.undo"), run });
  }
}
