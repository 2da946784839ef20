// @ts-check
/** Style sheets that come after the chat is there; the pages that the server writes name them at once. */

import { el } from "../kit/dom.js";

/** The looks of pages to read, and of paper; the promise is kept when they are there, or cannot be had. */
export async function laterStyles() {
  await Promise.all([styled("reading"), styled("print", "print")]);
}

/** The looks of the trainers' part and of files of one's own. */
export async function trainStyles() {
  await styled("train");
}

/**
 * @param {string} name
 * @param {string} [media]
 */
function styled(name, media) {
  const { href } = new URL(`../css/${name}.css`, import.meta.url);
  const links = [...document.head.querySelectorAll("link")];
  if (links.some((link) => link.href === href)) return null;
  return new Promise((done) => {
    const on = { load: () => done(null), error: () => done(null) };
    document.head.append(el("link", { rel: "stylesheet", href, media, on }));
  });
}
