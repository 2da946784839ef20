// @ts-check
/** The page: this file only assembles, and follows the address. */

import { Chat } from "./chat/chat.js";
import { setTitle } from "./chat/address.js";
import { loading } from "./kit/controls.js";
import { el, fill } from "./kit/dom.js";
import { language, learnMore, preferredLanguage, setLanguage, t } from "./kit/i18n.js";
import { followLinks } from "./page/links.js";
import { fetchIn, isWhole, showMeanwhile, showWhole, wholeIsShown } from "./page/served.js";
import { Shell } from "./page/shell.js";
import { laterStyles } from "./page/styles.js";
import { followSystem } from "./page/theme.js";
import { toast } from "./page/toast.js";
import { trouble } from "./page/trouble.js";

/**
 * A page beside the chat: it shows itself in `main` and gives its title.
 * @callback Show
 * @param {HTMLElement} main
 * @param {URLSearchParams} parameters
 * @param {AbortSignal} signal
 * @param {string} path
 * @returns {Promise<string>}
 */

const framed = location.pathname === "/embed";
const closable = framed && new URLSearchParams(location.search).has("widget");
const REST = 1_500; // milliseconds until the page fetches what it needs later

/** @type {Chat | null} */
let chat = null;
/** @type {false | typeof import("./access/viewer.js")} who reads the page, where people sign in */
let access = false;
let leaving = new AbortController();
/** @type {Map<string, number>} where the reader was on the pages that were left */
const scrolls = new Map();

/**
 * The pages beside the chat, each loaded when it is first asked for.
 * @type {{ here: string, at: (path: string) => boolean, load: () => Promise<Show> }[]}
 */
const PAGES = [
  {
    here: "",
    at: (path) => path.startsWith("/p/"),
    load: async () => {
      const { provisionPage } = await import("./reading/provision.js");
      return (main, _, signal, path) => provisionPage(main, path.slice("/p/".length), signal);
    },
  },
  {
    here: "browse",
    at: (path) => path === "/browse",
    load: async () => (await import("./reading/browse.js")).browsePage,
  },
  {
    here: "glossary",
    at: (path) => path === "/glossary" || path.startsWith("/glossary/"),
    load: async () => {
      const [{ glossaryPage }] = await Promise.all([import("./glossary/glossary.js"), learnMore()]);
      return glossaryPage;
    },
  },
  {
    here: "train",
    at: (path) => path === "/train",
    load: async () => (await Promise.all([import("./train/train.js"), learnMore()]))[0].trainPage,
  },
  {
    here: "",
    at: (path) => path === "/library",
    load: async () => (await Promise.all([import("./library/library.js"), learnMore()]))[0].libraryPage,
  },
];

const shell = new Shell({
  framed,
  closable,
  onMenu: () => chat?.sidebar.openDrawer(),
  onLanguage: (code) => {
    setLanguage(code, { keep: true }).then(() => turnTo(code), () => toast(t("page.failed")));
  },
});

const isChat = (/** @type {string} */ path) => path === "/" || path === "/embed";

/**
 * Show the same page in the language that was chosen; one that the address asks for gives way to it.
 * @param {string} code
 */
function turnTo(code) {
  const address = new URL(location.href);
  if (wholeIsShown()) return fetchIn(code);
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
  const path = decodeURIComponent(location.pathname);
  const parameters = new URLSearchParams(location.search);
  if (isChat(path)) showChat(parameters, again, fresh);
  else await showPage(path, parameters, fresh, leaving.signal);
}

/**
 * @param {URLSearchParams} parameters
 * @param {boolean} again
 * @param {boolean} fresh
 */
function showChat(parameters, again, fresh) {
  shell.draw("chat");
  if (!chat) {
    chat = new Chat({ framed });
    if (access && !framed) access.keep(chat);
  }
  chat.draw();
  fill(shell.page, chat.room.element);
  if (!again) chat.follow(parameters);
  setTitle(chat.conversation.title);
  if (fresh) chat.room.main.focus({ preventScroll: true });
  if (fresh && !parameters.size) chat.composer.focus();
}

/**
 * @param {string} path
 * @param {URLSearchParams} parameters
 * @param {boolean} fresh
 * @param {AbortSignal} signal
 */
async function showPage(path, parameters, fresh, signal) {
  chat?.panel.close();
  if (isWhole(path)) {
    shell.draw(path.slice(1));
    setTitle(showWhole(shell.page));
    return;
  }
  const page = PAGES.find(({ at }) => at(path)) ?? PAGES[1];
  shell.draw(page.here);
  const main = el("main", { id: "content", class: "text-page", tabindex: "-1" }, loading());
  const arrive = showMeanwhile(shell.page, main);
  if (fresh) main.focus({ preventScroll: true });
  try {
    const [open] = await Promise.all([page.load(), laterStyles()]);
    const title = await open(main, parameters, signal, path);
    if (!signal.aborted) setTitle(title);
  } catch (error) {
    fill(main, trouble(error, "", () => location.reload()));
  }
  arrive();
}

async function start() {
  followSystem(() => show({ again: true }));
  await setLanguage(preferredLanguage()).catch(() => setLanguage("en"));
  if (document.documentElement.hasAttribute("data-signs-in")) {
    access = await import("./access/viewer.js");
    await access.meet();
    shell.viewer = access.viewerView;
  }
  if (framed) document.documentElement.classList.add("framed");
  history.scrollRestoration = "manual";
  fill(document.body, shell.nodes);
  followLinks({
    framed,
    known: (path) => isChat(path) || PAGES.some(({ at }) => at(path)),
    leave: () => scrolls.set(location.href, scrollY),
    arrive: () => show({ fresh: true }).then(toPlace),
  });
  addEventListener("popstate", () => show().then(() => scrollTo(0, scrolls.get(location.href) ?? 0)));
  await show();
  if (access) access.tellFailure();
  if (location.hash) toPlace();
  document.documentElement.dataset.ready = language();
  setTimeout(fetchRest, REST);
}

/** Go to what the address names on the page, or to its top. */
function toPlace() {
  const place = document.getElementById(location.hash.slice(1));
  if (place) place.scrollIntoView();
  else scrollTo(0, 0);
}

/** What is needed later is fetched while the page rests, so that it works when the network is away. */
function fetchRest() {
  if (!framed) import("./page/offline.js").then(({ keepPage }) => keepPage()).catch(() => {});
  const pages = [import("./chat/source.js"), import("./reading/provision.js"), import("./reading/browse.js")];
  Promise.allSettled([laterStyles(), ...pages]);
}

start();
