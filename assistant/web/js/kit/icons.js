// @ts-check
/**
 * Line icons, 24 by 24, drawn as SVG elements. They are decoration: the words stand beside them or in a
 * label.
 */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  send: "M5 12h13M12 5l7 7-7 7",
  stop: "M7 7h10v10H7z",
  close: "M6 6l12 12M18 6L6 18",
  dots: "M5 11.5v1M12 11.5v1M19 11.5v1",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5",
  menu: "M4 7h16M4 12h16M4 17h16",
  plus: "M12 5v14M5 12h14",
  pencil: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  bin: "M5 7h14M10 4h4M7 7l1 13h8l1-13M10 11v6M14 11v6",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  link: "M10 14l4-4M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 13l2-2a3.5 3.5 0 0 0-5-5l-2 2",
  out: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
  page: "M7 3h8l4 4v14H7zM14 3v5h5M10 13h6M10 17h6",
  save: "M12 4v11M7 11l5 5 5-5M5 20h14",
  share: "M12 15V4M8 8l4-4 4 4M8 11H5v9h14v-9h-3",
  print: "M7 9V4h10v5M7 17H4v-8h16v8h-3M8 14h8v6H8z",
  up: "M7 11v9H4v-9zM7 11l4-7c1.6 0 2.5 1 2 3l-.6 3H19c1 0 1.7 1 1.4 2l-2 7c-.2.6-.8 1-1.4 1H7",
  down: "M17 13V4h3v9zM17 13l-4 7c-1.6 0-2.5-1-2-3l.6-3H5c-1 0-1.7-1-1.4-2l2-7C5.8 4.4 6.4 4 7 4h10",
  filter: "M4 6h16M7 12h10M10 18h4",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M15.5 15.5L20 20",
  sun:
    "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  moon: "M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z",
  before: "M15 5l-7 7 7 7",
  after: "M9 5l7 7-7 7",
  more: "M6 9l6 6 6-6",
  again: "M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5",
  book: "M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2 2-1.5 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14",
};

/** @typedef {keyof typeof PATHS} IconName */

/**
 * The icon of that name; those that point along the line of reading turn round in Arabic.
 * @param {IconName} name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", ["send", "before", "after"].includes(name) ? "icon turning" : "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
