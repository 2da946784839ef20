// @ts-check
/**
 * A Word document with real footnotes: the few parts of Office Open XML that it takes, packed as a ZIP
 * archive.
 */

import { safeAddress } from "../kit/dom.js";
import { HEAD, W, xml } from "./ooxml.js";
import { styles } from "./styles.js";
import { zip } from "./zip.js";

const OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PACKAGE = "application/vnd.openxmlformats-package";
const SCHEMAS = "http://schemas.openxmlformats.org";
const RELATIONS = `${SCHEMAS}/officeDocument/2006/relationships`;
const RELS = `xmlns="${SCHEMAS}/package/2006/relationships"`;
const CORE = `${SCHEMAS}/package/2006/metadata/core-properties`;

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** @typedef {{ text: string, link?: string }} Words */
/** @typedef {{ text: string } | { note: Words[] }} Run */

/** A document that is written from top to bottom. */
export class WordDocument {
  /** @type {string[]} */
  #body = [];
  /** @type {string[]} */
  #notes = [];
  /** @type {string[]} */
  #links = [];

  /** @param {{ title: string, language: string, rightToLeft: boolean }} options */
  constructor({ title, language, rightToLeft }) {
    this.title = title;
    this.language = language;
    this.rightToLeft = rightToLeft;
  }

  /**
   * A paragraph in one of the styles of styles.js.
   * @param {string} style
   * @param {Run[]} runs
   */
  paragraph(style, runs, rightToLeft = this.rightToLeft) {
    const content = runs.map((run) =>
      ("note" in run ? this.#mark(run.note) : textRun(run.text, rightToLeft)));
    const direction = rightToLeft ? "<w:bidi/>" : "";
    this.#body.push(`<w:p><w:pPr><w:pStyle w:val="${style}"/>${direction}</w:pPr>${content.join("")}</w:p>`);
  }

  /** The number that the next footnote gets. */
  get nextNote() {
    return this.#notes.length + 1;
  }

  /** @param {Words[]} runs */
  #mark(runs) {
    const id = this.nextNote;
    const content = runs.map(({ text, link }) => this.#words(text, safeAddress(link ?? "") && link)).join("");
    this.#notes.push(
      `<w:footnote w:id="${id}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>` +
      `${noteRun("<w:footnoteRef/>")}${textRun(" ")}${content}</w:p></w:footnote>`);
    return noteRun(`<w:footnoteReference w:id="${id}"/>`);
  }

  /**
   * @param {string} text
   * @param {string | null | undefined} link
   */
  #words(text, link) {
    if (!link) return textRun(text);
    this.#links.push(link);
    return `<w:hyperlink r:id="rId${this.#links.length}">${textRun(text, false, "Hyperlink")}</w:hyperlink>`;
  }

  /** The file. */
  file() {
    return zip({
      "[Content_Types].xml": contentTypes(),
      "_rels/.rels": relationships([
        [`${RELATIONS}/officeDocument`, 'Target="word/document.xml"'],
        [`${SCHEMAS}/package/2006/relationships/metadata/core-properties`, 'Target="docProps/core.xml"'],
      ]),
      "docProps/core.xml": properties(this.title, this.language),
      "word/document.xml": this.#document(),
      "word/_rels/document.xml.rels": relationships(
        ["styles", "footnotes", "settings"].map((name) => [`${RELATIONS}/${name}`, `Target="${name}.xml"`])),
      "word/footnotes.xml": this.#footnotes(),
      "word/_rels/footnotes.xml.rels": relationships(this.#links.map((link) =>
        [`${RELATIONS}/hyperlink`, `Target="${xml(safeAddress(link) ?? "")}" TargetMode="External"`])),
      "word/settings.xml": `${HEAD}<w:settings ${W}><w:footnotePr><w:footnote w:id="-1"/>` +
        '<w:footnote w:id="0"/></w:footnotePr></w:settings>',
      "word/styles.xml": styles(this.language),
    });
  }

  #document() {
    return `${HEAD}<w:document ${W}><w:body>${this.#body.join("")}<w:sectPr>` +
      '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" ' +
      'w:header="708" w:footer="708" w:gutter="0"/>' +
      `${this.rightToLeft ? "<w:bidi/>" : ""}</w:sectPr></w:body></w:document>`;
  }

  #footnotes() {
    const separators = ["separator", "continuationSeparator"].map((kind, n) =>
      `<w:footnote w:type="${kind}" w:id="${n - 1}"><w:p><w:r><w:${kind}/></w:r></w:p></w:footnote>`);
    return `${HEAD}<w:footnotes ${W}>${separators.join("")}${this.#notes.join("")}</w:footnotes>`;
  }
}

/** @param {string} text */
function textRun(text, rightToLeft = false, style = "") {
  const properties = `${style && `<w:rStyle w:val="${style}"/>`}${rightToLeft ? "<w:rtl/>" : ""}`;
  const lines = xml(text).split("\n").map((line) => `<w:t xml:space="preserve">${line}</w:t>`);
  return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${lines.join("<w:br/>")}</w:r>`;
}

/** @param {string} content */
function noteRun(content) {
  return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>${content}</w:r>`;
}

/** @param {[type: string, target: string][]} targets */
function relationships(targets) {
  const lines = targets.map(([type, target], n) =>
    `<Relationship Id="rId${n + 1}" Type="${type}" ${target}/>`);
  return `${HEAD}<Relationships ${RELS}>${lines.join("")}</Relationships>`;
}

function contentTypes() {
  const part = (/** @type {string} */ name, /** @type {string} */ kind) =>
    `<Override PartName="/${name}" ContentType="${kind}+xml"/>`;
  const names = ["styles", "footnotes", "settings"];
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    `<Default Extension="rels" ContentType="${PACKAGE}.relationships+xml"/>` +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part("word/document.xml", `${OFFICE}.document.main`) +
    names.map((name) => part(`word/${name}.xml`, `${OFFICE}.${name}`)).join("") +
    `${part("docProps/core.xml", `${PACKAGE}.core-properties`)}</Types>`;
}

/**
 * @param {string} title
 * @param {string} language
 */
function properties(title, language) {
  return `${HEAD}<cp:coreProperties xmlns:cp="${CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xml(title)}</dc:title><dc:creator>CBD Assistant</dc:creator>` +
    `<dc:language>${language}</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${new Date().toISOString().slice(0, 19)}Z</dcterms:created>` +
    "</cp:coreProperties>";
}
