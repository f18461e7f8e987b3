// @ts-check
import { namedZone, offsetMinutes } from "./days.js"

/**
 * One save as it travels: never changed once it is made.
 * @typedef {object} Version
 * @property {string} id - UUID made on this phone
 * @property {string} kind - entry, weekly_check, goal, …
 * @property {string} for_day - YYYY-MM-DD, the day the patient confirmed
 * @property {string | null} area - id
 * @property {string | null} session - id
 * @property {string} edited_at - by this phone's clock: 2026-11-17T18:05:00.000Z
 * @property {string} zone - IANA name
 * @property {number} offset_min - minutes east of UTC
 * @property {number} skew_ms - the true time minus this phone's clock, as far as the phone knew it when it was saved
 * @property {string} app - version of the diary
 * @property {Record<string, any>} body
 */

/**
 * Make a save of what was answered. It is later than every save it knows of, even if this phone's clock was set back.
 * @param {{ kind: string, for_day: string, area?: string | null, session?: string | null, body: object }} said
 * @param {object} context
 * @param {number} context.now - milliseconds of this phone's clock
 * @param {number} context.skew - the server's clock minus this phone's, in milliseconds, when last compared
 * @param {Version | undefined} [context.before] - the newest save of the same day and area
 * @param {string | undefined} context.zone - as the browser names it
 * @param {string} context.app
 * @returns {Version}
 */
export function newVersion({ kind, for_day, area = null, session = null, body }, { now, skew, before, zone, app }) {
  const named = namedZone(zone)
  return {
    id: crypto.randomUUID(),
    kind,
    for_day,
    area,
    session,
    edited_at: new Date(now).toISOString(),
    zone: named,
    offset_min: offsetMinutes(now, named),
    skew_ms: Math.max(Math.round(skew), before ? correctedAt(before) + 1 - now : -Infinity),
    app,
    body: { ...body },
  }
}

/**
 * What sorts the saves of a day: the greatest is the one that the day shows.
 * @param {Version} version
 * @returns {number} milliseconds of the server's clock
 */
export function correctedAt({ edited_at, skew_ms }) {
  return Date.parse(edited_at) + skew_ms
}

/** @param {Version} one @param {Version} other */
export function isNewer(one, other) {
  const later = correctedAt(one) - correctedAt(other)
  return later > 0 || (later === 0 && one.id > other.id)
}

/**
 * The one that a day shows.
 * @template {{ version: Version }} Save
 * @param {Save[]} saves - of one day and area
 * @returns {Save | undefined}
 */
export function newestOf(saves) {
  return saves.reduce((/** @type {Save | undefined} */ newest, one) => (newest && isNewer(newest.version, one.version) ? newest : one), undefined)
}
