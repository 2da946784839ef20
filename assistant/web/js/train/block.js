// @ts-check
/** One slide of a session pack: its title, its time, its lines, its notes. */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { itemView } from "./item.js";

/** @import { Editor } from "./editor.js" */
/** @typedef {Wire.Training.Block} Block */

/**
 * An empty line of the trainer's own.
 * @returns {Wire.Training.Item}
 */
export function ownLine() {
  return { kind: "own", text: "", sources: [], note: "", cells: [] };
}

/**
 * @param {Block} block
 * @param {number} place
 * @param {number} count how many there are
 * @param {Editor} editor
 */
export function blockView(block, place, count, editor) {
  const lines = block.items.map((item) => itemView(item, () => editor.changed(), () => drop(item)));
  const drop = (/** @type {Wire.Training.Item} */ item) => {
    block.items.splice(block.items.indexOf(item), 1);
    editor.draw();
  };
  return el("li", { class: "block" },
    el("div", { class: "block-head" },
      el("span", { class: "block-number" }, place + 1),
      titleField(block, editor),
      minutesField(block, editor),
      el("span", { class: "fine" }, t("session.min")),
      sign("↑", t("session.up"), block, () => editor.move(place, -1), place === 0),
      sign("↓", t("session.down"), block, () => editor.move(place, 1), place === count - 1),
      sign("✕", t("session.drop"), block, () => editor.drop(place))),
    block.source && el("p", { class: "fine", dir: "auto" }, block.source),
    block.kind === "timeline"
      ? el("p", { class: "quiet" }, t("session.picture", { count: block.items.length }))
      : el("div", { class: "items" }, lines),
    notes(block, editor));
}

/**
 * @param {string} words
 * @param {string} label
 * @param {Block} block
 * @param {() => void} action
 */
function sign(words, label, { title }, action, disabled = false) {
  return button(words, action, { "aria-label": `${label}: ${title}`, title: label, disabled });
}

/**
 * @param {Block} block
 * @param {Editor} editor
 */
function titleField(block, editor) {
  const label = t("session.title");
  const input = el("input", { class: "title", value: block.title, dir: "auto", "aria-label": label });
  input.addEventListener("input", () => {
    block.title = input.value;
    editor.changed();
  });
  return input;
}

/**
 * @param {Block} block
 * @param {Editor} editor
 */
function minutesField(block, editor) {
  const input = el("input", {
    class: "minutes", type: "number", min: "0", max: "240", step: "0.5", value: block.minutes,
    "aria-label": t("session.minutes"),
  });
  input.addEventListener("input", () => {
    block.minutes = Number(input.value) || 0;
    editor.changed();
  });
  return input;
}

/**
 * @param {Block} block
 * @param {Editor} editor
 */
function notes(block, editor) {
  const label = t("session.notes");
  const field = el("textarea", { rows: 3, dir: "auto", "aria-label": label }, block.notes);
  field.addEventListener("input", () => {
    block.notes = field.value;
    editor.changed();
  });
  const add = () => {
    block.items.push(ownLine());
    editor.draw();
  };
  return el("details", {},
    el("summary", {}, label), el("div", { class: "field" }, field), button(t("session.line"), add));
}
