// @ts-check
import { stamp, zoneKnownHere } from "./days.js"
import { correctedAt, isNewer } from "./envelope.js"

const RECALL_CANNOT_RATE = { pain: null, worst: null, sleep: null }

/**
 * @typedef {import("./today.js").Entry} Entry
 * @typedef {import("./today.js").Session} Session
 */

/**
 * What each day of an area shows: the greatest save by its corrected time, then by its id.
 * @param {import("./store.js").Kept[]} versions
 * @param {string | undefined} area
 * @returns {Entry[]} in no order
 */
export function entriesOf(versions, area) {
  /** @type {Map<string, import("./store.js").Kept>} */
  const newest = new Map()
  for (const kept of savesOf(versions, area)) {
    const { version } = kept
    const before = newest.get(version.for_day)
    if (!before || isNewer(version, before.version)) newest.set(version.for_day, kept)
  }
  return [...newest.values()].map(entryOf)
}

/**
 * Every save of an area, of those that the server takes.
 * @param {import("./store.js").Kept[]} versions
 * @param {string | undefined} area
 */
export function savesOf(versions, area) {
  return versions.filter(({ version, state }) => version.kind === "entry" && version.area === area && state !== "parked" && stampOf(version) !== null)
}

/** @param {import("./envelope.js").Version} version */
function stampOf(version) {
  return stamp(version.for_day, correctedAt(version), zoneKnownHere(version.zone, version.offset_min))
}

/**
 * From memory come events, not ratings; a paper diary is never from memory.
 * @param {import("./store.js").Kept} kept
 * @returns {Entry}
 */
function entryOf({ version, author, source }) {
  const corrected = correctedAt(version)
  const found = stampOf(version) ?? ""
  const isRecalled = found === "recalled" && source !== "paper"
  const of = { day: version.for_day, stamp: found === "recalled" && !isRecalled ? "late" : found, corrected, author, source }
  const note = version.body.note?.trim() ? version.body.note : null
  return { ...version.body, note, ...(isRecalled ? RECALL_CANNOT_RATE : {}), ...of }
}

/** A number saved before the session of its day says nothing about the time since. @param {Entry} entry @param {Session | null} latest */
export function needsAskingAgain(entry, latest) {
  return latest?.day === entry.day && entry.asked === "last_24h" && entry.corrected < Date.parse(latest.at)
}

/** The sessions of an area up to a day, of those whose time has passed, in order of time. @param {Session[]} sessions @param {string} area @param {string} day @param {number} now */
export function ownSessions(sessions, area, day, now) {
  const own = sessions.filter((one) => one.area === area && one.day <= day && Date.parse(one.at) <= now)
  return own.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

/** The session that a day follows; a day saved before the session of its date follows the one before. @param {Entry} entry @param {Session[]} own - in order of time */
export function sessionBefore(entry, own) {
  return own.filter((session) => session.day <= entry.day && !needsAskingAgain(entry, session)).at(-1)
}

/**
 * The first day that says its relief is gone, by the session that the day follows.
 * @param {Entry[]} entries - of one area
 * @param {Session[]} own - the area's, in order of time
 * @returns {Map<string, string>}
 */
export function goneOn(entries, own) {
  const found = new Map()
  for (const entry of entries) {
    const id = entry.relief === "gone" && sessionBefore(entry, own)?.id
    if (id && !(found.get(id) < entry.day)) found.set(id, entry.day)
  }
  return found
}
