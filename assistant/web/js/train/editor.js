// @ts-check
/** The editor of a session pack: reorder, drop, rewrite and add, take it away, hold it against the corpus. */

import { button } from "../kit/controls.js";
import { download, el, fill } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { read, write } from "../kit/store.js";
import { blockView, ownLine } from "./block.js";
import { during, notice } from "./form.js";
import * as api from "./server.js";

/** @typedef {Wire.Training.Pack} Pack */

const KEPT = "session";
const FORMS = /** @type {const} */ (["pptx", "docx", "md", "json", "xml"]);
const OFFICE = "application/vnd.openxmlformats-officedocument";
const TYPES = {
  pptx: `${OFFICE}.presentationml.presentation`,
  docx: `${OFFICE}.wordprocessingml.document`,
  md: "text/markdown",
  json: "application/json",
  xml: "application/xml",
};

/**
 * The pack that was left in this browser.
 * @returns {Pack | null}
 */
export function keptPack() {
  return read(KEPT);
}

export class Editor {
  /** @param {Pack} pack */
  constructor(pack) {
    this.pack = pack;
    this.list = el("ol", { class: "blocks" });
    this.report = el("div", { class: "part", "aria-live": "polite" });
    this.total = el("p", { class: "quiet total", role: "status" });
    const files = FORMS.map((form) => button(t(`session.${form}`), () => this.#take(form)));
    files[0].classList.add("button-main");
    this.element = el("div", { class: "part" },
      el("h2", {}, el("bdi", {}, pack.title)),
      this.total,
      el("p", { class: "actions" }, files, button(t("session.recheck"), () => this.#recheck())),
      this.report,
      this.list,
      el("p", { class: "actions" }, button(t("session.add"), () => this.#add())));
    this.draw();
  }

  /** Draw the slides anew: their number or order has changed. */
  draw() {
    const { blocks } = this.pack;
    fill(this.list, blocks.map((block, place) => blockView(block, place, blocks.length, this)));
    this.changed();
  }

  /** Keep what was changed, and count again. */
  changed() {
    write(KEPT, this.pack); // where there is no room it can still be taken away as a file
    const { blocks, minutes: planned } = this.pack;
    const minutes = blocks.reduce((sum, block) => sum + Number(block.minutes || 0), 0);
    this.total.textContent = t("session.total", { slides: blocks.length, minutes, planned });
  }

  /**
   * Move a slide up or down.
   * @param {number} place
   * @param {number} by
   */
  move(place, by) {
    const [block] = this.pack.blocks.splice(place, 1);
    this.pack.blocks.splice(place + by, 0, block);
    this.draw();
    this.#focus(place + by);
  }

  /**
   * Drop a slide.
   * @param {number} place
   */
  drop(place) {
    this.pack.blocks.splice(place, 1);
    this.draw();
  }

  #add() {
    this.pack.blocks.push({
      id: `own-${Date.now()}`,
      kind: "text",
      title: t("session.own"),
      minutes: 0,
      items: [ownLine()],
      notes: "",
      ref: "",
      source: "",
    });
    this.draw();
    this.#focus(this.pack.blocks.length - 1);
  }

  /** @param {number} place */
  #focus(place) {
    const title = this.list.children[place].querySelector(".title");
    if (title instanceof HTMLElement) title.focus();
  }

  /** @param {keyof typeof TYPES} form */
  #take(form) {
    return during(this.report, async () => {
      download(`session.${form}`, await api.sessionFile(this.pack, form), TYPES[form]);
      return notice(t("session.taken", { form: form.toUpperCase() }));
    });
  }

  #recheck() {
    return during(this.report, async () => {
      const { mismatches } = await api.recheck(this.pack);
      const { length: count } = mismatches;
      if (!count) return el("p", { class: "note", role: "status" }, t("session.matches"));
      return [el("h3", {}, t("session.mismatches", { count })), mismatches.map(mismatchView)];
    });
  }
}

/** @param {Wire.Training.Mismatch} mismatch */
function mismatchView({ title, message, expected, found }) {
  return el("div", { class: "mismatch" },
    el("p", {}, el("strong", {}, title), ": ", message),
    expected && el("p", { class: "fine" }, t("session.was"), " ", expected),
    found && el("p", { class: "fine" }, t("session.is"), " ", found));
}
