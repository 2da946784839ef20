/** Small pieces that the parts of the page share. */

import { el, fill, uniqueId } from "../js/dom.js";
import { w } from "./words.js";

/** A labelled control. */
export function field(label, control, wide = false) {
  control.id ||= uniqueId("field");
  return el("div", { class: wide ? "field wide" : "field" }, el("label", { for: control.id }, label), control);
}

/** A button with an action. */
export function button(words, action, main = false, attributes = {}) {
  return el("button", { type: "button", class: main ? "button button-main" : "button", ...attributes, on: { click: action } }, words);
}

/** Show that something is being fetched, then what it gave, or what went wrong. */
export async function during(place, task) {
  place.setAttribute("aria-busy", "true");
  fill(place, el("p", { class: "quiet", role: "status" }, w("working")));
  try {
    fill(place, await task());
  } catch (error) {
    fill(place, el("p", { class: "note", role: "alert" }, error.message));
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/** A link to the page of a provision on this site. */
export function toProvision(locator, label) {
  return el("a", { href: `/p/${locator}` }, label || locator);
}

/** Which words these are, as a badge. */
export function kindBadge(kind) {
  const names = { quote: "official", fact: "official", guide: "guide", remark: "remark", own: "own" };
  return el("span", { class: `badge badge-${names[kind] ?? "own"}` }, w(`kind.${kind}`));
}
