// @ts-check
/** What stands on paper alone: addresses written out, and who made the answer when and from what. */

import { iconButton } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { date, t } from "../kit/i18n.js";
import { permalink } from "../reading/reference.js";

/** @import { Turn } from "../chat/history.js" */

/**
 * Add to the foot of an answer what paper needs, and the button that prints it by itself.
 * @param {Turn} turn
 * @param {HTMLElement} element of the turn
 */
export function dress(turn, element) {
  if (element.querySelector(".made")) return;
  const { citations } = turn.answer;
  element.querySelectorAll(".sources li").forEach((line, n) => line.append(address(citations[n])));
  const tools = element.querySelector(".tools");
  tools?.before(madeNote(turn));
  const title = t("export.print_one");
  const act = iconButton("print", title, () => printOne(element), { title });
  tools?.querySelector(".rating")?.before(act);
}

/**
 * The symbol and the address of a source.
 * @param {Wire.Citation} citation
 */
function address({ id, url, document }) {
  return el("span", { class: "paper" }, " ",
    document.symbol && [el("bdi", { dir: "ltr" }, document.symbol), " "],
    el("bdi", { class: "address", dir: "ltr" }, `<${url || permalink(id)}>`));
}

/**
 * The date of an answer, the index that it was made from, and what to do before one relies on it.
 * @param {Turn} turn
 */
function madeNote({ answered, answer }) {
  const made = t("export.made", { date: date(answered), index: answer.index?.id ?? "" });
  return el("p", { class: "paper made", dir: "auto" }, made);
}

/**
 * Print one answer by itself.
 * @param {HTMLElement} element
 */
function printOne(element) {
  const { classList } = document.documentElement;
  classList.add("one");
  element.classList.add("printed");
  addEventListener("afterprint", () => {
    classList.remove("one");
    element.classList.remove("printed");
  }, { once: true });
  print();
}
