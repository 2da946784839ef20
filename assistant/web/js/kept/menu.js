// @ts-check
/** A menu, which closes when something is chosen, on Escape, and when the focus leaves it. */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { icon } from "../kit/icons.js";

/** @import { Attributes, Child } from "../kit/dom.js" */
/** @import { IconName } from "../kit/icons.js" */
/** @typedef {[IconName, string, () => unknown]} Choice */

/**
 * @param {Child} content of the button that opens it
 * @param {Choice[]} choices
 * @param {Attributes} [attributes] of that button
 */
export function menuOf(content, choices, attributes = { class: "button" }) {
  const summary = el("summary", attributes, content);
  const menu = el("details", { class: "menu" }, summary, el("ul", {}, choices.map(([name, words, action]) => {
    const act = () => {
      menu.open = false;
      action();
    };
    return el("li", {}, button([icon(name), words], act, { class: "menu-item" }));
  })));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    summary.focus();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
  return menu;
}
