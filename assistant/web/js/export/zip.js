// @ts-check
/** A ZIP archive of small texts, stored without compression: all that a Word file needs. */

/** @typedef {[value: number, bytes: number]} Field */

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * Little-endian numbers.
 * @param {...Field} fields
 */
function record(...fields) {
  const out = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of fields) {
    for (let n = 0; n < size; n += 1) out[at + n] = (value >>> (8 * n)) & 0xff;
    at += size;
  }
  return out;
}

/**
 * The archive's bytes.
 * @param {Record<string, string>} files texts by name
 */
export function zip(files, at = new Date()) {
  const encoder = new TextEncoder();
  /** @type {Field} */
  const time = [(at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1), 2];
  /** @type {Field} */
  const day = [((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate(), 2];
  const body = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const label = encoder.encode(name);
    const bytes = encoder.encode(text);
    /** @type {Field[]} */
    const shared = [
      [20, 2], [0x0800, 2], [0, 2], time, day, [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4],
      [label.length, 2], [0, 2],
    ];
    const head = record([0x04034b50, 4], ...shared);
    body.push(head, label, bytes);
    const place = record([0x02014b50, 4], [20, 2], ...shared, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    directory.push(place, label);
    offset += head.length + label.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = Object.keys(files).length;
  const end = record([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]);
  return new Blob([...body, ...directory, end]);
}
