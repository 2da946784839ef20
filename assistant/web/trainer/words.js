/** The strings of the trainers' page, English where a language has none of its own yet. */

let strings = {};

/** Load the strings of a language over those of English. */
export async function loadWords(code) {
  const english = await fetch(new URL("./locales/en.json", import.meta.url)).then((response) => response.json());
  const own = ["fr", "es"].includes(code) ? await fetch(new URL(`./locales/${code}.json`, import.meta.url)).then((response) => response.json()) : {};
  strings = { ...english, ...own };
}

/** The string of that key, with {name} replaced by values.name. */
export function w(key, values = {}) {
  return (strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
