// @ts-check
/** The source panel beside the conversation: a column, or a sheet on a phone. */

import * as api from "../kit/api.js";
import { button, iconButton, skeleton } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { language, t } from "../kit/i18n.js";
import { asApiError } from "../kit/error.js";
import { isolate } from "../page/modal.js";
import { provisionLink } from "../reading/passage.js";

/** @import { LinkTo } from "../reading/passage.js" */
/** @import { Subject } from "./source.js" */

const SMALL = matchMedia("(max-width: 61.99rem)");

export class SourcePanel {
  #release = () => {};
  #waiting = new AbortController();
  /** @type {HTMLElement | null} */
  #invoker = null;
  /** @type {Wire.Citation | null} */
  #cited = null;
  /** @type {typeof import("./source.js") | null} fetched when the page rests, or a source is opened */
  #source = null;

  /** @param {(key: string | null) => void} onChange hears which citation is open, or null */
  constructor(onChange) {
    this.onChange = onChange;
    this.body = el("div", { class: "panel-body" });
    this.element = el("div", { class: "panel", hidden: true, tabindex: "-1" }, this.body);
    this.backdrop = el("div", { class: "backdrop", hidden: true, on: { click: () => this.close() } });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    });
    SMALL.addEventListener("change", () => !this.element.hidden && this.#settle());
  }

  /**
   * Show a citation; what it carries appears at once, its surroundings when they arrive.
   * @param {string} key
   * @param {Wire.Citation} citation
   * @param {HTMLElement} invoker gets the focus back
   */
  open(key, citation, invoker) {
    this.#cited = citation;
    this.#invoker = invoker;
    this.element.hidden = false;
    this.#settle();
    this.#show(citation.id);
    this.onChange(key);
  }

  /** Close it and return to where it was opened from. */
  close() {
    if (this.element.hidden) return;
    this.#waiting.abort();
    this.element.hidden = true;
    this.backdrop.hidden = true;
    this.#rest();
    document.documentElement.classList.remove("with-panel", "with-sheet");
    this.onChange(null);
    if (this.#invoker?.isConnected) this.#invoker.focus();
  }

  /** Draw it again, in another language. */
  redraw() {
    if (!this.element.hidden && this.#cited) this.#show(this.#cited.id);
  }

  #rest() {
    this.#release();
    this.#release = () => {};
  }

  /** Be a column or a sheet, as the screen is wide. */
  #settle() {
    this.#rest();
    document.documentElement.classList.toggle("with-panel", !SMALL.matches);
    document.documentElement.classList.toggle("with-sheet", SMALL.matches);
    this.backdrop.hidden = !SMALL.matches;
    this.element.toggleAttribute("aria-modal", SMALL.matches);
    this.element.setAttribute("role", SMALL.matches ? "dialog" : "complementary");
    if (SMALL.matches) this.#release = isolate(this.element, () => this.close());
  }

  /**
   * Show the citation, or a provision that was reached from it.
   * @param {string} locator
   */
  async #show(locator) {
    this.#waiting.abort();
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    const citation = this.#cited?.id === locator ? this.#cited : null;
    this.element.focus({ preventScroll: true });
    if (!this.#source) this.#draw(null, null);
    this.element.scrollTop = 0;
    try {
      this.#source ??= await import("./source.js");
      if (signal.aborted) return;
      this.#draw(citation, null);
      const provision = await api.provision(locator, language(), signal);
      if (signal.aborted) return;
      this.#draw(citation ?? this.#source.subjectOf(provision), provision);
      this.#bringIntoView(this.body.querySelector("mark"));
    } catch (error) {
      if (signal.aborted) return;
      const words = asApiError(error).status === 404 ? t("passage.notFound") : t("panel.failed");
      this.body.querySelector(".skeleton")?.replaceWith(el("p", { class: "quiet" }, words));
    }
  }

  /**
   * @param {Subject | null} subject null while a provision is on its way of which only the locator is known
   * @param {Wire.Provision | null} provision
   */
  #draw(subject, provision) {
    const { activeElement } = document;
    const focused = activeElement && this.body.contains(activeElement) ? nameOf(activeElement) : null;
    this.element.setAttribute("aria-labelledby", "panel-title");
    fill(this.body,
      this.#bar(subject !== null && subject === this.#cited),
      el("h2", { class: "panel-title", id: "panel-title" }, el("bdi", {}, subject?.label)),
      subject && this.#source?.sourceView(subject, provision, this.#link),
      subject ? null : skeleton({}, 2));
    if (focused === null) return;
    const same = [...this.body.querySelectorAll("a, button")].find((node) => nameOf(node) === focused);
    (same instanceof HTMLElement ? same : this.element).focus({ preventScroll: true });
  }

  /** @param {boolean} cited whether the citation itself is shown */
  #bar(cited) {
    const citation = this.#cited;
    const back = () => citation && this.#show(citation.id);
    const n = citation?.number ?? 0;
    return el("div", { class: "panel-bar" },
      cited
        ? el("span", { class: "number", "aria-hidden": "true" }, n)
        : button([icon("before"), t("panel.back", { n })], back),
      iconButton("close", t("panel.close"), () => this.close()));
  }

  /**
   * A link that stays in the panel.
   * @type {LinkTo}
   */
  #link = (locator, content, attributes) => {
    const link = provisionLink(locator, content, attributes);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      this.#show(locator);
    });
    return link;
  };

  /**
   * Scroll the panel, and nothing but the panel, to the quote.
   * @param {Element | null} mark
   */
  #bringIntoView(mark) {
    const { clientHeight: height } = this.element;
    const below = (mark?.getBoundingClientRect().top ?? 0) - this.element.getBoundingClientRect().top;
    if (below > height * 0.7) this.element.scrollTop += below - height / 3;
  }
}

/** @param {Element} node */
function nameOf(node) {
  return node.getAttribute("aria-label") ?? node.textContent;
}
