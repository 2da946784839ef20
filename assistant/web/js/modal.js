/** An overlay on a small screen: while it is open the rest of the page rests, Escape closes it. */

/** Make everything beside `element` inert and hear Escape. Returns the function that ends it and gives the focus back. */
export function isolate(element, close) {
  const before = document.activeElement;
  const resting = [];
  for (let node = element; node && node !== document.body; node = node.parentElement) {
    for (const sibling of node.parentElement?.children ?? []) {
      if (sibling !== node && !sibling.inert && !sibling.matches("script, .toast, .backdrop")) {
        sibling.inert = true;
        resting.push(sibling);
      }
    }
  }
  const hear = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  document.addEventListener("keydown", hear);
  return () => {
    document.removeEventListener("keydown", hear);
    for (const node of resting) node.inert = false;
    if (before?.isConnected) before.focus();
  };
}
