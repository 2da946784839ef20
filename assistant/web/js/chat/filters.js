// @ts-check
/** Filters: which kinds of text, which instruments and which COPs may be searched. */

import * as api from "../kit/api.js";
import { button } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { language, t, tOr } from "../kit/i18n.js";

/** @typedef {{ value: string, label: string, full?: string }} Option */
/** @typedef {{ name: keyof Wire.Filters, title: string, options: Option[] }} Group */

const INSTRUMENTS = ["convention", "protocol", "framework"];

export class Filters {
  /** @type {Wire.Document[]} */
  #documents = [];
  /** @type {Record<keyof Wire.Filters, Set<string>>} */
  #chosen = { kinds: new Set(), documents: new Set(), sessions: new Set() };

  /** @param {() => void} onChange called whenever a choice changes */
  constructor(onChange) {
    this.onChange = onChange;
    this.element = el("div", { class: "filters", id: "filters", hidden: true });
    this.chips = el("ul", { class: "chips" });
  }

  /** How many are on. */
  get count() {
    return Object.values(this.#chosen).reduce((sum, set) => sum + set.size, 0);
  }

  /** In the form that the server takes. */
  get value() {
    const { kinds, documents, sessions } = this.#chosen;
    return { kinds: [...kinds], documents: [...documents], sessions: [...sessions].map(Number) };
  }

  /** In words. */
  get labels() {
    return this.#on().map(({ label }) => label);
  }

  /** Show or hide the choices; they are loaded when first shown. */
  toggle() {
    this.element.hidden = !this.element.hidden;
    if (!this.element.hidden) this.load();
  }

  /** Take the choices from the corpus. */
  async load() {
    if (!this.#documents.length) {
      fill(this.element, el("p", { class: "quiet" }, t("page.loading")));
      try {
        this.#documents = (await api.documents(language())).documents;
      } catch {
        fill(this.element, el("p", { class: "quiet" }, t("filters.failed")));
        return;
      }
    }
    this.draw();
  }

  /** Search everything again. */
  clear() {
    for (const set of Object.values(this.#chosen)) set.clear();
    this.draw();
    this.onChange();
  }

  /** Draw choices and chips. */
  draw() {
    this.chips.setAttribute("aria-label", t("filters.active"));
    fill(this.chips, this.#on().map(({ name, value, label }) => {
      const words = [label, el("span", { "aria-hidden": "true" }, " ×")];
      const attributes = { class: "chip", "aria-label": t("filters.remove", { label }) };
      return el("li", {}, button(words, () => this.#set(name, value, false), attributes));
    }));
    this.chips.hidden = this.count === 0;
    if (!this.#documents.length) return;
    fill(this.element,
      this.#groups().map(({ name, title, options }) => el("fieldset", {},
        el("legend", {}, title), options.map((option) => this.#pick(name, option)))),
      button(t("filters.clear"), () => this.clear()));
  }

  /**
   * @param {keyof Wire.Filters} name
   * @param {Option} option
   */
  #pick(name, { value, label, full }) {
    const box = el("input", { type: "checkbox" });
    box.checked = this.#chosen[name].has(value);
    box.addEventListener("change", () => this.#set(name, value, box.checked));
    return el("label", { class: "pick", title: full }, box, el("span", {}, label));
  }

  /**
   * @param {keyof Wire.Filters} name
   * @param {string} value
   * @param {boolean} on
   */
  #set(name, value, on) {
    this.#chosen[name][on ? "add" : "delete"](value);
    const label = document.activeElement?.closest("label")?.textContent;
    this.draw();
    if (label) this.#focus(label);
    this.onChange();
  }

  /**
   * The choice that had the focus has been drawn anew.
   * @param {string} label
   */
  #focus(label) {
    const same = [...this.element.querySelectorAll("label")].find((node) => node.textContent === label);
    same?.querySelector("input")?.focus();
  }

  /** The options that are on. */
  #on() {
    return this.#groups().flatMap(({ name, options }) =>
      options.filter(({ value }) => this.#chosen[name].has(value)).map((option) => ({ ...option, name })));
  }

  /** @returns {Group[]} */
  #groups() {
    const kinds = [...new Set(this.#documents.map(({ kind }) => kind))];
    const ofCop = this.#documents.filter(({ id }) => id.startsWith("cop-"));
    const sessions = [...new Set(ofCop.map(({ session }) => session ?? 0))].filter(Boolean);
    sessions.sort((a, b) => a - b);
    const instruments = this.#documents.filter(({ kind }) => INSTRUMENTS.includes(kind));
    return [
      {
        name: "kinds",
        title: t("filters.kind"),
        options: kinds.map((kind) => ({ value: kind, label: tOr(`document.${kind}`, kind) })),
      },
      {
        name: "documents",
        title: t("filters.instrument"),
        options: instruments.map(({ id, short_title: label, title: full }) => ({ value: id, label, full })),
      },
      {
        name: "sessions",
        title: t("filters.cop"),
        options: sessions.map((number) => ({ value: String(number), label: `COP ${number}` })),
      },
    ];
  }
}
