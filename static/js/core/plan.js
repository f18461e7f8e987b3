// @ts-check
import { addDays } from "./days.js"
import { newestWish } from "./prefs.js"

const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/
export const LONGEST_PAUSE = 90 // days

/**
 * What a patient chose about reminders; `paused_until` is the last day without them.
 * @typedef {{ at: string, on: boolean, again: boolean, paused_until: string | null }} Plan
 */

/**
 * What waits on this phone comes before what the server knows. Of a server that knows no plans, what this phone keeps counts.
 * @param {{ facts: import("./today.js").Facts, versions: import("./store.js").Kept[] }} known
 * @returns {Plan | null} null when nothing was chosen yet
 */
export function planOf({ facts, versions }) {
  const newest = newestWish(versions, "reminders")
  if (newest && (newest.state === "unsent" || facts.reminders === undefined)) return /** @type {Plan} */ (newest.version.body)
  return facts.reminders ?? null
}

/**
 * How it stands, as the screen says it, and the first day with reminders after a pause.
 * @param {Plan | null} plan
 * @param {import("./today.js").Facts} facts
 * @param {string} today - of the calendar on the wall
 * @returns {{ line: "deleting" | "ended" | "off" | "early" | "paused" | "on", resumeOn: string | null }}
 */
export function remindersOf(plan, { deleting, had_course, areas }, today) {
  const isTreated = areas.length > 0
  if (deleting) return { line: "deleting", resumeOn: null }
  if (had_course && !isTreated) return { line: "ended", resumeOn: null }
  if (!plan?.on) return { line: "off", resumeOn: null }
  if (!isTreated) return { line: "early", resumeOn: null }
  if (plan.paused_until && plan.paused_until >= today) return { line: "paused", resumeOn: addDays(plan.paused_until, 1) }
  return { line: "on", resumeOn: null }
}

/**
 * What the form says, ready to travel, and which fields are wrong.
 * @param {FormData} fields
 * @param {string} today
 * @returns {{ plan: Plan, faults: Record<string, "time" | "day"> }}
 */
export function readPlan(fields, today) {
  const [at, until] = ["at", "paused_until"].map((name) => String(fields.get(name) ?? ""))
  const plan = { at, on: fields.get("daily") === "on", again: fields.has("again"), paused_until: until || null }
  const isDay = until >= today && until <= addDays(today, LONGEST_PAUSE) && isDate(until)
  return { plan, faults: { ...(TIME.test(at) ? {} : { at: "time" }), ...(until && !isDay ? { paused_until: "day" } : {}) } }
}

/** @param {string} day */
function isDate(day) {
  return !isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, 10) === day
}

/**
 * The form as it was saved; a pause that is over is none.
 * @param {Plan | null} plan
 * @param {string} today
 */
export function typedPlan(plan, today) {
  const { at = "20:00", on = false, again = false, paused_until = null } = plan ?? {}
  const until = paused_until && paused_until >= today ? paused_until : ""
  return { daily: on ? "on" : "off", at, again: again ? "again" : "", paused_until: until }
}
