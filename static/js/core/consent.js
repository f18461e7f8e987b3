// @ts-check
import { newestOf } from "./envelope.js"

/**
 * The newest answer to "Before you start" that the server has not heard of yet.
 * @param {import("./store.js").Kept[]} versions
 */
export function unsentConsent(versions) {
  return newestOf(versions.filter(({ version, state }) => version.kind === "consent" && state === "unsent"))?.version
}
