/** A Word document with real footnotes: the few parts of Office Open XML that it takes, packed as a ZIP archive. */

import { safeAddress } from "./dom.js";
import { zip } from "./zip.js";

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/** Text for XML: escaped, and without the characters that XML cannot hold. */
function xml(text) {
  return String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

/** A document that is written from top to bottom. */
export class WordDocument {
  #body = [];
  #notes = [];
  #links = [];

  constructor({ title, language = "en", rightToLeft = false }) {
    this.title = title;
    this.language = language;
    this.rightToLeft = rightToLeft;
  }

  /** A paragraph in one of the styles below. Each run is {text} or {note: [{text, link}]}. */
  paragraph(style, runs, { rightToLeft = this.rightToLeft } = {}) {
    const content = runs.map((run) => (run.note ? this.#mark(run.note) : this.#run(run.text, rightToLeft))).join("");
    this.#body.push(`<w:p><w:pPr><w:pStyle w:val="${style}"/>${rightToLeft ? "<w:bidi/>" : ""}</w:pPr>${content}</w:p>`);
  }

  /** The number that the next footnote gets. */
  get nextNote() {
    return this.#notes.length + 1;
  }

  #run(text, rightToLeft = false, style = "") {
    const properties = `${style ? `<w:rStyle w:val="${style}"/>` : ""}${rightToLeft ? "<w:rtl/>" : ""}`;
    const lines = xml(text).split("\n").map((line) => `<w:t xml:space="preserve">${line}</w:t>`);
    return `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ""}${lines.join("<w:br/>")}</w:r>`;
  }

  #mark(runs) {
    const id = this.nextNote;
    const content = runs.map(({ text, link }) => (link && safeAddress(link) ? this.#hyperlink(text, link) : this.#run(text))).join("");
    this.#notes.push(
      `<w:footnote w:id="${id}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>` +
      `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>${this.#run(" ")}${content}</w:p></w:footnote>`);
    return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`;
  }

  #hyperlink(text, link) {
    this.#links.push(link);
    return `<w:hyperlink r:id="rId${this.#links.length}">${this.#run(text, false, "Hyperlink")}</w:hyperlink>`;
  }

  /** The file. */
  file() {
    const separators = ["separator", "continuationSeparator"].map((kind, n) =>
      `<w:footnote w:type="${kind}" w:id="${n - 1}"><w:p><w:r><w:${kind}/></w:r></w:p></w:footnote>`).join("");
    const links = this.#links.map((link, n) =>
      `<Relationship Id="rId${n + 1}" Type="${RELATIONS}/hyperlink" Target="${xml(safeAddress(link))}" TargetMode="External"/>`).join("");
    const part = (name, kind) => `<Override PartName="/${name}" ContentType="${kind}"/>`;
    return zip({
      "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
        part("word/document.xml", `${TYPES}.document.main+xml`) + part("word/styles.xml", `${TYPES}.styles+xml`) +
        part("word/footnotes.xml", `${TYPES}.footnotes+xml`) + part("word/settings.xml", `${TYPES}.settings+xml`) +
        part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") + "</Types>",
      "_rels/.rels": `${HEAD}<Relationships ${RELS}><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/>` +
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
      "docProps/core.xml": `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
        `<dc:title>${xml(this.title)}</dc:title><dc:creator>CBD Assistant</dc:creator><dc:language>${this.language}</dc:language>` +
        `<dcterms:created xsi:type="dcterms:W3CDTF">${new Date().toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`,
      "word/document.xml": `${HEAD}<w:document ${WORD}><w:body>${this.#body.join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
        `<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>${this.rightToLeft ? "<w:bidi/>" : ""}</w:sectPr></w:body></w:document>`,
      "word/_rels/document.xml.rels": `${HEAD}<Relationships ${RELS}>` + ["styles", "footnotes", "settings"].map((name, n) =>
        `<Relationship Id="rId${n + 1}" Type="${RELATIONS}/${name}" Target="${name}.xml"/>`).join("") + "</Relationships>",
      "word/footnotes.xml": `${HEAD}<w:footnotes ${WORD}>${separators}${this.#notes.join("")}</w:footnotes>`,
      "word/_rels/footnotes.xml.rels": `${HEAD}<Relationships ${RELS}>${links}</Relationships>`,
      "word/settings.xml": `${HEAD}<w:settings ${WORD}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr></w:settings>`,
      "word/styles.xml": styles(this.language),
    });
  }
}

function styles(language) {
  const style = (id, name, paragraph, run, based = "Normal") =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${id === based ? "" : `<w:basedOn w:val="${based}"/>`}` +
    `<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
  const letters = (id, name, run) => `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${name}"/><w:rPr>${run}</w:rPr></w:style>`;
  const size = (points) => `<w:sz w:val="${2 * points}"/><w:szCs w:val="${2 * points}"/>`;
  const space = (before, after) => `<w:spacing w:before="${20 * before}" w:after="${20 * after}"/>`;
  return `${HEAD}<w:styles ${WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>${size(11)}<w:lang w:val="${language}"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    style("Normal", "Normal", space(0, 8), "") +
    style("Title", "Title", space(0, 6), `<w:b/><w:color w:val="1B5E3F"/>${size(20)}`) +
    style("Heading2", "heading 2", `<w:keepNext/>${space(18, 8)}<w:outlineLvl w:val="1"/>`, `<w:b/>${size(13)}`) +
    style("Quote", "Quote", `<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="1B5E3F"/></w:pBdr>${space(0, 8)}<w:ind w:left="340"/>`, '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/>') +
    style("Plain", "Plain words", `${space(0, 8)}<w:ind w:left="340"/>`, `<w:i/><w:color w:val="555555"/>${size(10)}`) +
    style("Small", "Small print", space(0, 4), `<w:color w:val="555555"/>${size(9)}`) +
    style("FootnoteText", "footnote text", space(0, 2), size(9)) +
    letters("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>') +
    letters("Hyperlink", "Hyperlink", '<w:color w:val="1B5E3F"/><w:u w:val="single"/>') + "</w:styles>";
}
