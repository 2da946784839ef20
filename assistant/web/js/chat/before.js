// @ts-check
/** What a follow-up leans on: the turns before it, as the server is told of them. */

/** @import { Conversation, Told, Turn } from "./history.js" */

const LONGEST_ANSWER = 4_000;
const MOST_BEFORE = 4;

/**
 * The last answered turns before one, which it may lean on.
 * @param {Turn} turn
 * @param {Pick<Conversation, "turns">} conversation
 */
function answeredBefore(turn, { turns }) {
  return turns.slice(0, turns.indexOf(turn)).filter(({ status }) => status === "done").slice(-MOST_BEFORE);
}

/**
 * The questions before a turn that it may lean on.
 * @param {Turn} turn
 * @param {Pick<Conversation, "turns">} conversation
 */
export function questionsBefore(turn, conversation) {
  return answeredBefore(turn, conversation).map(({ question }) => question);
}

/**
 * What the server needs to understand a follow-up: the last answered turns, and those of the link that asks.
 * @param {Turn} turn
 * @param {Pick<Conversation, "turns">} conversation
 * @returns {Wire.Turn[]}
 */
export function turnsBefore(turn, conversation) {
  const said = answeredBefore(turn, conversation).flatMap(({ question, answer }) => [
    { role: "user", content: question },
    { role: "assistant", content: plainAnswer(answer).slice(0, LONGEST_ANSWER) },
  ]);
  return /** @type {Wire.Turn[]} */ ([...turn.shared?.before ?? [], ...said]);
}

/** @param {Told} answer */
function plainAnswer({ refusal, answer, citations }) {
  if (refusal) return refusal.message;
  const labels = new Map(citations.map(({ number, label }) => [number, label]));
  return answer.map((s) => `${s.text} (${s.citations.map((n) => labels.get(n)).join("; ")})`).join("\n");
}
