/** The composer: where a question is typed. Its text is kept in the browser until the answer has come. */

import { el, fill } from "./dom.js";
import { Filters } from "./filters.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { forget, read, write } from "./store.js";

const DRAFT = "draft";
const LONGEST = 2_000;

export class Composer {
  /** `onAsk(text, filters, labels)` and `onStop()`. */
  constructor(onAsk, onStop) {
    this.onAsk = onAsk;
    this.onStop = onStop;
    this.busy = false;
    this.filters = new Filters(() => this.#countFilters());
    this.field = el("textarea", {
      id: "question", rows: 1, maxlength: LONGEST, dir: "auto", enterkeyhint: "send", autocomplete: "off",
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event) },
    });
    this.field.value = read(DRAFT, "");
    this.element = el("form", { class: "composer", on: { submit: (event) => { event.preventDefault(); this.#submit(); } } });
    this.draw();
  }

  /** Draw it, in the language of the moment. */
  draw() {
    this.field.placeholder = t("composer.placeholder");
    this.filterButton = el("button", {
      type: "button", class: "button", "aria-expanded": String(!this.filters.element.hidden), "aria-controls": "filters", on: { click: () => this.#toggleFilters() },
    });
    this.sendButton = el("button", { type: "submit", class: "button button-main" });
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

  /** Whether an answer is on its way: the button then stops it. */
  setBusy(busy) {
    this.busy = busy;
    fill(this.sendButton, icon(busy ? "stop" : "send"), el("span", {}, t(busy ? "composer.stop" : "composer.send")));
  }

  /** Put a text into the field, unless something else is being typed there. */
  suggest(text) {
    if (this.field.value.trim()) return;
    this.field.value = text;
    this.#typed();
  }

  /** Forget the draft: its answer has come. */
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

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!this.busy) this.#submit();
  }

  #submit() {
    if (this.busy) {
      this.onStop();
      return;
    }
    const text = this.field.value.trim();
    if (!text) {
      this.field.focus();
      return;
    }
    this.field.value = "";
    this.#grow();
    this.onAsk(text, this.filters.value, this.filters.labels);
  }

  async #toggleFilters() {
    const shown = this.filters.toggle();
    this.filterButton.setAttribute("aria-expanded", String(!this.filters.element.hidden));
    await shown;
  }

  #countFilters() {
    const { count } = this.filters;
    this.filterButton.classList.toggle("filtering", count > 0);
    fill(this.filterButton, icon("filter"), el("span", {}, count ? t("filters.count", { n: count }) : t("filters.title")));
  }
}
