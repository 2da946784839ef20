/** The trainers' page: this file only assembles its four parts and follows the address. */

import { el, fill } from "../js/dom.js";
import { preferredLanguage, setLanguage, language } from "../js/i18n.js";
import { Shell } from "../js/shell.js";
import { dutiesPart } from "./duties.js";
import { sessionPart } from "./session.js";
import { slidesPart } from "./slides.js";
import { timelinePart } from "./timeline.js";
import { loadWords, w } from "./words.js";

const PARTS = { timeline: timelinePart, duties: dutiesPart, session: sessionPart, slides: slidesPart };

const shell = new Shell({ onMenu: () => {}, onLanguage: (code) => speak(code, true).then(show) });
const made = new Map();

async function speak(code, keep = false) {
  await setLanguage(code, { keep });
  await loadWords(language());
  made.clear();
}

function current() {
  const name = location.hash.slice(1);
  return name in PARTS ? name : "timeline";
}

function show() {
  const here = current();
  shell.draw("train");
  const places = shell.header.querySelector(".places");
  if (places && !places.querySelector('a[href="/train"]')) places.append(el("a", { href: "/train", "aria-current": "page" }, w("train")));
  if (!made.has(here)) made.set(here, PARTS[here](new URLSearchParams(location.search)));
  const tabs = el("nav", { class: "tabs", "aria-label": w("train") },
    Object.keys(PARTS).map((name) => el("a", { href: `#${name}`, "aria-current": name === here ? "page" : null }, w(`tab.${name}`))));
  fill(shell.page, el("main", { id: "content", class: "text-page", tabindex: "-1" },
    el("div", { class: "train" }, el("h1", {}, w("train.title")), tabs, el("p", { class: "quiet" }, w(`intro.${here}`)), made.get(here))));
  document.title = `${w("train.title")} · CBD Assistant`;
}

async function start() {
  await speak(preferredLanguage()).catch(() => speak("en"));
  fill(document.body, shell.nodes);
  addEventListener("hashchange", show);
  show();
}

start();
