// @ts-check
/** The controls that every page is made of. */

/** @import { Attributes, Child } from "./dom.js" */
/** @import { IconName } from "./icons.js" */

import { el, uniqueId } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

/**
 * A button with words.
 * @param {Child} content
 * @param {(event: MouseEvent) => unknown} action
 * @param {Attributes} [attributes]
 */
export function button(content, action, attributes = {}) {
  return el("button", { type: "button", class: "button", ...attributes, on: { click: action } }, content);
}

/**
 * A button that is an icon; `label` is what screen readers say.
 * @param {IconName} name
 * @param {string} label
 * @param {(event: MouseEvent) => unknown} action
 * @param {Attributes} [attributes]
 */
export function iconButton(name, label, action, attributes = {}) {
  return button(icon(name), action, { class: "icon-button", "aria-label": label, ...attributes });
}

/**
 * A control below its label.
 * @param {string} label
 * @param {HTMLElement} control
 * @param {{ wide?: boolean }} [options]
 */
export function field(label, control, { wide = false } = {}) {
  control.id ||= uniqueId("field");
  const words = el("label", { for: control.id }, label);
  return el("div", { class: wide ? "field wide" : "field" }, words, control);
}

/**
 * Grey lines where words will stand.
 * @param {Attributes} [attributes]
 * @param {number} [lines]
 */
export function skeleton(attributes = {}, lines = 3) {
  return el("div", { class: "skeleton", ...attributes }, Array.from({ length: lines }, () => el("span")));
}

/** What a page shows until its words are there. */
export function loading() {
  const head = el("h1", { class: "visually-hidden" }, t("page.loading"));
  return [head, skeleton({ class: "reading skeleton", "aria-busy": "true" })];
}

/**
 * Call `action` once calls have stopped for `delay` milliseconds.
 * @template {unknown[]} Values
 * @param {(...values: Values) => unknown} action
 * @param {number} delay
 * @returns {(...values: Values) => void}
 */
export function debounce(action, delay) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), delay);
  };
}

/**
 * Let files be dropped there.
 * @param {HTMLElement} place
 * @param {(files: FileList | undefined) => void} take
 */
export function takeDropped(place, take) {
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.classList.add("over");
  });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    take(event.dataTransfer?.files);
  });
}
