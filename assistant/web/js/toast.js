/** Short notices at the foot of the page, read out politely, with an action where something can be undone. */

import { el, fill } from "./dom.js";

const SHOWN = 6_000;

const region = el("div", { class: "toast", role: "status" });
let timer = 0;

/** The place where notices appear; put into the page once. */
export function toastRegion() {
  return region;
}

/** Say something; `action` is {label, run}. */
export function toast(text, action = null) {
  clearTimeout(timer);
  const close = () => {
    clearTimeout(timer);
    fill(region);
  };
  const button = action && el("button", { type: "button", class: "button", on: { click: () => { close(); action.run(); } } }, action.label);
  fill(region, el("span", {}, text), button);
  timer = setTimeout(close, action ? 2 * SHOWN : SHOWN);
}
