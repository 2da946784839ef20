/** The frame of every page: skip link, header with navigation, language and theme, the banner of an absent server. */

import { connection } from "./connection.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { LANGUAGES, language, t } from "./i18n.js";
import { switchTheme, theme } from "./theme.js";
import { toastRegion } from "./toast.js";

export class Shell {
  /** `onLanguage(code)`, `onMenu()`; `framed`: compact, for other sites, `closable` when a button of ours opened the frame. */
  constructor({ onLanguage, onMenu, framed = false, closable = false }) {
    Object.assign(this, { onLanguage, onMenu, framed, closable });
    this.header = el("header", { class: "header" });
    this.banner = el("div", { class: "banner", role: "status" });
    this.skip = el("a", { class: "skip", href: "#content", on: { click: (event) => this.#skip(event) } });
    this.page = el("div", { class: "page" });
    connection.addEventListener("change", () => this.#drawBanner());
    if (closable) document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.#close());
  }

  /** Everything that stands in the body, once. */
  get nodes() {
    return [this.skip, this.header, this.banner, this.page, toastRegion()];
  }

  /** Draw it, in the language of the moment; `here` is "chat", "browse", "train" or "". */
  draw(here) {
    this.here = here;
    this.skip.textContent = t("nav.skip");
    fill(this.header,
      this.framed ? null : el("button", { type: "button", class: "icon-button menu-button", hidden: here !== "chat", "aria-label": t("history.open"), on: { click: () => this.onMenu() } }, icon("menu")),
      el("a", { class: "brand", href: this.framed ? "/embed" : "/" }, icon("book"), el("span", {}, t("app.name"))),
      this.framed ? null : el("nav", { class: "places", "aria-label": t("nav.label") }, this.#place("/", "chat", t("nav.ask")), this.#place("/browse", "browse", t("nav.browse")), this.#place("/train", "train", t("nav.train"))),
      el("div", { class: "settings" }, this.#languages(), this.#theme(), this.framed ? this.#frameButtons() : null));
    this.#drawBanner();
  }

  #place(path, name, words) {
    return el("a", { href: path, "aria-current": this.here === name ? "page" : null }, words);
  }

  #languages() {
    const select = el("select", { class: "language", "aria-label": t("nav.language"), on: { change: (event) => this.onLanguage(event.target.value) } },
      Object.entries(LANGUAGES).map(([code, name]) => el("option", { value: code, lang: code }, name)));
    select.value = language();
    return select;
  }

  #theme() {
    const button = el("button", { type: "button", class: "icon-button", on: { click: () => { switchTheme(); show(); } } });
    const show = () => {
      const other = theme() === "dark" ? "light" : "dark";
      button.setAttribute("aria-label", t(`nav.${other}`));
      button.title = t(`nav.${other}`);
      fill(button, icon(other === "dark" ? "moon" : "sun"));
    };
    show();
    return button;
  }

  #frameButtons() {
    return [
      el("a", { class: "icon-button", href: "/", target: "_blank", rel: "noopener", "aria-label": t("embed.full"), title: t("embed.full") }, icon("out")),
      this.closable && el("button", {
        type: "button", class: "icon-button", "aria-label": t("embed.close"), on: { click: () => this.#close() },
      }, icon("close")),
    ];
  }

  /** Ask the site around the frame to close it; the message holds nothing that anybody may not read. */
  #close() {
    parent.postMessage({ cbdAssistant: "close" }, "*");
  }

  #drawBanner() {
    fill(this.banner, connection.away ? el("p", {}, t("server.away"), " ", el("button", { type: "button", class: "button", on: { click: () => connection.look() } }, t("server.look"))) : null);
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById("content")?.focus();
  }
}
