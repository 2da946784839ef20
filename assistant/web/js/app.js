/** The page: this file only assembles, and follows the address. */

import { ApiError } from "./api.js";
import { Chat } from "./chat.js";
import { el, fill } from "./dom.js";
import { language, preferredLanguage, setLanguage, t } from "./i18n.js";
import { Shell } from "./shell.js";
import { followSystem } from "./theme.js";
import { toast } from "./toast.js";
import { trouble } from "./trouble.js";

const framed = location.pathname === "/embed";
const closable = framed && new URLSearchParams(location.search).has("widget");

let chat = null;
let leaving = new AbortController();
const scrolls = new Map();

const shell = new Shell({
  framed,
  closable,
  onMenu: () => chat?.sidebar.openDrawer(),
  onLanguage: (code) => setLanguage(code, { keep: true }).then(() => turnTo(code), () => toast(t("page.failed"))),
});

/** Show the same page in the language that was chosen; one that the address asks for gives way to it. */
function turnTo(code) {
  const address = new URL(location.href);
  if (address.searchParams.has("lang")) {
    address.searchParams.set("lang", code);
    history.replaceState(history.state, "", address);
  }
  return show({ again: true });
}

/** Show what the address names; `again` after a change of language, `fresh` after a click on a link. */
async function show({ again = false, fresh = false } = {}) {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const path = decodeURIComponent(location.pathname);
  const parameters = new URLSearchParams(location.search);
  if (path === "/" || path === "/embed") {
    shell.draw("chat");
    chat ??= new Chat({ framed });
    chat.draw();
    fill(shell.page, chat.element);
    if (!again) chat.follow(parameters);
    title(chat.title);
    if (fresh) chat.main.focus({ preventScroll: true });
    if (fresh && !parameters.size) chat.composer.focus();
    return;
  }
  shell.draw(path === "/browse" ? "browse" : "");
  chat?.panel.close();
  const main = el("main", { id: "content", class: "text-page", tabindex: "-1" });
  fill(shell.page, main);
  if (fresh) main.focus({ preventScroll: true });
  fill(main, el("div", { class: "reading skeleton" }, el("span"), el("span"), el("span")));
  try {
    const name = path.startsWith("/p/")
      ? await (await import("./provision.js")).provisionPage(main, path.slice(3), signal)
      : await (await import("./browse.js")).browsePage(main, parameters, signal);
    if (!signal.aborted) title(name);
  } catch (error) {
    fill(main, trouble(new ApiError("unreachable", error.message), "", () => location.reload()));
  }
}

function title(name) {
  document.title = !name || name === t("app.name") ? t("app.name") : `${name} · ${t("app.name")}`;
}

/** Links of this site are followed without loading the page anew. */
function follow(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.href);
  const known = ["/", "/browse", "/embed"].includes(to.pathname) || to.pathname.startsWith("/p/");
  if (to.origin !== location.origin || link.target || link.hasAttribute("download") || !known) return;
  event.preventDefault();
  if (framed && to.pathname !== "/embed") {
    open(to, "_blank", "noopener");
    return;
  }
  scrolls.set(location.href, scrollY);
  history.pushState(null, "", to);
  show({ fresh: true }).then(() => scrollTo(0, 0));
}

async function start() {
  followSystem(() => show({ again: true }));
  await setLanguage(preferredLanguage()).catch(() => setLanguage("en"));
  if (framed) document.documentElement.classList.add("framed");
  history.scrollRestoration = "manual";
  fill(document.body, shell.nodes);
  document.addEventListener("click", follow);
  addEventListener("popstate", () => show().then(() => scrollTo(0, scrolls.get(location.href) ?? 0)));
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  await show();
  document.documentElement.dataset.ready = language();
  setTimeout(fetchRest, 1_500);
}

/** What is needed later is fetched while the page rests, so that it works when the network is away. */
function fetchRest() {
  Promise.allSettled([import("./provision.js"), import("./browse.js")]);
}

start();
