// @ts-check
/** How far the index is behind the files that were added. */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { spoken, t } from "../kit/i18n.js";

/** @import { Key } from "../kit/i18n.js" */

/**
 * What is done at each stage.
 * @type {Record<string, Key>}
 */
const STAGES = {
  reading: "library.stageReading",
  embedding: "library.stageEmbedding",
  writing: "library.stageWriting",
  opening: "library.stageOpening",
};

/**
 * Whether it will change by itself.
 * @param {Wire.Library.Rebuild} state
 */
export function moves({ status }) {
  return status === "waiting" || status === "running";
}

/**
 * @param {Wire.Library.Rebuild} state
 * @param {() => void} again
 */
export function told(state, again) {
  const { status, queued, error, set_aside: aside } = state;
  const failed = status === "failed" && el("div", { class: "note" },
    el("p", {}, t("library.failed"), " ", el("span", spoken("en"), error?.message)),
    el("p", { class: "actions" }, button(t("library.again"), again)));
  return [
    status === "done" && el("p", { class: "quiet" }, t("library.done")),
    status === "waiting" && el("p", { class: "quiet" }, t("library.queued")),
    status === "running" && running(state),
    status === "running" && queued && el("p", { class: "fine" }, t("library.follows")),
    failed,
    aside.map(({ name, reason }) => el("p", { class: "note" },
      t("library.aside"), " ", el("bdi", {}, name), ": ", el("span", spoken("en"), reason))),
  ];
}

/** @param {Wire.Library.Rebuild} state */
function running({ stage, done, total }) {
  const words = t("library.running");
  const value = total > 1 ? { max: total, value: done } : {};
  const now = stage in STAGES && t(STAGES[stage]);
  return el("div", { class: "arrival" },
    el("span", {}, words, now && ` ${now}`),
    el("progress", { ...value, "aria-label": words }));
}
