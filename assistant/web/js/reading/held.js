// @ts-check
/** How much of a text is here: a badge, and a note where it is not the whole. */

import { el, outward, safeAddress } from "../kit/dom.js";
import { t } from "../kit/i18n.js";

/** @typedef {Wire.Document["held"]} Held */

/**
 * "whole text", "extracts", ...
 * @param {Held} held
 */
export function heldBadge(held) {
  const looks = { whole: "official", extracts: "quoted", guide: "guide", copy: "own", facts: "facts" };
  return el("span", { class: `badge badge-${looks[held]}` }, t(`held.${held}`));
}

/** @type {{ [held: string]: import("../kit/i18n.js").Key }} */
const NOTES = {
  extracts: "passage.held_extracts",
  guide: "passage.held_guide",
  facts: "passage.held_facts",
};

/**
 * That only some of the words of a text are here, or none, with the way to the whole.
 * @param {{ kind: string, held: Held, url: string }} document
 */
export function heldNote({ kind, held, url }) {
  const note = NOTES[held];
  if (!note || kind === "session") return null;
  const way = url && safeAddress(url) ? outward(url, {}, t("passage.officialPage")) : null;
  return el("p", { class: "note" }, t(note), " ", way);
}
