// @ts-check
import { newestOf } from "./envelope.js"

/**
 * How a patient wants the diary.
 * @typedef {{ theme: string, bigger: boolean, hides_trend: boolean }} Prefs
 */

/**
 * The newest save of the patient's wishes on this phone.
 * @param {import("./store.js").Kept[]} versions
 * @param {"prefs" | "reminders"} kind
 */
export function newestWish(versions, kind) {
  return newestOf(versions.filter(({ version, state }) => version.kind === kind && state !== "parked"))
}

/**
 * What the patient wishes: what waits on this phone comes before what the server knows.
 * @param {{ facts: import("./today.js").Facts, versions: import("./store.js").Kept[] }} known
 * @returns {Prefs}
 */
export function prefsOf({ facts, versions }) {
  const newest = newestWish(versions, "prefs")
  if (newest?.state === "unsent") return /** @type {Prefs} */ (newest.version.body)
  return { ...facts.look, hides_trend: facts.hides_trend }
}
