/** Thumbs and a comment on one answer. What is typed stays in the conversation until it is sent. */

import * as api from "./api.js";
import { el, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { language, t } from "./i18n.js";
import { statementText } from "./reference.js";
import { toast } from "./toast.js";

export class RatingForm {
  constructor(turn, save) {
    this.turn = turn;
    this.save = save;
    const id = uniqueId("comment");
    this.comment = el("textarea", { id, rows: 2, maxlength: 2000, dir: "auto", on: { input: () => this.#keep() } });
    this.comment.value = turn.comment ?? "";
    this.form = el("form", { class: "comment", hidden: true, on: { submit: (event) => this.#send(event) } },
      el("label", { for: id }, t("rating.comment")), this.comment,
      el("button", { class: "button", type: "submit" }, t("rating.send")));
    this.up = this.#thumb("up");
    this.down = this.#thumb("down");
    this.element = el("div", { class: "rating" },
      el("div", { class: "thumbs", role: "group", "aria-label": t("rating.label") }, this.up, this.down), this.form);
  }

  #thumb(rating) {
    return el("button", {
      type: "button", class: "icon-button", "aria-label": t(`rating.${rating}`), title: t(`rating.${rating}`),
      "aria-pressed": String(this.turn.rating === rating), on: { click: () => this.#rate(rating) },
    }, icon(rating));
  }

  #keep() {
    this.turn.comment = this.comment.value;
    this.save();
  }

  #rate(rating) {
    this.turn.rating = rating;
    this.up.setAttribute("aria-pressed", String(rating === "up"));
    this.down.setAttribute("aria-pressed", String(rating === "down"));
    this.form.hidden = false;
    this.save();
    this.comment.focus();
    this.#post("");
  }

  async #send(event) {
    event.preventDefault();
    if (await this.#post(this.comment.value.trim())) {
      this.form.hidden = true;
      toast(t("rating.thanks"));
    }
  }

  async #post(comment) {
    const { turn } = this;
    const answer = turn.answer.refusal ? turn.answer.refusal.message : turn.answer.answer.map((statement) => statementText(statement, turn.answer.citations)).join("\n");
    try {
      await api.feedback({
        question: turn.question, answer_id: (turn.answer.id ?? "").slice(0, 64), answer: answer.slice(0, 20_000),
        rating: turn.rating, comment, language: language(),
      });
      return true;
    } catch {
      toast(t("rating.failed"));
      return false;
    }
  }
}
