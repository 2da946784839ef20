/* Shows the OpenAPI document in Swagger UI, where each operation can be tried. Nothing is sent elsewhere: no
 * validator is asked, and no address of another host is in it. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", paint);
paint();

/* What assistive technology stumbles over in Swagger UI: tags are headings of the third level with none of the
 * second above them, and the button that opens an operation has a link in it. */
const Accessible = {
  wrapComponents: {
    operations: (Operations, { React }) => (props) =>
      React.createElement(
        React.Fragment,
        null,
        React.createElement("h2", { className: "operations-title" }, "Operations"),
        React.createElement(Operations, props),
      ),
    DeepLink: (_, { React }) => ({ text }) => React.createElement("span", null, text),
  },
};

/* What it leaves without a name, or out of the keyboard's reach. */
const MISSING = [
  [".copy-to-clipboard button", "aria-label", () => "Copy"],
  [".examples-select-element", "aria-label", () => "Example"],
  [".opblock-body textarea", "aria-label", () => "Request body"],
  [".microlight", "tabindex", () => "0"],
  ["[role=region]", "aria-label", (region) => `Responses of ${region.closest(".opblock")?.id ?? "the server"}`],
];
const complete = () => {
  for (const [selector, attribute, value] of MISSING)
    for (const element of document.querySelectorAll(`${selector}:not([${attribute}])`))
      element.setAttribute(attribute, value(element));
};
new MutationObserver(complete).observe(document.body, { childList: true, subtree: true });

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#operations",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [() => Accessible],
  syntaxHighlight: { theme: "tomorrow-night" },
  layout: "BaseLayout",
  onComplete: () => document.documentElement.setAttribute("data-ready", ""),
});
