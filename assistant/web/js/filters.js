/** Filters: which kinds of text, which instruments and which COPs may be searched. */

import * as api from "./api.js";
import { el, fill } from "./dom.js";
import { t } from "./i18n.js";

const INSTRUMENTS = ["convention", "protocol", "framework"];

export class Filters {
  #documents = [];
  #chosen = { kinds: new Set(), documents: new Set(), sessions: new Set() };

  /** `onChange()` is called whenever a choice changes. */
  constructor(onChange) {
    this.onChange = onChange;
    this.element = el("div", { class: "filters", id: "filters", hidden: true });
    this.chips = el("ul", { class: "chips", "aria-label": t("filters.active") });
  }

  /** How many are on. */
  get count() {
    return Object.values(this.#chosen).reduce((sum, set) => sum + set.size, 0);
  }

  /** In the form that the server takes. */
  get value() {
    return { kinds: [...this.#chosen.kinds], documents: [...this.#chosen.documents], sessions: [...this.#chosen.sessions].map(Number) };
  }

  /** In words. */
  get labels() {
    return this.#groups().flatMap(({ name, options }) => options.filter(({ value }) => this.#chosen[name].has(value)).map(({ label }) => label));
  }

  /** Show or hide the choices; they are loaded when first shown. */
  async toggle() {
    this.element.hidden = !this.element.hidden;
    if (!this.element.hidden) await this.load();
    return !this.element.hidden;
  }

  /** Take the choices from the corpus. */
  async load() {
    if (!this.#documents.length) {
      fill(this.element, el("p", { class: "quiet" }, t("page.loading")));
      try {
        this.#documents = (await api.documents()).documents;
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
    fill(this.chips, this.#groups().flatMap(({ name, options }) => options.filter(({ value }) => this.#chosen[name].has(value)).map(({ value, label }) =>
      el("li", {}, el("button", {
        type: "button", class: "chip", "aria-label": t("filters.remove", { label }), on: { click: () => this.#set(name, value, false) },
      }, label, el("span", { "aria-hidden": "true" }, " ×"))))));
    this.chips.hidden = this.count === 0;
    if (!this.#documents.length) return;
    fill(this.element,
      this.#groups().map(({ name, title, options }) => el("fieldset", {},
        el("legend", {}, title),
        options.map(({ value, label, full }) => {
          const box = el("input", { type: "checkbox", on: { change: (event) => this.#set(name, value, event.target.checked) } });
          box.checked = this.#chosen[name].has(value);
          return el("label", { class: "pick", title: full }, box, el("span", {}, label));
        }))),
      el("button", { type: "button", class: "button", on: { click: () => this.clear() } }, t("filters.clear")));
  }

  #set(name, value, on) {
    this.#chosen[name][on ? "add" : "delete"](value);
    const label = document.activeElement?.closest("label")?.textContent;
    this.draw();
    if (label) [...this.element.querySelectorAll("label")].find((node) => node.textContent === label)?.querySelector("input").focus();
    this.onChange();
  }

  #groups() {
    const kinds = [...new Set(this.#documents.map((document) => document.kind))];
    const sessions = [...new Set(this.#documents.filter((d) => d.session && /^cop-/.test(d.id)).map((d) => d.session))].sort((a, b) => a - b);
    return [
      { name: "kinds", title: t("filters.kind"), options: kinds.map((kind) => ({ value: kind, label: t(`document.${kind}`) })) },
      {
        name: "documents", title: t("filters.instrument"),
        options: this.#documents.filter((d) => INSTRUMENTS.includes(d.kind)).map((d) => ({ value: d.id, label: d.short_title, full: d.title })),
      },
      { name: "sessions", title: t("filters.cop"), options: sessions.map((number) => ({ value: String(number), label: `COP ${number}` })) },
    ];
  }
}
