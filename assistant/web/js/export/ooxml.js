// @ts-check
/** What every part of a Word file begins with, and text as XML takes it. */

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The names of WordprocessingML. */
export const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Text escaped, and without the characters that XML cannot hold.
 * @param {string} text
 */
export function xml(text) {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (sign) => SIGNS[sign]);
}
