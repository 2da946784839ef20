// @ts-check
/** The provision that an answer should have cited: what a reader calls it, and what the server finds. */

import * as api from "../kit/api.js";
import { debounce } from "../kit/controls.js";
import { el, fill, uniqueId } from "../kit/dom.js";
import { asApiError } from "../kit/error.js";
import { language, t } from "../kit/i18n.js";

const DELAY = 400; // milliseconds of rest after a key
const LONGEST = 300; // characters that the server takes

/** Drawn in the language of the moment; what it says later is in that language, too. */
export class Correction {
  #language = language();
  #says = { found: t("correction.found"), several: t("correction.several"), none: t("correction.none") };
  /** @type {string | null} what was looked up last; null to look again */
  #words = "";
  #looking = Promise.resolve();
  /** @type {string | null} of the provision that is meant; null where the words name none */
  #locator = "";

  /**
   * @param {string} words to begin with
   * @param {(words: string) => void} keep
   */
  constructor(words, keep) {
    const [id, told] = [uniqueId("correction"), uniqueId("correction")];
    const look = debounce(() => this.#look(), DELAY);
    const input = () => {
      keep(this.field.value);
      look();
    };
    this.field = el("input", {
      id, type: "text", maxlength: LONGEST, autocomplete: "off", dir: "auto", "aria-describedby": told,
      placeholder: t("correction.example"), on: { input },
    });
    this.field.value = words;
    this.told = el("p", { id: told, role: "status" });
    this.choice = el("fieldset", { "aria-labelledby": told, hidden: true });
    this.element = el("div", { class: "correction" },
      el("label", { for: id }, t("correction.label")), this.field, this.told, this.choice,
      el("p", { class: "fine" }, t("correction.sent")));
    this.#look();
  }

  /** The locator of the provision that is named: "" for none at all, null where that is no provision here. */
  async locator() {
    await this.#look();
    if (this.#locator === null) this.field.focus();
    return this.#locator;
  }

  #look() {
    const words = this.field.value.trim();
    if (words !== this.#words) {
      this.#words = words;
      this.#looking = this.#find(words);
    }
    return this.#looking;
  }

  /** @param {string} words */
  async #find(words) {
    this.#locator = words ? null : "";
    this.#tell([], "");
    if (!words) return;
    try {
      const { provisions } = await api.named(words, this.#language);
      if (words === this.#words) this.#offer(provisions);
    } catch (thrown) {
      if (words !== this.#words) return;
      const error = asApiError(thrown);
      if (error.status === 404) return this.#tell([], this.#says.none, true);
      this.#words = null;
      this.#tell([], error.away ? t("server.away") : error.words, true);
    }
  }

  /** @param {Wire.Link[]} provisions one at least, the likeliest first */
  #offer(provisions) {
    const [first, ...others] = provisions;
    this.#locator = first.locator;
    if (others.length) this.#tell(provisions, this.#says.several);
    else this.#tell([], [this.#says.found, " ", el("bdi", { class: "source-label" }, first.label)]);
  }

  /**
   * @param {Wire.Link[]} choice
   * @param {import("../kit/dom.js").Child} words
   * @param {boolean} [wrong] whether the words name nothing that can be sent
   */
  #tell(choice, words, wrong = false) {
    this.field.setAttribute("aria-invalid", String(wrong));
    fill(this.told, words);
    this.choice.hidden = !choice.length;
    const name = uniqueId("choice");
    fill(this.choice, choice.map(({ locator, label }) => {
      const change = () => {
        this.#locator = locator;
      };
      const radio = el("input", { type: "radio", name, on: { change } });
      radio.checked = locator === this.#locator;
      return el("label", {}, radio, " ", el("bdi", {}, label));
    }));
  }
}
