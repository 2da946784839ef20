// @ts-check
/**
 * Thumbs and a comment on one answer, and the provision that it should have cited. What is typed stays in the
 * conversation until it is sent.
 */

import * as api from "../kit/api.js";
import { button, iconButton } from "../kit/controls.js";
import { el, fill, uniqueId } from "../kit/dom.js";
import { inLanguage, knows, language, learn, learnMore, t } from "../kit/i18n.js";
import { toast } from "../page/toast.js";

/** @import { Correction } from "../correction/correction.js" */
/** @import { Turn } from "./history.js" */
/** @import { Actions } from "./turn.js" */

const LONGEST = { comment: 2_000, answer: 20_000, id: 64 }; // characters that the server takes

/**
 * Put below an answer what rates it, in the language of the moment.
 * @param {Turn} turn
 * @param {HTMLElement} element of the answer
 * @param {Actions} actions
 */
export function rate(turn, element, actions) {
  element.querySelector(".tools .rating")?.replaceWith(new RatingForm(turn, actions).element);
}

class RatingForm {
  /** @type {Correction | null} */
  #correction = null;

  /**
   * @param {Turn} turn
   * @param {Actions} actions
   */
  constructor(turn, { save, before }) {
    this.turn = turn;
    this.save = save;
    this.before = before;
    const id = uniqueId("comment");
    this.comment = el("textarea", {
      id, rows: 2, maxlength: LONGEST.comment, dir: "auto", on: { input: () => this.#keep() },
    });
    this.comment.value = turn.comment ?? "";
    const open = button(t("rating.correct"), () => this.#correct());
    this.right = el("div", { class: "right" }, open);
    this.form = el("form", { class: "comment", hidden: true, on: { submit: (event) => this.#send(event) } },
      el("label", { for: id }, t("rating.comment")), this.comment, this.right,
      el("button", { class: "button", type: "submit" }, t("rating.send")));
    this.thumbs = { up: this.#thumb("up"), down: this.#thumb("down") };
    const group = { class: "thumbs", role: "group", "aria-label": t("rating.label") };
    this.element = el("div", { class: "rating" }, el("div", group, Object.values(this.thumbs)), this.form);
  }

  /** @param {"up" | "down"} rating */
  #thumb(rating) {
    const label = t(`rating.${rating}`);
    const pressed = String(this.turn.rating === rating);
    return iconButton(rating, label, () => this.#rate(rating), { title: label, "aria-pressed": pressed });
  }

  #keep() {
    this.turn.comment = this.comment.value;
    this.save();
  }

  /** @param {"up" | "down"} rating */
  #rate(rating) {
    this.turn.rating = rating;
    for (const [name, thumb] of Object.entries(this.thumbs)) {
      thumb.setAttribute("aria-pressed", String(name === rating));
    }
    this.form.hidden = false;
    this.right.hidden = rating === "up";
    this.save();
    this.comment.focus();
    this.#post(rating, "");
  }

  /** Ask for the right provision: what that needs is loaded now. */
  async #correct() {
    const { turn } = this;
    const code = turn.answer.language;
    try {
      const [{ Correction }] = await Promise.all([import("../correction/correction.js"), learnMore()]);
      if (knows(code)) await learn(code);
      const keep = (/** @type {string} */ words) => {
        turn.provision = words;
        this.save();
      };
      this.#correction = inLanguage(code, () => new Correction(turn.provision ?? "", keep));
      fill(this.right, this.#correction.element);
      this.#correction.field.focus();
    } catch {
      toast(t("server.away"));
    }
  }

  /** @param {Event} event */
  async #send(event) {
    event.preventDefault();
    const { rating } = this.turn;
    const provision = rating === "down" && this.#correction ? await this.#correction.locator() : "";
    if (!rating || provision === null) return;
    if (!(await this.#post(rating, this.comment.value.trim(), provision))) return;
    this.form.hidden = true;
    toast(t("rating.thanks"));
  }

  /**
   * @param {"up" | "down"} rating
   * @param {string} comment
   * @param {string} [provision] the locator of the right one
   */
  async #post(rating, comment, provision = "") {
    const { question, answer } = this.turn;
    try {
      const { statementText } = await import("../export/told.js");
      const words = answer.answer.map((statement) => statementText(statement, answer.citations)).join("\n");
      await api.feedback({
        question,
        answer_id: (answer.id ?? "").slice(0, LONGEST.id),
        answer: (answer.refusal?.message ?? words).slice(0, LONGEST.answer),
        rating,
        comment,
        language: language(),
        ...(provision && { provision, history: this.before(this.turn) }),
      });
      return true;
    } catch {
      toast(t("rating.failed"));
      return false;
    }
  }
}
