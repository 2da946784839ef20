// @ts-check
/** Who reads the page, where people sign in, and what is said to somebody who may not do something. */

import * as api from "../kit/api.js";
import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { keepFor } from "../kit/store.js";
import { toast } from "./toast.js";

/** @import { ApiError } from "../kit/request.js" */

/** @type {Wire.Me | null} nobody in particular, or nobody could be asked */
let me = null;

/** Ask who reads the page, where the server says that people sign in; what is kept is theirs from then on. */
export async function meet() {
  if (!document.documentElement.hasAttribute("data-signs-in")) return;
  me = await api.me().catch(() => null);
  keepFor(me?.owner ?? "");
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
    return [
      el("span", { class: "viewer quiet", title, dir: "auto" }, me.name),
      me.can_sign_out ? button(t("access.signOut"), leave) : null,
    ];
  }
  return me?.sign_in ? [signInLink(me.sign_in)] : [];
}

/** @param {string} address */
function signInLink(address) {
  const back = new URLSearchParams({ page: location.pathname + location.search });
  return el("a", { class: "sign-in", href: `${address}?${back}` }, t("access.signIn"));
}

async function leave() {
  try {
    const { next } = await api.signOut();
    location.assign(next);
  } catch {
    toast(t("page.failed"));
  }
}

/**
 * What to tell of a failure, in the language of the page where it is about who may do what.
 * @param {ApiError} error
 */
export function wordsOf(error) {
  if (error.code === "not_signed_in" && me?.sign_in) return t("access.signInNeeded");
  return ["not_signed_in", "role_needed"].includes(error.code) ? t("access.roleNeeded") : error.words;
}
