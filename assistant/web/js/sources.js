/** The source panel: the cited provision in its context, the exact quote marked. A column, or a sheet on a phone. */

import * as api from "./api.js";
import { copy } from "./clipboard.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { date, spoken, t } from "./i18n.js";
import { isolate } from "./modal.js";
import * as passage from "./passage.js";
import { permalink, reference } from "./reference.js";

const SMALL = matchMedia("(max-width: 61.99rem)");

export class SourcePanel {
  #release = null;
  #waiting = null;
  #invoker = null;
  #cited = null;

  /** `onChange(key)` hears which citation is open, or null. */
  constructor(onChange) {
    this.onChange = onChange;
    this.body = el("div", { class: "panel-body" });
    this.element = el("aside", { class: "panel", hidden: true, tabindex: "-1" }, this.body);
    this.backdrop = el("div", { class: "backdrop", hidden: true, on: { click: () => this.close() } });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    });
    SMALL.addEventListener("change", () => !this.element.hidden && this.#settle());
  }

  /** Show a citation; what it carries appears at once, its surroundings when they arrive. */
  open(key, citation, invoker) {
    this.#cited = { key, citation };
    this.#invoker = invoker;
    this.element.hidden = false;
    this.#settle();
    this.#show(citation.id, citation);
    this.onChange(key);
  }

  /** Close it and return to where it was opened from. */
  close() {
    if (this.element.hidden) return;
    this.#waiting?.abort();
    this.element.hidden = true;
    this.backdrop.hidden = true;
    this.#release?.();
    this.#release = null;
    document.documentElement.classList.remove("with-panel", "with-sheet");
    this.onChange(null);
    if (this.#invoker?.isConnected) this.#invoker.focus();
  }

  /** Draw it again, in another language. */
  redraw() {
    if (!this.element.hidden && this.#cited) this.#show(this.#cited.citation.id, this.#cited.citation);
  }

  #settle() {
    this.#release?.();
    this.#release = null;
    document.documentElement.classList.toggle("with-panel", !SMALL.matches);
    document.documentElement.classList.toggle("with-sheet", SMALL.matches);
    this.backdrop.hidden = !SMALL.matches;
    this.element.toggleAttribute("aria-modal", SMALL.matches);
    this.element.setAttribute("role", SMALL.matches ? "dialog" : "complementary");
    if (SMALL.matches) this.#release = isolate(this.element, () => this.close());
  }

  async #show(locator, citation) {
    this.#waiting?.abort();
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    this.element.focus({ preventScroll: true });
    this.#draw(citation ?? { id: locator }, null, Boolean(citation));
    try {
      const provision = await api.provision(locator, { signal });
      if (!signal.aborted) this.#draw(citation ?? fromProvision(provision), provision, Boolean(citation));
    } catch (error) {
      if (signal.aborted) return;
      const words = error.status === 404 ? t("passage.notFound") : t("panel.failed");
      this.body.querySelector(".skeleton")?.replaceWith(el("p", { class: "quiet" }, words));
    }
  }

  #draw(citation, provision, cited) {
    const linkTo = (locator, content, attributes = {}) => {
      const link = passage.provisionLink(locator, content, attributes);
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        const back = this.#cited.citation.id === locator;
        this.#show(locator, back ? this.#cited.citation : null);
      });
      return link;
    };
    const focused = this.body.contains(document.activeElement) ? nameOf(document.activeElement) : null;
    const title = el("h2", { class: "panel-title", id: "panel-title", dir: "auto" }, citation.label ?? provision?.label ?? "");
    this.element.setAttribute("aria-labelledby", "panel-title");
    fill(this.body,
      el("div", { class: "panel-bar" },
        cited ? el("span", { class: "number", "aria-hidden": "true" }, citation.number) : el("button", {
          type: "button", class: "button", on: { click: () => this.#show(this.#cited.citation.id, this.#cited.citation) },
        }, icon("before"), t("panel.back", { n: this.#cited.citation.number })),
        el("button", { type: "button", class: "icon-button", "aria-label": t("panel.close"), on: { click: () => this.close() } }, icon("close"))),
      title,
      this.#about(citation, provision),
      provision ? passage.chapeaux(provision, linkTo) : earlyChapeau(citation),
      this.#text(citation, provision, cited, linkTo),
      provision ? passage.guideNote(provision.provenance === "guide" ? null : provision.guide) : null,
      this.#actions(citation, provision),
      provision ? [passage.neighbours(provision, linkTo), passage.crossReferences(provision, linkTo)] : el("div", { class: "skeleton" }, el("span"), el("span")));
    if (focused) ([...this.body.querySelectorAll("a, button")].find((node) => nameOf(node) === focused) ?? this.element).focus({ preventScroll: true });
    if (provision) this.#bringIntoView(this.body.querySelector("mark"));
    else this.element.scrollTop = 0;
  }

  /** Scroll the panel, and nothing but the panel, to the quote. */
  #bringIntoView(mark) {
    const below = (mark?.getBoundingClientRect().top ?? 0) - this.element.getBoundingClientRect().top;
    if (below > this.element.clientHeight * 0.7) this.element.scrollTop += below - this.element.clientHeight / 3;
  }

  #about(citation, provision) {
    const document = provision?.document ?? citation.document;
    if (!document) return null;
    const quotedIn = provision?.quoted_in ?? citation.quoted_in ?? [];
    const facts = [document.symbol, date(provision?.document.date), citation.page ? t("passage.page", { n: citation.page }) : ""].filter(Boolean);
    return [
      el("p", { class: "badges" }, passage.provenanceBadge(citation.provenance, quotedIn), passage.statusBadges(provision ?? citation)),
      el("p", { class: "panel-document" },
        el("a", { href: `/browse?doc=${encodeURIComponent(document.id)}`, ...spoken(document.language) }, document.title), " ",
        facts.length ? el("span", { class: "quiet", dir: "auto" }, facts.join(" · ")) : null),
      provision?.path.length ? el("p", { class: "quiet path", ...spoken(provision.language) }, provision.path.join(" › ")) : null,
      citation.provenance === "quoted" && provision?.quoted_in.length
        ? el("p", { class: "quiet" }, t("passage.quotedIn"), " ", provision.quoted_in.map((source, n) => [
          n ? ", " : "", el("a", { href: `/browse?doc=${encodeURIComponent(source.id)}`, ...spoken("en") }, source.title)]))
        : null,
    ];
  }

  #text(citation, provision, cited, linkTo) {
    const text = citation.text ?? provision?.text;
    if (!text) return null;
    const code = citation.document?.language;
    const place = cited ? passage.placeOf(citation.quote, text, citation.start, citation.end) : null;
    const content = cited ? passage.markedText(text, place) : passage.linkedText(text, provision?.cites ?? [], linkTo);
    return el("div", { class: `passage ${passage.wordsClass(citation.provenance)}`, ...spoken(code) }, content);
  }

  #actions(citation, provision) {
    return el("div", { class: "actions" },
      passage.officialLink(citation.url ?? provision?.url),
      el("button", { type: "button", class: "button", on: { click: () => copy(reference(citation)) } }, icon("copy"), t("copy.reference")),
      el("button", { type: "button", class: "button", on: { click: () => copy(permalink(citation.id)) } }, icon("link"), t("copy.link")),
      el("a", { class: "button", href: `/p/${citation.id}` }, icon("page"), t("panel.openPage")));
  }
}

function nameOf(node) {
  return node.getAttribute("aria-label") ?? node.textContent;
}

/** A provision that was reached from the panel, in the form of a citation without a quote. */
function fromProvision(provision) {
  return { ...provision, id: provision.locator, quote: "", page: provision.page };
}

function earlyChapeau(citation) {
  return citation.chapeau ? el("p", { class: `chapeau ${passage.wordsClass(citation.provenance)}`, ...spoken(citation.document?.language) }, citation.chapeau) : null;
}
