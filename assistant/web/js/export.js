/** A conversation as a file: Markdown, or Word, both with the references as footnotes. */

import { DOCX, WordDocument } from "./docx.js";
import { download } from "./dom.js";
import { directionOf, language, t } from "./i18n.js";
import { permalink, provenanceLabel, quotedText, reference, source, statementText } from "./reference.js";

/** A file name made of a title, in any script. */
export function fileName(title, suffix) {
  const stem = title.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${stem || "cbd-assistant"}.${suffix}`;
}

const answered = (conversation) => conversation.turns.filter((turn) => turn.answer && turn.status !== "waiting");
const today = () => new Date().toISOString().slice(0, 10);
const indexOf = (conversation) => answered(conversation).at(-1)?.answer.index?.id ?? "";

/** Markdown signs in a text, made harmless: `<b>` stays the five signs that were typed. */
function plain(text) {
  return String(text).replace(/\s*\n\s*/g, " ").replace(/[\\`*_[\]<>#|~!$&]/g, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2").replace(/^([-+=])/, "\\$1");
}

/** The conversation in Markdown, each citation a footnote. */
export function markdown(conversation) {
  const lines = [`# ${plain(conversation.title)}`, ""];
  const notes = [];
  for (const turn of answered(conversation)) {
    const { answer } = turn;
    lines.push(`## ${plain(turn.question)}`, "");
    if (answer.rewritten) lines.push(`*${t("answer.rewritten")} ${plain(answer.rewritten)}*`, "");
    if (answer.refusal) lines.push(plain(answer.refusal.message), "");
    const first = notes.length;
    const marks = (numbers) => numbers.map((number) => `[^${first + answer.citations.findIndex((c) => c.number === number) + 1}]`).join("");
    for (const statement of answer.answer) {
      if (statement.kind === "quote") lines.push(`> ${plain(quotedText(statement, answer.citations))}${marks(statement.citations)}`, "");
      else lines.push(`${plain(statement.text)} *(${t(`kind.${statement.kind}`)})*${marks(statement.citations)}`, "");
      if (statement.plain) lines.push(`*${t("answer.plain")} (${provenanceLabel("guide")}): ${plain(statement.plain)}*`, "");
    }
    for (const note of answer.notes ?? []) lines.push(`*${t("answer.note")}: ${plain(note)}*`, "");
    for (const citation of answer.citations) notes.push(`[^${notes.length + 1}]: ${plain(reference({ ...citation, url: "" }).replace(permalink(citation.id), ""))} <${citation.url || permalink(citation.id)}>`);
  }
  lines.push(...notes, "", `*${t("export.made", { date: today(), index: indexOf(conversation) })}*`, "");
  return lines.join("\n");
}

/** The conversation as a Word document, each citation a footnote; a source cited again points to its first note. */
export function word(conversation) {
  const document = new WordDocument({ title: conversation.title, language: language(), rightToLeft: directionOf(language()) === "rtl" });
  const seen = new Map();
  const footnote = (citation) => {
    const number = document.nextNote;
    const key = `${citation.id} ${citation.quote}`;
    if (seen.has(key)) return [{ text: t("export.above", { label: citation.label, n: seen.get(key) }) }];
    seen.set(key, number);
    const address = citation.url || permalink(citation.id);
    const words = citation.provenance === "official" ? "" : ` [${provenanceLabel(citation.provenance)}]`;
    return [{ text: `${source(citation)}${words} ` }, { text: address, link: address }];
  };
  document.paragraph("Title", [{ text: conversation.title }]);
  document.paragraph("Small", [{ text: t("export.made", { date: today(), index: indexOf(conversation) }) }]);
  for (const turn of answered(conversation)) {
    const { answer } = turn;
    document.paragraph("Heading2", [{ text: turn.question }]);
    if (answer.rewritten) document.paragraph("Small", [{ text: `${t("answer.rewritten")} ${answer.rewritten}` }]);
    if (answer.refusal) document.paragraph("Normal", [{ text: answer.refusal.message }]);
    for (const statement of answer.answer) {
      const sources = statement.citations.map((number) => answer.citations.find((c) => c.number === number)).filter(Boolean);
      const quoted = statement.kind === "quote";
      const rightToLeft = directionOf(sources[0]?.document.language ?? language()) === "rtl";
      const text = statementText(statement, answer.citations);
      document.paragraph(quoted ? "Quote" : "Normal", [{ text }, ...sources.map((citation) => ({ note: footnote(citation) }))], { rightToLeft });
      if (statement.plain) document.paragraph("Plain", [{ text: `${t("answer.plain")} (${provenanceLabel("guide")}): ${statement.plain}` }]);
    }
    for (const note of answer.notes ?? []) document.paragraph("Small", [{ text: `${t("answer.note")}: ${note}` }]);
  }
  return document.file();
}

/** Give the reader the file: "md" or "docx". */
export function exportAs(kind, conversation) {
  if (kind === "md") download(fileName(conversation.title, "md"), markdown(conversation), "text/markdown;charset=utf-8");
  else download(fileName(conversation.title, "docx"), word(conversation), DOCX);
}
