// @ts-check
/** Files of one's own: added, corrected and removed; how far the index is, and what it answers from. */

import { el, fill } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { toast } from "../page/toast.js";
import { trouble } from "../page/trouble.js";
import { trainStyles } from "../page/styles.js";
import { entry } from "./entry.js";
import { moves, told } from "./rebuild.js";
import * as api from "./server.js";
import { upload } from "./upload.js";

/** @import { Key } from "../kit/i18n.js" */

const LOOK_EVERY = 2_000; // milliseconds between two looks at a rebuild

/** @type {Record<string, Key>} */
const BARRIERS = {
  shared: "library.barrierShared",
  unknown_texts: "library.barrierUnknown",
  read_only: "library.barrierWriting",
};

/**
 * Show it in `main`; gives the page's title.
 * @param {HTMLElement} main
 * @param {URLSearchParams} _
 * @param {AbortSignal} signal
 */
export async function libraryPage(main, _, signal) {
  const [found] = await Promise.all([api.library(), trainStyles()]).catch((error) => {
    fill(main, trouble(error, t("page.failed"), () => libraryPage(main, _, signal)));
    return [null];
  });
  if (!found || signal.aborted) return t("library.heading");
  const shelf = new Shelf(found, signal);
  fill(main, el("div", { class: "train" },
    el("h1", {}, t("library.heading")),
    el("p", { class: "quiet" }, t("library.intro")),
    found.barrier
      ? el("p", { class: "note" }, t(BARRIERS[found.barrier]))
      : upload(found, () => shelf.look()),
    shelf.state,
    shelf.head,
    shelf.list));
  shelf.draw(found);
  return t("library.heading");
}

class Shelf {
  #timer = 0;
  /** @type {Map<string, { drawn: string, element: HTMLElement }>} */
  #entries = new Map();

  /**
   * @param {Wire.Library.Library} found
   * @param {AbortSignal} signal
   */
  constructor(found, signal) {
    this.open = !found.barrier;
    this.signal = signal;
    this.state = el("div", { class: "part", role: "status", "data-status": "" });
    this.head = el("h2", {});
    this.list = el("ul", { class: "findings" });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** Ask how it is now, and go on while it changes by itself. */
  async look() {
    clearTimeout(this.#timer);
    await this.#ask();
  }

  async #ask() {
    const found = await api.library().catch(() => null);
    if (this.signal.aborted) return;
    if (found) this.draw(found);
    else this.#timer = setTimeout(() => this.#ask(), LOOK_EVERY);
  }

  /** @param {Wire.Library.Library} found */
  draw({ files, rebuild }) {
    const state = JSON.stringify(rebuild);
    if (this.state.dataset.drawn !== state) {
      fill(this.state, told(rebuild, () => this.#again()));
      Object.assign(this.state.dataset, { drawn: state, status: rebuild.status });
    }
    this.head.textContent = files.length ? t("library.here", { count: files.length }) : t("library.none");
    const entries = files.map((file) => this.#entry(file));
    const shown = [...this.list.children];
    const same = entries.length === shown.length && entries.every((one, at) => one === shown[at]);
    if (!same) fill(this.list, entries);
    clearTimeout(this.#timer);
    if (moves(rebuild)) this.#timer = setTimeout(() => this.#ask(), LOOK_EVERY);
  }

  /**
   * The element of a file, the one that there is while nothing has changed or somebody writes in it.
   * @param {Wire.Library.OwnFile} file
   */
  #entry(file) {
    const drawn = JSON.stringify(file);
    const before = this.#entries.get(file.id);
    const used = before?.element.querySelector("form, [role=group]");
    if (before && (before.drawn === drawn || used)) return before.element;
    const element = entry(file, this.open, () => this.look());
    this.#entries.set(file.id, { drawn, element });
    return element;
  }

  async #again() {
    await api.rebuild().catch((error) => toast(error.words));
    await this.look();
  }
}
