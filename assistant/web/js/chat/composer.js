// @ts-check
/** The composer: where a question is typed. Its text is kept in the browser until the answer has come. */

import { button } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { t } from "../kit/i18n.js";
import { forget, read, write } from "../kit/store.js";
import { Filters } from "./filters.js";

const DRAFT = "draft";
const LONGEST = 2_000;

/**
 * @typedef {object} Handlers
 * @property {(question: string, filters: Wire.Filters, labels: string[]) => void} onAsk
 * @property {() => void} onStop
 */

export class Composer {
  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.handlers = handlers;
    this.busy = false;
    this.filters = new Filters(() => this.#countFilters());
    this.field = el("textarea", {
      id: "question", rows: 1, maxlength: LONGEST, dir: "auto", enterkeyhint: "send", autocomplete: "off",
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event) },
    });
    this.field.value = read(DRAFT, "");
    this.element = el("form", { class: "composer", on: { submit: (event) => this.#submitted(event) } });
    this.filterButton = button("", () => this.#toggleFilters(), { "aria-controls": "filters" });
    this.sendButton = el("button", { type: "submit", class: "button button-main" });
    this.draw();
  }

  /** Draw it, in the language of the moment. */
  draw() {
    this.field.placeholder = t("composer.placeholder");
    fill(this.element,
      this.filters.chips, this.filters.element,
      el("div", { class: "composer-box" },
        el("label", { for: "question", class: "visually-hidden" }, t("composer.label")), this.field,
        el("div", { class: "composer-row" }, this.filterButton, this.sendButton)),
      el("p", { class: "fine" }, t("composer.fine")));
    this.filters.draw();
    this.#countFilters();
    this.setBusy(this.busy);
    requestAnimationFrame(() => this.#grow());
  }

  /**
   * Whether an answer is on its way: the button then stops it.
   * @param {boolean} busy
   */
  setBusy(busy) {
    this.busy = busy;
    const words = t(busy ? "composer.stop" : "composer.send");
    fill(this.sendButton, icon(busy ? "stop" : "send"), el("span", {}, words));
  }

  /**
   * Put a text into the field, unless something else is being typed there.
   * @param {string} text
   */
  suggest(text) {
    if (this.field.value.trim()) return;
    this.field.value = text;
    this.#typed();
  }

  /**
   * Take a text out of the field again, unless something else is being typed there.
   * @param {string} text
   */
  withdraw(text) {
    if (this.field.value.trim() === text) this.field.value = "";
  }

  /**
   * Forget the draft: its answer has come.
   * @param {string} text
   */
  settle(text) {
    if (read(DRAFT, "").trim() === text) forget(DRAFT);
  }

  focus() {
    this.field.focus();
  }

  #typed() {
    write(DRAFT, this.field.value);
    this.#grow();
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, innerHeight / 3)}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!this.busy) this.#submit();
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault();
    if (this.busy) this.handlers.onStop();
    else this.#submit();
  }

  #submit() {
    const text = this.field.value.trim();
    if (!text) {
      this.field.focus();
      return;
    }
    this.field.value = "";
    this.#grow();
    this.handlers.onAsk(text, this.filters.value, this.filters.labels);
  }

  #toggleFilters() {
    this.filters.toggle();
    this.#countFilters();
  }

  #countFilters() {
    const { count, element } = this.filters;
    this.filterButton.classList.toggle("filtering", count > 0);
    this.filterButton.setAttribute("aria-expanded", String(!element.hidden));
    const words = count ? t("filters.count", { n: count }) : t("filters.title");
    fill(this.filterButton, icon("filter"), el("span", {}, words));
  }
}
