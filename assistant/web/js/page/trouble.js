// @ts-check
/**
 * What a page says when it could not be had: nothing there, or the server away, and then it tries again by
 * itself.
 */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { t } from "../kit/i18n.js";
import { asApiError } from "../kit/error.js";
import { connection } from "./connection.js";

/**
 * The message.
 * @param {unknown} thrown
 * @param {string} notFound what to say where there is nothing
 * @param {() => unknown} retry called by the button, or as soon as the server is back
 * @param {"h1" | "h2"} [level]
 */
export function trouble(thrown, notFound, retry, level = "h1") {
  const error = asApiError(thrown);
  const missing = error.status === 404;
  if (error.away) {
    connection.lost();
    connection.addEventListener("change", () => !connection.away && retry(), { once: true });
  }
  return el("div", { class: "reading trouble", role: "alert" },
    el(level, {}, missing ? notFound : t("page.failed")),
    missing ? null : el("p", {}, error.away ? t("server.away") : error.words),
    missing
      ? el("p", {}, el("a", { class: "button", href: "/browse" }, t("nav.browse")))
      : button([icon("again"), t("page.retry")], retry));
}
