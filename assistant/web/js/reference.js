/** References: how a citation reads when it is copied, exported or printed. */

import { t } from "./i18n.js";

/** The address of a provision's own page on this site. */
export function permalink(locator) {
  return `${location.origin}/p/${locator}`;
}

/** What the badge of a provenance says. */
export function provenanceLabel(provenance) {
  return t(`provenance.${provenance}`);
}

/** "Decision I/3, paragraph 2. Clearing-house mechanism ..., UNEP/CBD/COP/DEC/I/3." */
export function source({ label, document }) {
  const title = document?.title && !label.includes(document.title) ? ` ${document.title}` : "";
  const symbol = document?.symbol ? `${title ? "," : ""} ${document.symbol}` : "";
  return `${label}.${title}${symbol}${title || symbol ? "." : ""}`;
}

/** The whole reference: source, quote, whose words they are, address. */
export function reference(citation) {
  const parts = [source(citation)];
  if (citation.quote) parts.push(`“${citation.quote.replace(/\s+/g, " ").trim()}”`);
  if (citation.provenance !== "official") parts.push(`[${provenanceLabel(citation.provenance)}]`);
  parts.push(citation.url || permalink(citation.id));
  return parts.join(" ");
}

/** An answer as plain text, numbers in place and the references below. */
export function answerText(question, answer) {
  const lines = [question, ""];
  if (answer.refusal) return [...lines, answer.refusal.message].join("\n");
  for (const statement of answer.answer) {
    const marks = statement.citations.map((number) => `[${number}]`).join("");
    lines.push(`${statementText(statement)} ${marks}`, "");
  }
  for (const note of answer.notes ?? []) lines.push(`${t("answer.note")}: ${note}`, "");
  for (const citation of answer.citations) lines.push(`[${citation.number}] ${reference(citation)}`);
  return lines.join("\n").trim();
}

/** A statement in words: quoted law in quotation marks, anything else with a word on whose it is. */
export function statementText(statement) {
  if (statement.kind === "quote") return `“${statement.text}”`;
  return `${statement.text} (${t(`kind.${statement.kind}`)})`;
}
