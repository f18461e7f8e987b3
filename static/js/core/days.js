// @ts-check

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DAY_STARTS_AT_MS = 4 * HOUR_MS

/** @type {Map<string, Intl.DateTimeFormat>} Making one is slow. */
const clocks = new Map()

/**
 * The zone under a name that the server knows too.
 * @param {string | undefined} zone - as the browser names it
 */
export function namedZone(zone) {
  return zone && /^[A-Z]/.test(zone) && zone !== "Etc/Unknown" ? zone : "UTC"
}

/** Where this phone is now. */
export function zoneHere() {
  return namedZone(Intl.DateTimeFormat().resolvedOptions().timeZone)
}

/**
 * What the clock on the wall shows, as if the wall stood in Greenwich.
 * @param {number} ms - a moment
 * @param {string} zone - IANA name
 * @returns {number} milliseconds, whole seconds
 */
export function wallClock(ms, zone) {
  let clock = clocks.get(zone)
  if (!clock) {
    const part = /** @type {const} */ ("numeric")
    const parts = { year: part, month: part, day: part, hour: part, minute: part, second: part }
    clock = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...parts })
    clocks.set(zone, clock)
  }
  const [month, day, year, hour, minute, second] = (clock.format(ms).match(/\d+/g) ?? []).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/**
 * The zone of a save. One that this browser does not know gives way to the one that always has the save's offset, in
 * whole hours to the east, as on the server: another phone may be younger than this one.
 * @param {string} zone - IANA name
 * @param {number} offsetMin - minutes east of UTC
 */
export function zoneKnownHere(zone, offsetMin) {
  try {
    wallClock(0, zone)
    return zone
  } catch {
    const west = Math.min(-Math.ceil(offsetMin / 60), 12) // as the names of these zones count
    return west ? `Etc/GMT${west < 0 ? "" : "+"}${west}` : "UTC"
  }
}

/** @param {number} ms @param {string} zone @returns {number} minutes east of UTC */
export function offsetMinutes(ms, zone) {
  return Math.trunc((wallClock(ms, zone) - Math.floor(ms / 1000) * 1000) / 60_000)
}

/**
 * The diary day that a moment belongs to: a day runs from 04:00 to 04:00 by the wall clock.
 * @param {number} ms
 * @param {string} zone
 */
export function diaryDay(ms, zone) {
  return dayAt(wallClock(ms, zone) - DAY_STARTS_AT_MS)
}

/** The date that a calendar on the wall shows. @param {number} ms @param {string} zone */
export function wallDay(ms, zone) {
  return dayAt(wallClock(ms, zone))
}

/** @param {string} day @param {number} n */
export function addDays(day, n) {
  return dayAt(Date.parse(day) + n * DAY_MS)
}

/** @param {string} day */
export function dayBefore(day) {
  return addDays(day, -1)
}

/** @param {string} from @param {string} to */
export function daysBetween(from, to) {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS
}

/**
 * The hours in which the wall clock is a date ahead of the diary.
 * @param {number} ms
 * @param {string} zone
 */
export function isBeforeFour(ms, zone) {
  return dayAt(wallClock(ms, zone)) !== diaryDay(ms, zone)
}

/**
 * Whether the form for this day still asks for a number: today, and yesterday until 04:00 tonight.
 * @param {string} day
 * @param {number} ms - now
 * @param {string} zone
 */
export function takesNumber(day, ms, zone) {
  const today = diaryDay(ms, zone)
  return day === today || day === dayBefore(today)
}

/**
 * How long after its day a save was made.
 * @param {string} forDay
 * @param {number} correctedMs - when it was saved, by the phone's clock put right
 * @param {string} zone - where it was saved
 * @returns {"on_time" | "late" | "recalled" | null} null when the day had not come yet
 */
export function stamp(forDay, correctedMs, zone) {
  const wall = wallClock(correctedMs, zone)
  if (dayAt(wall) < forDay) return null
  const day = Date.parse(forDay)
  if (wall < day + 36 * HOUR_MS) return "on_time"
  return wall < day + 2 * DAY_MS + DAY_STARTS_AT_MS ? "late" : "recalled"
}

/** @param {number} ms */
function dayAt(ms) {
  return new Date(ms).toISOString().slice(0, 10)
}
