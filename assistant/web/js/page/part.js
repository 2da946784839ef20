// @ts-check
/** Parts of the page that are fetched when they are first needed. */

import { t } from "../kit/i18n.js";
import { toast } from "./toast.js";

/**
 * What a part gives; where it cannot be fetched the reader is told so, and it is null.
 * @template T
 * @param {Promise<T>} fetched
 * @returns {Promise<T | null>}
 */
export function part(fetched) {
  return fetched.catch(() => {
    toast(t("server.away"));
    return null;
  });
}
