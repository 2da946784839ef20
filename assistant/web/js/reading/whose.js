// @ts-check
/** Whose words they are, and how an official text came: the key of what is said of them. */

/** @typedef {"checked" | "copy"} Told origins that have words of their own */

/**
 * The last part of a `provenance.` key.
 * @param {Wire.Provenance} provenance
 * @param {Wire.Origin} [origin]
 * @returns {Wire.Provenance | Told}
 */
export function whose(provenance, origin = "") {
  return origin === "checked" || origin === "copy" ? origin : provenance;
}
