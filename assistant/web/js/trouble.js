/** What a page says when it could not be had: nothing there, or the server away, and then it tries again by itself. */

import { connection } from "./connection.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";

/** The message; `retry` is called by the button, or as soon as the server is back. */
export function trouble(error, notFound, retry, level = "h1") {
  const missing = error.status === 404;
  if (error.away) {
    connection.lost();
    connection.addEventListener("change", () => !connection.away && retry(), { once: true });
  }
  return el("div", { class: "reading trouble", role: "alert" },
    el(level, {}, missing ? notFound : t("page.failed")),
    missing ? null : el("p", {}, error.away ? t("server.away") : `${error.message} ${error.hint ?? ""}`),
    missing ? el("p", {}, el("a", { class: "button", href: "/browse" }, t("nav.browse")))
      : el("button", { type: "button", class: "button", on: { click: retry } }, icon("again"), t("page.retry")));
}
