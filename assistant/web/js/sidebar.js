/** The list of conversations: open, rename, delete, begin a new one. A column, or a drawer on a phone. */

import { el, fill } from "./dom.js";
import * as history from "./history.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { isolate } from "./modal.js";
import { toast } from "./toast.js";

export class Sidebar {
  #release = null;
  #current = "";

  /** `onOpen(id)`, `onNew()`, `onRemoved(id)`, `onRenamed(id, title)`. */
  constructor(handlers) {
    this.handlers = handlers;
    this.element = el("nav", { class: "sidebar" });
    this.backdrop = el("div", { class: "backdrop", hidden: true, on: { click: () => this.closeDrawer() } });
    addEventListener("storage", (event) => event.key === "cbd.history" && this.draw(this.#current));
  }

  /** Draw the list; `current` is the open conversation. */
  draw(current) {
    this.#current = current;
    this.element.setAttribute("aria-label", t("history.title"));
    const entries = history.list();
    fill(this.element,
      el("div", { class: "sidebar-bar" },
        el("button", { type: "button", class: "button button-wide", on: { click: () => this.#leave(() => this.handlers.onNew()) } }, icon("plus"), t("history.new")),
        el("button", { type: "button", class: "icon-button drawer-only", "aria-label": t("history.close"), on: { click: () => this.closeDrawer() } }, icon("close"))),
      el("h2", { class: "sidebar-title" }, t("history.title")),
      entries.length ? el("ul", {}, entries.map((entry) => this.#entry(entry))) : el("p", { class: "quiet" }, t("history.empty")),
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
    this.#release?.();
    this.#release = null;
  }

  #leave(action) {
    this.closeDrawer();
    action();
  }

  #entry(entry) {
    const item = el("li", { class: entry.id === this.#current ? "current" : "" });
    const link = el("a", {
      href: `/?c=${entry.id}`, dir: "auto", "aria-current": entry.id === this.#current ? "page" : null,
      on: {
        click: (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          event.stopPropagation();
          this.#leave(() => this.handlers.onOpen(entry.id));
        },
      },
    }, entry.title);
    fill(item, link,
      el("button", { type: "button", class: "icon-button", "aria-label": t("history.rename", { title: entry.title }), on: { click: () => this.#rename(item, entry) } }, icon("pencil")),
      el("button", { type: "button", class: "icon-button", "aria-label": t("history.delete", { title: entry.title }), on: { click: () => this.#remove(entry) } }, icon("bin")));
    return item;
  }

  #rename(item, entry) {
    const field = el("input", { type: "text", value: entry.title, maxlength: 80, dir: "auto", "aria-label": t("history.newTitle") });
    let done = false;
    const finish = (keep) => {
      if (done) return;
      done = true;
      if (keep && field.value.trim() && field.value !== entry.title) {
        history.rename(entry.id, field.value);
        this.handlers.onRenamed(entry.id, field.value.trim());
      }
      this.draw(this.#current);
      [...this.element.querySelectorAll("a")].find((link) => link.href.endsWith(entry.id))?.focus();
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

  #remove(entry) {
    const restore = history.remove(entry.id);
    this.draw(this.#current);
    this.element.querySelector("button").focus();
    this.handlers.onRemoved(entry.id);
    toast(t("history.deleted", { title: entry.title }), {
      label: t("history.undo"),
      run: () => {
        restore();
        this.draw(this.#current);
      },
    });
  }
}
