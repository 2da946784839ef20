// @ts-check
/** Where this person is signed in, in a dialog, and the way out of there. Loaded when it is asked for. */

import { signedIn } from "../kit/api.js";
import { button } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { moment, t } from "../kit/i18n.js";
import { json } from "../kit/request.js";
import { toast } from "../page/toast.js";

/** Show the sessions of whoever reads the page. */
export function showSessions() {
  const list = el("ul", { class: "sessions", "aria-live": "polite" });
  const title = el("h2", { id: "sessions-title" }, t("access.sessions"));
  const actions = el("div", { class: "actions" });
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": title.id }, title, list, actions);
  const others = button(t("access.endOthers"), () => change({ method: "DELETE" }));
  fill(actions, others, button(t("access.close"), () => dialog.close(), { autofocus: true }));
  dialog.addEventListener("close", () => dialog.remove());

  /** @param {Wire.Session} session */
  const entry = ({ id, device, begun, used, current }) => el("li", {},
    el("div", {},
      el("strong", { dir: "auto" }, device || t("access.unknownDevice")),
      el("p", { class: "quiet" }, t("access.since", { begun: moment(begun), used: moment(used) }))),
    current
      ? el("span", { class: "badge" }, t("access.thisOne"))
      : button(t("access.endIt"), () => change({ method: "DELETE" }, id)));

  /** @param {{ method?: "DELETE" }} options @param {string} [id] */
  async function change(options, id) {
    try {
      /** @type {Wire.Sessions} */
      const { sessions } = await json(signedIn(id), options);
      fill(list, sessions.map(entry));
      others.hidden = sessions.length < 2;
      if (!dialog.contains(document.activeElement)) dialog.focus();
    } catch {
      toast(t("page.failed"));
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  return change({});
}
