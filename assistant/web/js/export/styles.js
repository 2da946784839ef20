// @ts-check
/** The styles of the Word document. */

import { HEAD, W } from "./ooxml.js";

const BAR = '<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="1B5E3F"/></w:pBdr>';
const KEEP = "<w:keepNext/>";
const INDENT = indent(340);
const GREEN = '<w:color w:val="1B5E3F"/>';
const GREY = '<w:color w:val="555555"/>';
const SERIF = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/>';
const SANS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>';

/**
 * @param {string} id
 * @param {string} name
 * @param {string} paragraph
 * @param {string} run
 */
function style(id, name, paragraph, run) {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>` +
    `${id === "Normal" ? "" : '<w:basedOn w:val="Normal"/>'}<w:qFormat/><w:pPr>${paragraph}</w:pPr>` +
    `<w:rPr>${run}</w:rPr></w:style>`;
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} run
 */
function letters(id, name, run) {
  return `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${name}"/>` +
    `<w:rPr>${run}</w:rPr></w:style>`;
}

/** @param {number} twips */
function indent(twips) {
  return `<w:ind w:left="${twips}"/>`;
}

/** @param {number} points */
function size(points) {
  return `<w:sz w:val="${2 * points}"/><w:szCs w:val="${2 * points}"/>`;
}

/**
 * Points above and below.
 * @param {number} before
 * @param {number} after
 */
function space(before, after) {
  return `<w:spacing w:before="${20 * before}" w:after="${20 * after}"/>`;
}

/** @param {string} language */
export function styles(language) {
  return `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${SANS}${size(11)}` +
    `<w:lang w:val="${language}"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    style("Normal", "Normal", space(0, 8), "") +
    style("Title", "Title", space(0, 6), `<w:b/>${GREEN}${size(20)}`) +
    style("Heading2", "heading 2", `${KEEP}${space(18, 8)}<w:outlineLvl w:val="1"/>`, `<w:b/>${size(13)}`) +
    style("Quote", "Quote", `${BAR}${space(0, 8)}${INDENT}`, SERIF) +
    [1, 2, 3].map((depth) => style(`Quote${depth}`, `Quote ${depth}`,
      `${BAR}${space(0, 8)}${indent(340 + 400 * depth)}`, SERIF)).join("") +
    style("Plain", "Plain words", `${space(0, 8)}${INDENT}`, `<w:i/>${GREY}${size(10)}`) +
    style("Small", "Small print", space(0, 4), `${GREY}${size(9)}`) +
    style("FootnoteText", "footnote text", space(0, 2), size(9)) +
    letters("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>') +
    letters("Hyperlink", "Hyperlink", `${GREEN}<w:u w:val="single"/>`) + "</w:styles>";
}
