// @ts-check
/** Thumbs and a comment on one answer. What is typed stays in the conversation until it is sent. */

import * as api from "../kit/api.js";
import { iconButton } from "../kit/controls.js";
import { el, uniqueId } from "../kit/dom.js";
import { language, t } from "../kit/i18n.js";
import { toast } from "../page/toast.js";

/** @import { Turn } from "./history.js" */

const LONGEST = { comment: 2_000, answer: 20_000, id: 64 }; // characters that the server takes

export class RatingForm {
  /**
   * @param {Turn} turn
   * @param {() => void} save
   */
  constructor(turn, save) {
    this.turn = turn;
    this.save = save;
    const id = uniqueId("comment");
    this.comment = el("textarea", {
      id, rows: 2, maxlength: LONGEST.comment, dir: "auto", on: { input: () => this.#keep() },
    });
    this.comment.value = turn.comment ?? "";
    this.form = el("form", { class: "comment", hidden: true, on: { submit: (event) => this.#send(event) } },
      el("label", { for: id }, t("rating.comment")), this.comment,
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
    this.save();
    this.comment.focus();
    this.#post(rating, "");
  }

  /** @param {Event} event */
  async #send(event) {
    event.preventDefault();
    if (!this.turn.rating || !(await this.#post(this.turn.rating, this.comment.value.trim()))) return;
    this.form.hidden = true;
    toast(t("rating.thanks"));
  }

  /**
   * @param {"up" | "down"} rating
   * @param {string} comment
   */
  async #post(rating, comment) {
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
      });
      return true;
    } catch {
      toast(t("rating.failed"));
      return false;
    }
  }
}
