// @ts-check
/** What is long is shown in part, with a button for the rest. On paper it is whole. */

import { button } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { t } from "../kit/i18n.js";

/**
 * Hide some nodes until the reader asks for them; gives the button.
 * @param {Element[]} rest
 * @param {string} words that ask for them
 */
export function fold(rest, words) {
  const less = t("answer.less");
  const act = button("", () => turn(act.getAttribute("aria-expanded") === "true"), { class: "button more" });
  const turn = (/** @type {boolean} */ folded) => {
    for (const node of rest) node.classList.toggle("folded", folded);
    act.setAttribute("aria-expanded", String(!folded));
    fill(act, icon("more"), el("span", {}, folded ? words : less));
  };
  turn(true);
  return act;
}

export const FEW = 8; // of a list, before the rest is folded away
const OVER = 2; // so many more are not worth a button

/**
 * Fold what a list has over a few; null where it is short.
 * @param {Element[]} nodes
 * @param {number} [n] how many there are, in the reader's eyes
 */
export function foldList(nodes, n = nodes.length) {
  return nodes.length > FEW + OVER ? fold(nodes.slice(FEW), t("answer.all", { n })) : null;
}
