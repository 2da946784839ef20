// @ts-check
/** The frame of every page: skip link, header, the banner of an absent server. */

import { button, iconButton } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { LANGUAGES, language, t } from "../kit/i18n.js";
import { SILENCE, waiting } from "../kit/waiting.js";
import { connection } from "./connection.js";
import { switchTheme, theme } from "./theme.js";
import { toastRegion } from "./toast.js";

/** @import { Key } from "../kit/i18n.js" */

/**
 * The pages that the header leads to.
 * @type {{ [here: string]: { path: string, words: Key } }}
 */
const PLACES = {
  chat: { path: "/", words: "nav.ask" },
  browse: { path: "/browse", words: "nav.browse" },
  glossary: { path: "/glossary", words: "nav.glossary" },
  train: { path: "/train", words: "nav.train" },
};

/**
 * @typedef {object} Handlers
 * @property {(code: string) => void} onLanguage
 * @property {() => void} onMenu
 * @property {boolean} framed compact, for other sites
 * @property {boolean} closable a button of ours opened the frame
 */

export class Shell {
  here = "";
  /** @type {() => import("../kit/dom.js").Child} who has signed in, where people do */
  viewer = () => null;

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.handlers = handlers;
    this.header = el("header", { class: "header" });
    this.banner = el("div", { class: "banner", role: "status" });
    this.skip = el("a", { class: "skip", href: "#content", on: { click: skip } });
    this.page = el("div", { class: "page" });
    for (const one of [connection, waiting]) one.addEventListener("change", () => this.#drawBanner());
    if (handlers.closable) {
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) closeFrame();
      });
    }
  }

  /** Everything that stands in the body, once. */
  get nodes() {
    return [this.skip, this.header, this.banner, this.page, toastRegion()];
  }

  /**
   * Draw it, in the language of the moment.
   * @param {string} here "chat", "browse", "glossary", "train" or ""
   */
  draw(here) {
    this.here = here;
    const { framed } = this.handlers;
    this.skip.textContent = t("nav.skip");
    const menu = { class: "icon-button menu-button", hidden: here !== "chat" };
    fill(this.header,
      framed ? null : iconButton("menu", t("history.open"), () => this.handlers.onMenu(), menu),
      el("a", { class: "brand", href: framed ? "/embed" : "/" }, icon("book"), el("span", {}, t("app.name"))),
      framed ? null : this.#places(),
      el("div", { class: "settings" },
        framed ? null : this.viewer(),
        this.#languages(), this.#theme(), framed ? this.#frameButtons() : null));
    this.#drawBanner();
  }

  #places() {
    const current = (/** @type {string} */ name) => (this.here === name ? "page" : null);
    return el("nav", { class: "places", "aria-label": t("nav.label") },
      Object.entries(PLACES).map(([name, { path, words }]) =>
        el("a", { href: path, "aria-current": current(name) }, t(words))));
  }

  #languages() {
    const select = el("select", { class: "language", "aria-label": t("nav.language") },
      Object.entries(LANGUAGES).map(([code, name]) => el("option", { value: code, lang: code }, name)));
    select.value = language();
    select.addEventListener("change", () => this.handlers.onLanguage(select.value));
    return select;
  }

  #theme() {
    const other = theme() === "dark" ? "light" : "dark";
    const label = t(`nav.${other}`);
    const turn = () => {
      switchTheme();
      const fresh = this.#theme();
      act.replaceWith(fresh);
      fresh.focus();
    };
    const act = iconButton(other === "dark" ? "moon" : "sun", label, turn, { title: label });
    return act;
  }

  #frameButtons() {
    const title = t("embed.full");
    const away = { href: "/", target: "_blank", rel: "noopener" };
    return [
      el("a", { class: "icon-button", ...away, "aria-label": title, title }, icon("out")),
      this.handlers.closable && iconButton("close", t("embed.close"), closeFrame),
    ];
  }

  #drawBanner() {
    const look = () => button(t("server.look"), () => connection.look());
    const silent = () => el("p", {}, t("server.silent", { n: SILENCE / 1_000 }), " ",
      button(t("server.stop"), () => waiting.stop()), button(t("page.retry"), () => location.reload()));
    const away = () => el("p", {}, t("server.away"), " ", look());
    fill(this.banner, connection.away ? away() : waiting.silent && silent());
  }
}

/** Ask the site around the frame to close it; the message holds nothing that anybody may not read. */
function closeFrame() {
  parent.postMessage({ cbdAssistant: "close" }, "*");
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
