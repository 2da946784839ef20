/** The history: conversations kept in this browser and nowhere else. The list is one entry, each conversation another. */

import { forget, read, write } from "./store.js";

const LIST = "history";
const LONGEST_TITLE = 80;

const name = (id) => `conversation.${id}`;

/** A new conversation; it enters the list with its first question. */
export function newConversation() {
  return { id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.replace(".", ""), title: "", named: false, turns: [] };
}

/** {id, title, updated} of every conversation, latest first. */
export function list() {
  return read(LIST, []);
}

/** The conversation with that id, or null. Turns that a closed page left unfinished are marked so. */
export function open(id) {
  const found = read(name(id));
  if (!found) return null;
  for (const turn of found.turns) if (["waiting", "streaming"].includes(turn.status)) turn.status = "interrupted";
  return found;
}

/** Keep a conversation. The oldest make room when the browser is full; false when even that did not help. */
export function save(conversation) {
  if (!conversation.turns.length) return true;
  if (!conversation.named) conversation.title = conversation.turns[0].question.slice(0, LONGEST_TITLE);
  const others = list().filter((entry) => entry.id !== conversation.id);
  let kept = write(name(conversation.id), conversation);
  while (!kept && others.length) {
    forget(name(others.pop().id));
    kept = write(name(conversation.id), conversation);
  }
  write(LIST, [{ id: conversation.id, title: conversation.title, updated: Date.now() }, ...others]);
  return kept;
}

/** Give a conversation a title. */
export function rename(id, title) {
  const text = title.trim().slice(0, LONGEST_TITLE);
  const found = read(name(id));
  if (!text || !found) return;
  write(name(id), { ...found, title: text, named: true });
  write(LIST, list().map((entry) => (entry.id === id ? { ...entry, title: text } : entry)));
}

/** Delete a conversation; the returned function brings it back. */
export function remove(id) {
  const before = list();
  const found = read(name(id));
  forget(name(id));
  write(LIST, before.filter((entry) => entry.id !== id));
  return () => {
    write(name(id), found);
    write(LIST, [...list(), before.find((entry) => entry.id === id)].sort((a, b) => b.updated - a.updated));
  };
}

/** What the server needs to understand a follow-up: the last answered turns. */
export function turnsForServer(conversation, most = 4) {
  const answered = conversation.turns.filter((turn) => turn.status === "done");
  return answered.slice(-most).flatMap((turn) => [
    { role: "user", content: turn.question },
    { role: "assistant", content: plainAnswer(turn.answer).slice(0, 4_000) },
  ]);
}

function plainAnswer(answer) {
  if (answer.refusal) return answer.refusal.message;
  const labels = new Map(answer.citations.map((citation) => [citation.number, citation.label]));
  return answer.answer.map((s) => `${s.text} (${s.citations.map((n) => labels.get(n)).join("; ")})`).join("\n");
}
