// @ts-check
/**
 * Before anything is painted: the chosen theme and direction, so that the page does not flash; and the words
 * of the language are asked for, which the page's own script would do later. Not a module, so that it runs at
 * once.
 */
(() => {
  const read = (/** @type {string} */ key) => {
    try {
      return JSON.parse(localStorage.getItem(`cbd.${key}`) ?? "null");
    } catch {
      return null;
    }
  };
  const chosen = read("theme");
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen === "dark" || chosen === "light" ? chosen : system;
  const asked = new URLSearchParams(location.search).get("lang");
  const tags = [asked, read("language"), ...(navigator.languages ?? [navigator.language])];
  const bases = tags.map((tag) => String(tag ?? "").split("-")[0].toLowerCase());
  const known = ["ar", "zh", "en", "fr", "ru", "es", "pt"]; // as LANGUAGES of i18n.js
  const spoken = bases.find((base) => known.includes(base));
  document.documentElement.dir = spoken === "ar" ? "rtl" : "ltr";
  const words = document.createElement("link");
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  Object.assign(words, { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
  words.href = new URL(`../words/${spoken ?? "en"}.json`, here).href;
  document.head.append(words);
})();
