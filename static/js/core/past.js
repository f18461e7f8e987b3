// @ts-check
import { addDays, dayBefore, daysBetween, diaryDay, zoneKnownHere } from "./days.js"
import { entriesOf, savesOf } from "./entries.js"
import { correctedAt, isNewer, newestOf } from "./envelope.js"
import { least } from "./today.js"

const SHOWN_DAYS = 112 // a little less than the phone keeps

/**
 * What the server last said of the past.
 * @typedef {object} Past
 * @property {PastArea[]} areas - whose days are shown
 *
 * @typedef {{ id: string, name: string, until: string | null, sessions: PastSession[], trend?: OwnTrend }} PastArea - `until`: when its course ended
 * @typedef {{ number: number, day: string, at: string }} PastSession
 *
 *
 * The numbers of a course as they stood on a day; `first` is the first day to draw, `before` the level before session 1.
 * @typedef {object} OwnTrend
 * @property {string} as_of
 * @property {string} first
 * @property {"before" | "no_start" | "no_recent" | "lower" | "same" | "higher"} headline
 * @property {number | null} before
 * @property {{ before: string | null, last: string | null }} said
 * @property {{ said: string | null, n: number, of: number }} dips
 * @property {OwnRelief[]} reliefs
 * @property {OwnGoal | null} goal
 *
 * @typedef {{ session: number, kind: string | null, lo: number | null, hi: number | null, hours: number | null }} OwnRelief
 * @typedef {{ words: string, days: [string, string | null][], done: number, of: number, before: number, before_of: number }} OwnGoal
 *
 * @typedef {import("./today.js").Entry} Entry
 *
 * What it is worked out from.
 * @typedef {object} Known
 * @property {import("./today.js").Facts} facts
 * @property {Past | null} past - null before the server said anything of it
 * @property {import("./store.js").Kept[]} versions
 * @property {number} now - milliseconds, this phone's clock put right
 * @property {string} zone
 *
 * What one day says of one area; from memory it says no number.
 * @typedef {{ area: string, pain: number | null, marks: string[] }} Said
 *
 * One day in the list. An empty one that still takes a number leads to its form.
 * @typedef {{ day: string, session: number | null, said: (Said | null)[], fills: "today" | "yesterday" | null }} DayRow
 *
 * @typedef {{ today: string, line: "first" | "ended" | null, areas: number, names: string[], rows: DayRow[], weeks: { when: "this" | "last" | "earlier", sunday: string, rows: DayRow[] }[], months: Month[] }} Days - `areas`: how many, with their names
 *
 * A month as a calendar shows it, from Sunday to Saturday; places of other months are empty.
 * @typedef {{ first: string, weeks: (DayRow | null)[][] }} Month
 *
 * @typedef {{ on: string, first: number | null }} Changed
 *
 * @typedef {object} DayPage
 * @property {string} today
 * @property {number} areas - how many
 * @property {DayRow} row
 * @property {Entry | null} entry - of the first area
 * @property {(Changed | null)[]} changed - for each area
 * @property {"older" | "future" | "ended" | "not_started" | "closed" | null} line
 * @property {"change" | "fill" | "add" | null} can
 */

/**
 * The days that a patient looks back on, as the server's own page lists them.
 * @param {Known} known
 * @returns {Days}
 */
export function daysOf(known) {
  const frame = frameOf(known)
  const rows = listed(frame).map((day) => rowOf(day, frame))
  return { today: frame.today, line: lineOfPast(rows, frame.isOpen), areas: frame.areas.length, names: frame.areas.map(({ name }) => name), rows, weeks: weeksOf(rows, frame.today), months: monthsOf(rows) }
}

/**
 * One day in full.
 * @param {Known} known
 * @param {string} day
 * @returns {DayPage}
 */
export function dayPageOf(known, day) {
  const frame = frameOf(known)
  const entry = frame.areas[0]?.entries.get(day) ?? null
  const changed = frame.areas.map(({ id }) => changedOf(known.versions, id, day))
  return { today: frame.today, areas: frame.areas.length, row: rowOf(day, frame), entry, changed, line: lineOfDay(day, frame), can: canDo(day, frame) }
}

/** What all of it depends on. @param {Known} known */
export function frameOf({ facts, past, versions, now, zone }) {
  const today = diaryDay(now, zone)
  const areas = areasOf(facts, past).map((area) => withDays({ ...area, isCarers: facts.carer }, versions, today, now))
  const isOpen = areas.some(({ until }) => until === null)
  return { today, earliest: addDays(today, 1 - SHOWN_DAYS), enrolledOn: facts.enrolled_on, areas, isOpen }
}

/** @typedef {ReturnType<typeof frameOf>} Frame */

/** @param {import("./today.js").Facts} facts @param {Past | null} past @returns {PastArea[]} */
function areasOf({ areas, sessions }, past) {
  return past?.areas ?? areas.map((area) => ({ ...area, until: null, sessions: sessions.filter((one) => one.area === area.id) }))
}

/** @param {PastArea & { isCarers: boolean }} area - and whose phone this is @param {import("./store.js").Kept[]} versions @param {string} today @param {number} now */
function withDays(area, versions, today, now) {
  const earliest = addDays(today, 1 - SHOWN_DAYS)
  const sessions = area.sessions.filter(({ at }) => Date.parse(at) <= now)
  const entries = entriesOf(versions, area.id).filter(({ day }) => earliest <= day && day <= addDays(today, 1))
  return { ...area, sessions: byDay(sessions), entries: byDay(entries) }
}

/** @template {{ day: string }} T @param {T[]} list @returns {Map<string, T>} */
function byDay(list) {
  return new Map(list.map((one) => [one.day, one]))
}

/** @typedef {ReturnType<typeof withDays>} AreaWithDays */

/** Every day from the last to the first; none before the first answer. An ended course ends the list. @param {Frame} frame @returns {string[]} */
function listed({ areas, isOpen, enrolledOn, today, earliest }) {
  const answered = areas.flatMap(({ entries }) => [...entries.keys()]).sort()
  if (!answered.length) return []
  const ends = isOpen ? [] : areas.flatMap(({ until }) => until ?? [])
  const last = greatest(answered[answered.length - 1], least(today, ...ends))
  const first = greatest(least(enrolledOn, answered[0]), earliest)
  return Array.from({ length: Math.max(daysBetween(first, last) + 1, 0) }, (_, n) => addDays(last, -n))
}

/** @param {string} day @param {Frame} frame @returns {DayRow} */
function rowOf(day, frame) {
  const said = frame.areas.map((area) => saidOf(area, day))
  const session = frame.areas.map(({ sessions }) => sessions.get(day)?.number).find(Boolean) ?? null
  return { day, session, said, fills: said[0] ? null : openDay(day, frame) }
}

/** Which of the two days that still take a number this is, if it is one. @param {string} day @param {Frame} frame @returns {DayRow["fills"]} */
function openDay(day, { isOpen, today, enrolledOn }) {
  if (isOpen && day === today) return "today"
  return isOpen && enrolledOn <= day && day === dayBefore(today) ? "yesterday" : null
}

/** @param {AreaWithDays} area @param {string} day @returns {Said | null} */
export function saidOf({ name, entries, sessions, isCarers }, day) {
  const entry = entries.get(day)
  return entry ? { area: name, pain: entry.pain ?? null, marks: marksOf(entry, sessions.get(day), isCarers) } : null
}

/**
 * What makes an answer differ from one that the patient gave on the day.
 * @param {Entry} entry
 * @param {PastSession | undefined} session
 * @param {boolean} [isCarers] - phone: what a carer wrote is its own
 */
export function marksOf(entry, session, isCarers = false) {
  const marks = []
  if (entry.stamp === "recalled") marks.push("memory")
  else if (entry.source === "paper") marks.push("paper")
  else if (entry.stamp === "late") marks.push("late")
  if (session && entry.asked === "last_24h" && entry.corrected < Date.parse(session.at)) marks.push("before")
  if (entry.author === "carer") marks.push(isCarers ? "you" : "carer")
  return marks
}

/**
 * That a day says something else than at first: the day of the last change, and the first number.
 * @param {import("./store.js").Kept[]} versions
 * @param {string} area
 * @param {string} day
 * @returns {Changed | null}
 */
function changedOf(versions, area, day) {
  const saves = savesOf(versions, area).filter(({ version }) => version.for_day === day)
  if (saves.length < 2) return null
  const [first, last] = [saves.reduce((one, other) => (isNewer(one.version, other.version) ? other : one)), newestOf(saves)].map((kept) => /** @type {import("./store.js").Kept} */ (kept).version)
  return { on: diaryDay(correctedAt(last), zoneKnownHere(last.zone, last.offset_min)), first: first.body.pain ?? null }
}

/** Why nothing can be filled in, if so. @param {string} day @param {Frame} frame @returns {DayPage["line"]} */
function lineOfDay(day, frame) {
  if (day < frame.earliest) return "older"
  if (day > frame.today) return "future"
  if (!frame.isOpen) return frame.areas.length ? "ended" : "not_started"
  return openDay(day, frame) ? null : "closed"
}

/** What the page of a day offers: to change its answers, to fill it in, or to add what happened, without a number. @param {string} day @param {Frame} frame @returns {DayPage["can"]} */
function canDo(day, frame) {
  if (openDay(day, frame)) return frame.areas[0].entries.has(day) ? "change" : "fill"
  if (!frame.isOpen || day < greatest(frame.enrolledOn, frame.earliest) || day > frame.today) return null
  return frame.areas[0].entries.get(day)?.pain == null ? "add" : null // a save from memory would displace the number
}

/** @param {DayRow[]} rows @param {boolean} isOpen */
function lineOfPast(rows, isOpen) {
  if (!rows.length) return "first"
  return isOpen ? null : "ended"
}

/** @param {DayRow[]} rows @param {string} today @returns {Days["weeks"]} */
function weeksOf(rows, today) {
  const thisWeek = sundayOf(today)
  /** @type {Map<string, DayRow[]>} */
  const bySunday = new Map()
  for (const row of rows) {
    const sunday = sundayOf(row.day)
    bySunday.set(sunday, [...(bySunday.get(sunday) ?? []), row])
  }
  const when = (/** @type {string} */ sunday) => (sunday === thisWeek ? "this" : sunday === addDays(thisWeek, -7) ? "last" : "earlier")
  return [...bySunday].map(([sunday, days]) => ({ when: when(sunday), sunday, rows: days }))
}

/** The newest month first. @param {DayRow[]} rows @returns {Month[]} */
function monthsOf(rows) {
  const firsts = [...new Set(rows.map(({ day }) => `${day.slice(0, 7)}-01`))]
  return firsts.map((first) => {
    const own = new Map(rows.filter(({ day }) => day.startsWith(first.slice(0, 7))).map((row) => [row.day, row]))
    const days = [...own.keys()].sort()
    const sunday = sundayOf(days[0])
    const weeks = daysBetween(sunday, sundayOf(days[days.length - 1])) / 7 + 1
    return { first, weeks: Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (_day, n) => own.get(addDays(sunday, 7 * week + n)) ?? null)) }
  })
}

/** @param {string} day */
function sundayOf(day) {
  return addDays(day, -new Date(day).getUTCDay())
}

/** @param {string} day @param {string} other */
function greatest(day, other) {
  return day < other ? other : day
}
