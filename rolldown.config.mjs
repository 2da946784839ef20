// What browsers are served of the page's scripts: the modules that are needed at first in one file, the others each in its own.
import { defineConfig } from "rolldown";

/** Writes down what each file imports: the server reads it to know which files open the page without a network. */
const chunks = {
  name: "chunks",
  generateBundle(_, files) {
    const imports = Object.values(files).map(({ fileName, imports }) => [fileName, imports.toSorted()]);
    const source = `${JSON.stringify(Object.fromEntries(imports.sort()), null, 1)}\n`;
    this.emitFile({ type: "asset", fileName: "chunks.json", source });
  },
};

export default defineConfig({
  input: { app: "assistant/web/js/app.js", boot: "assistant/web/js/boot.js" },
  plugins: [chunks],
  output: {
    dir: "assistant/web/built",
    format: "esm",
    minify: true,
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
  },
});
