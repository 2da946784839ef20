// @ts-check
/** The interface's language: strings by key, direction, and the language of a text that is shown. */

import * as api from "./api.js";
import { read, write } from "./store.js";

/** @typedef {keyof typeof import("../../../words/en.json")} Stored */
/** @typedef {`answer.${string}` | `provenance.${string}`} Shared what the server says too */
/**
 * The page's own words are called without the "page." under which they are kept, those it shares as they are.
 * @typedef {keyof { [K in Stored as K extends `page.${infer Own}` ? Own : Extract<K, Shared>]: K }} Key
 */
/** @typedef {Record<string, string | number>} Values */

/** The six languages of the United Nations and Portuguese, each by its own name. */
export const LANGUAGES = {
  ar: "العربية",
  zh: "中文",
  en: "English",
  fr: "Français",
  ru: "Русский",
  es: "Español",
  pt: "Português",
};

/** @type {Map<string, Record<string, string>>} the words of each language that was needed */
const tables = new Map();
/** @type {Record<string, string>} */
let strings = {};
let current = "en";
let later = false; // whether pages are open that have words of their own

/**
 * "fr" for "fr-CA" where the interface speaks it, else null.
 * @param {unknown} tag
 */
function supported(tag) {
  const base = String(tag ?? "").split("-")[0].toLowerCase();
  return Object.hasOwn(LANGUAGES, base) ? base : null;
}

/** The language to begin with: asked for in the address, chosen before, or the browser's. */
export function preferredLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const tags = [asked, read("language"), ...(navigator.languages ?? [navigator.language])];
  return tags.map(supported).find(Boolean) ?? "en";
}

/**
 * Load a language and turn the page to it. The old one stays when the network fails.
 * @param {string} code
 * @param {{ keep?: boolean }} [options] `keep`: the reader chose it
 */
export async function setLanguage(code, { keep = false } = {}) {
  await learn(code);
  strings = tables.get(code) ?? {};
  current = code;
  if (keep) write("language", code);
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
}

/**
 * Load the words of a language; nothing for one that the interface does not speak.
 * @param {string} code
 */
export async function learn(code) {
  if (supported(code)) tables.set(code, await api.strings(code, later));
}

/** Load the words of the pages that are loaded when they are first asked for. */
export async function learnMore() {
  if (later) return;
  later = true;
  await setLanguage(current);
}

/**
 * Whether the words of a language are there.
 * @param {string | undefined} code
 * @returns {code is string}
 */
export function knows(code) {
  return tables.has(code ?? "");
}

/**
 * Draw something in another language than the interface's, where its words are there.
 * @template Drawn
 * @param {string | undefined} code
 * @param {() => Drawn} draw
 */
export function inLanguage(code, draw) {
  const before = { strings, current };
  if (knows(code)) [strings, current] = [tables.get(code) ?? strings, code];
  try {
    return draw();
  } finally {
    ({ strings, current } = before);
  }
}

/** The language that the interface speaks. */
export function language() {
  return current;
}

/**
 * The string of that key, with {name} replaced by values.name.
 * @param {Key} key
 * @param {Values} [values]
 */
export function t(key, values = {}) {
  const valueOf = (/** @type {string} */ whole, /** @type {string} */ name) => String(values[name] ?? whole);
  return tOr(key, key).replace(/\{(\w+)\}/g, valueOf);
}

/**
 * The string of a key that the server made, or `fallback` where there is none.
 * @param {string} key
 * @param {string} fallback
 */
export function tOr(key, fallback) {
  return strings[key] ?? fallback;
}

const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/**
 * "rtl" for Arabic and its like.
 * @param {string} code
 */
export function directionOf(code) {
  return RIGHT_TO_LEFT.includes(code.split("-")[0].toLowerCase()) ? "rtl" : "ltr";
}

/**
 * The attributes that say in which language a shown text is.
 * @param {string} [code]
 */
export function spoken(code) {
  return code ? { lang: code, dir: directionOf(code) } : { dir: "auto" };
}

/**
 * A date as the reader writes it; the bare text where it is not a whole date.
 * @param {string} [text]
 */
export function date(text = "") {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return text;
  const locale = current === "en" ? "en-GB" : current;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return format.format(new Date(text.slice(0, 10)));
}

/**
 * A moment as the reader writes it, by the clock of the browser.
 * @param {string} text
 */
export function moment(text) {
  const locale = current === "en" ? "en-GB" : current;
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(text));
}
