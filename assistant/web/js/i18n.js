/** The interface's language: strings by key, direction, and the language of a text that is shown. */

import { read, write } from "./store.js";

/** The six languages of the United Nations, each by its own name. */
export const LANGUAGES = { ar: "العربية", zh: "中文", en: "English", fr: "Français", ru: "Русский", es: "Español" };

let strings = {};
let current = "en";

/** "fr" for "fr-CA" where the interface speaks it, else null. */
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

/** Load a language and turn the page to it. The old one stays when the network fails. */
export async function setLanguage(code, { keep = false } = {}) {
  const response = await fetch(new URL(`../locales/${code}.json`, import.meta.url));
  if (!response.ok) throw new Error(`no strings for ${code}`);
  strings = await response.json();
  current = code;
  if (keep) write("language", code);
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
}

/** The language that the interface speaks. */
export function language() {
  return current;
}

/** The string of that key, with {name} replaced by values.name. */
export function t(key, values = {}) {
  const text = strings[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The string of that key, or `fallback` where there is none. */
export function tOr(key, fallback) {
  return strings[key] ?? fallback;
}

/** "rtl" for Arabic. */
export function directionOf(code) {
  return String(code).startsWith("ar") ? "rtl" : "ltr";
}

/** The attributes that say in which language a shown text is. */
export function spoken(code) {
  return code ? { lang: code, dir: directionOf(code) } : { dir: "auto" };
}

/** A date as the reader writes it; the bare text where it is not a whole date. */
export function date(text) {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text ?? "")) return text ?? "";
  return new Intl.DateTimeFormat(current === "en" ? "en-GB" : current, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(text.slice(0, 10)));
}
