// @ts-check
/** What stands above a whole answer: how the question was read, and of which texts it was asked. */

import { el } from "../kit/dom.js";
import { date, t } from "../kit/i18n.js";

/** @import { Turn } from "./history.js" */

/** @param {Turn} turn */
export function head({ answer: { rewritten, index }, shared, fromFile }) {
  const other = shared?.index && index && index.id !== shared.index;
  return [
    rewritten && el("p", { class: "rewritten quiet" },
      t("answer.rewritten"), " ", el("span", { dir: "auto" }, rewritten)),
    other && note(t("share.other", daysOf(index, shared))),
    fromFile && note(t("share.file")),
  ];
}

/** @param {string} words */
function note(words) {
  return el("p", { class: "note" }, words);
}

/**
 * When the texts of here and those of the link were put together; of the same day their names as well.
 * @param {Wire.Index} index
 * @param {import("./history.js").Shared} shared
 */
function daysOf(index, shared) {
  const [now, then] = [date(index.built_at), date(shared.built)];
  if (then && now !== then) return { now, then };
  return { now: `${now} (${index.id})`, then: `${then} (${shared.index})` };
}
