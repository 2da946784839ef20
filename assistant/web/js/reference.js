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
    lines.push(`${statementText(statement, answer.citations)} ${marks}`, "");
  }
  for (const note of answer.notes ?? []) lines.push(`${t("answer.note")}: ${note}`, "");
  for (const citation of answer.citations) lines.push(`[${citation.number}] ${reference(citation)}`);
  return lines.join("\n").trim();
}

/** A quoted item may be told with the words above it that it completes: those words, and the quote by itself. */
export function chapeauAndQuote(statement, citations) {
  const source = statement.citations.length === 1 ? citations.find(({ number }) => number === statement.citations[0]) : null;
  const chapeau = statement.kind === "quote" ? (source?.chapeau ?? "") : "";
  if (!chapeau) return ["", statement.text];
  return [chapeau, statement.text.startsWith(chapeau) ? statement.text.slice(chapeau.length).trim() : statement.text];
}

/** The quoted words of a statement, with [...] where other items stand between them. */
export function quotedText(statement, citations) {
  const [chapeau, quote] = chapeauAndQuote(statement, citations);
  return chapeau ? `${chapeau} [...] ${quote}` : quote;
}

/** A statement in words: quoted law in quotation marks, anything else with a word on whose it is. */
export function statementText(statement, citations) {
  if (statement.kind === "quote") return `“${quotedText(statement, citations)}”`;
  return `${statement.text} (${t(`kind.${statement.kind}`)})`;
}
