// @ts-check
/** Short notices at the foot of the page, read out politely, with an action where something can be undone. */

import { button } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";

const SHOWN = 6_000;

const region = el("div", { class: "toast", role: "status" });
let timer = 0;

/** The place where notices appear; put into the page once. */
export function toastRegion() {
  return region;
}

function close() {
  clearTimeout(timer);
  fill(region);
}

/**
 * Say something.
 * @param {string} text
 * @param {{ label: string, run: () => void }} [action]
 */
export function toast(text, action) {
  close();
  const act = () => {
    close();
    action?.run();
  };
  fill(region, el("span", {}, text), action && button(action.label, act));
  timer = setTimeout(close, action ? 2 * SHOWN : SHOWN);
}
