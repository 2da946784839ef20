// @ts-check
/*
 * The assistant in another site, with one line:
 *
 *   <script src="https://ASSISTANT/widget.js" data-lang="fr" data-position="left" async></script>
 *
 * It adds one button, which opens /embed in a frame. data-lang: en, fr, es, ar, ru, zh, pt (else the page's
 * own language); data-position: right (default) or left; data-label: the words on the button. The site's
 * address must be on the assistant's list of allowed origins. Nothing is sent to the assistant before the
 * button is pressed. Styles are set by script, so that a strict style policy of the site does not matter.
 */
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const origin = new URL(script.src).origin;
  /** @type {Record<string, { label: string, close: string }>} */
  const WORDS = {}; // the server fills this in: all languages, so that the button need not ask for any
  const tag = script.dataset.lang || document.documentElement.lang || navigator.language || "en";
  const asked = tag.slice(0, 2).toLowerCase();
  const language = Object.hasOwn(WORDS, asked) ? asked : "en";
  const words = WORDS[language];
  const label = script.dataset.label || words.label;
  const side = script.dataset.position === "left" ? "left" : "right";
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const style = (/** @type {HTMLElement} */ node, /** @type {Record<string, string>} */ rules) => {
    for (const [name, value] of Object.entries(rules)) node.style.setProperty(name, value, "important");
  };
  const host = document.createElement("div");
  const root = host.attachShadow ? host.attachShadow({ mode: "open" }) : host;
  const button = document.createElement("button");
  const frame = document.createElement("iframe");

  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.lang = language;
  style(button, {
    position: "fixed", bottom: "20px", [side]: "20px", "z-index": "2147483646", margin: "0",
    padding: "12px 20px", "max-width": "calc(100vw - 40px)", border: "2px solid #fff",
    "border-radius": "28px", background: "#1b5e3f", color: "#fff", cursor: "pointer",
    font: "600 16px/1.3 system-ui, sans-serif",
    "box-shadow": "0 4px 20px rgb(0 0 0 / 30%)",
  });
  frame.title = label;
  frame.hidden = true;
  style(frame, {
    position: "fixed", bottom: "84px", [side]: "20px", "z-index": "2147483647",
    width: "min(440px, calc(100vw - 24px))", height: "min(720px, calc(100dvh - 110px))",
    border: "1px solid #8a938d", "border-radius": "14px", background: "#fff",
    "box-shadow": "0 8px 40px rgb(0 0 0 / 30%)", transition: calm ? "none" : "opacity 0.15s",
    "color-scheme": "normal",
  });

  const show = (/** @type {boolean} */ open) => {
    if (open && !frame.src) frame.src = `${origin}/embed?widget=1&lang=${language}`;
    frame.hidden = !open;
    style(frame, { display: open ? "block" : "none" });
    button.textContent = open ? words.close : label;
    button.setAttribute("aria-expanded", String(open));
    if (open) frame.focus();
    else button.focus();
  };
  button.addEventListener("click", () => show(frame.hidden === true));
  root.addEventListener("keydown", (event) => {
    if (event instanceof KeyboardEvent && event.key === "Escape" && !frame.hidden) show(false);
  });
  addEventListener("message", (event) => {
    const ours = event.origin === origin && event.source === frame.contentWindow;
    if (ours && event.data?.cbdAssistant === "close") show(false);
  });

  style(frame, { display: "none" });
  button.textContent = label;
  root.append(button, frame);
  const place = () => document.body.append(host);
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
