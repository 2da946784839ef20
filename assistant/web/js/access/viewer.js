// @ts-check
/** Who reads the page, and what is said to somebody who may not do something. Loaded where people sign in. */

import * as api from "../kit/api.js";
import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { learnMore, t } from "../kit/i18n.js";
import { explainBy } from "../kit/error.js";
import { json } from "../kit/request.js";
import { keepFor } from "../kit/store.js";
import { part } from "../page/part.js";
import { toast } from "../page/toast.js";

/** @type {Wire.Me | null} nobody in particular, or nobody could be asked */
let me = null;
const LEFT = "cbd.sign-in"; // in the session: the page that one left to sign in, with what stands after its #

/** For how many days the server keeps a conversation of this person, 0 for ever; null: it keeps none. */
const days = () => me?.conversation_days ?? null;

/**
 * Where the server keeps this person's conversations, too, they are those of the server.
 * @param {import("../chat/chat.js").Chat} chat
 */
export async function keep(chat) {
  const n = days();
  if (n === null) return;
  chat.sidebar.place = () => t(n ? "kept.serverDays" : "kept.server", { n });
  const kept = await part(import("../kept/server.js"));
  kept?.begin(chat);
}

/** Ask the server who reads the page; what is kept is theirs from then on. */
export async function meet() {
  explainBy(wordsOf);
  me = await api.me().catch(() => null);
  keepFor(me?.owner ?? "");
  if (me?.signed_in) comeBack();
  await learnMore().catch(() => {}); // the words below, which come later than those of every page
}

/**
 * What stands after the # of an address never travels to a server: back on the page that one left, it is put
 * there again, before the page reads it.
 */
function comeBack() {
  const left = sessionStorage.getItem(LEFT) ?? "";
  sessionStorage.removeItem(LEFT);
  const page = location.pathname + location.search;
  if (left.startsWith(`${page}#`)) history.replaceState(history.state, "", left);
}

/** Say that signing in has failed, where the address tells so. */
export function tellFailure() {
  const address = new URL(location.href);
  if (address.searchParams.get("sign-in") !== "failed") return;
  address.searchParams.delete("sign-in");
  history.replaceState(history.state, "", address);
  toast(t("access.failed"));
}

/** What the header shows: the name and the way out, or the way in. */
export function viewerView() {
  if (me?.signed_in) {
    const title = t("access.signedInAs", { name: me.name });
    if (!me.can_sign_out) return [el("span", { class: "viewer quiet", title, dir: "auto" }, me.name)];
    const more = { class: "viewer viewer-more quiet", title, dir: "auto", "aria-haspopup": "dialog" };
    return [button(me.name, showSessions, more), button(t("access.signOut"), leave)];
  }
  return me?.sign_in ? [signInLink(me.sign_in)] : [];
}

/** @param {string} address */
function signInLink(address) {
  const page = location.pathname + location.search;
  const left = page + location.hash;
  const back = new URLSearchParams({ page });
  const link = el("a", { class: "sign-in", href: `${address}?${back}` }, t("access.signIn"));
  link.addEventListener("click", () => sessionStorage.setItem(LEFT, left));
  return link;
}

const showSessions = async () => (await part(import("./sessions.js")))?.showSessions();

async function leave() {
  try {
    const kept = days() !== null && await import("../kept/server.js");
    if (kept) await kept.end();
    /** @type {Wire.SignedOut} */
    const { next } = await json("/sign-out", { body: {} });
    if (kept) kept.leaveNothing();
    location.assign(next);
  } catch {
    toast(t("page.failed"));
  }
}

/**
 * What to tell of a failure that is about who may do what.
 * @param {string} code
 */
function wordsOf(code) {
  if (code === "not_signed_in" && me?.sign_in) return t("access.signInNeeded");
  return ["not_signed_in", "role_needed"].includes(code) ? t("access.roleNeeded") : "";
}
