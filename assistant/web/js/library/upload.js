// @ts-check
/** Where files are chosen or dropped: each is sent and read, and it is said what it was taken for. */

import { takeDropped } from "../kit/controls.js";
import { asApiError } from "../kit/error.js";
import { el, fill, put, uniqueId } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { alert } from "../train/form.js";
import * as api from "./server.js";

/**
 * @param {{ suffixes: string[], largest: number }} limits
 * @param {(change: Wire.Library.Change) => void} added
 */
export function upload({ suffixes, largest }, added) {
  const news = el("div", { class: "part", "aria-live": "polite" });
  const take = async (/** @type {FileList | undefined | null} */ files) => {
    for (const file of [...files ?? []]) await send(file, news, added);
  };
  const id = uniqueId("files");
  const input = el("input", { type: "file", id, multiple: true, accept: suffixes.join(",") });
  input.addEventListener("change", async () => {
    await take(input.files);
    input.value = "";
  });
  const most = t("library.most", { size: Math.floor(largest / 2 ** 20) });
  const drop = el("div", { class: "drop" },
    el("label", { for: id }, t("library.drop")), input,
    el("p", { class: "fine" }, most, " ", el("bdi", { dir: "ltr" }, suffixes.join(" "))));
  takeDropped(drop, take);
  return el("section", { class: "part", "aria-label": t("library.add") }, drop, news);
}

/**
 * @param {File} file
 * @param {HTMLElement} news
 * @param {(change: Wire.Library.Change) => void} added
 */
async function send(file, news, added) {
  const { name } = file;
  const words = el("span", {}, t("library.sending", { name }));
  const bar = el("progress", { max: 1, value: 0, "aria-label": t("library.sending", { name }) });
  const line = el("div", { class: "arrival" }, words, bar);
  put(news, line);
  try {
    const change = await api.add(file, (share) => {
      bar.value = share;
      if (share < 1) return;
      bar.removeAttribute("value"); // how long it is read nobody knows
      words.textContent = t("library.reading", { name });
    });
    const known = ["unchanged", "moved"].includes(change.status);
    fill(line, el("p", { class: "quiet" }, t(known ? "library.known" : "library.added", { name })));
    added(change);
  } catch (thrown) {
    const error = asApiError(thrown);
    const why = alert(error.away ? t("server.away") : error.words);
    fill(line, el("p", {}, t("library.refused", { name })), why);
  }
}
