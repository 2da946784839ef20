/* Shows the OpenAPI document in Swagger UI, where each operation can be tried. Nothing is sent elsewhere: no
 * validator is asked, and no address of another host is in it. */
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#operations",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  onComplete: () => document.documentElement.setAttribute("data-ready", ""),
});
