// @ts-check
/** Links of this site are followed without loading the page anew; a click beside an open menu closes it. */

/**
 * @typedef {object} Way
 * @property {boolean} framed links out of the frame open in a new tab
 * @property {(path: string) => boolean} known whether this page can show what is there
 * @property {() => void} leave before the address changes
 * @property {() => void} arrive after it has changed
 */

/** @param {Way} way */
export function followLinks(way) {
  document.addEventListener("click", (event) => {
    follow(event, way);
    closeMenus(event.target);
  });
}

/**
 * @param {MouseEvent} event
 * @param {Way} way
 */
function follow(event, { framed, known, leave, arrive }) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.href);
  const other = to.origin !== location.origin || link.target || link.hasAttribute("download");
  const away = framed && to.pathname !== "/embed"; // no other page may be framed
  if (other || !(away || known(to.pathname))) return;
  event.preventDefault();
  if (away) {
    open(to, "_blank", "noopener");
    return;
  }
  leave();
  history.pushState(null, "", to);
  arrive();
}

/** @param {EventTarget | null} target */
function closeMenus(target) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (target instanceof Node && !menu.contains(target)) menu.removeAttribute("open");
  }
}
