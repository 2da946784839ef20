// @ts-check
/**
 * Before anything is painted: the chosen theme and direction, so that the page does not flash. Not a module,
 * so that it runs at once.
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
  const tag = String(asked || read("language") || navigator.language);
  document.documentElement.dir = tag.startsWith("ar") ? "rtl" : "ltr";
})();
