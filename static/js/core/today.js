// @ts-check
import { addDays, dayBefore, daysBetween, diaryDay, isBeforeFour, takesNumber } from "./days.js"
import { answersAfter, effectAnswer, isByName, isReliefOver, openEffects } from "./after.js"
import { entriesOf, needsAskingAgain, ownSessions, sessionBefore } from "./entries.js"
import { goalNow } from "./goal.js"

const EVERY_DAY = ["sleep", "medicine", "worst", "note"]
const EFFECTS_ASKED_FOR_DAYS = 7 // after a session
const STILL_ASKED_FOR_DAYS = 14 // whether an effect that began is still there
const WEEKDAY_SAYS_WHICH_DAYS = 7
const EVENTS = ["medicine", "effects", "note"]
const KEPT_DAYS = 119 // as far back as a phone knows what a day says already
const ASKED_AGAIN = { pain: null, worst: null, relief: null, bothered: null, effects: [] }

/**
 * What the server last said of the patient.
 * @typedef {object} Facts
 * @property {Clinic} clinic
 * @property {boolean | null} blood_thinner
 * @property {{ theme: "phone" | "light" | "dark", bigger: boolean }} look
 * @property {boolean} hides_trend
 * @property {import("./plan.js").Plan | null} [reminders] - not said by a server that knows of none
 * @property {boolean} carer - whether this is a carer's phone
 * @property {boolean} shared - whether the clinic sees what is saved now
 * @property {boolean} [deleting] - whether the clinic was asked to delete the diary
 * @property {string} enrolled_on - YYYY-MM-DD
 * @property {boolean} agreed
 * @property {{ agreed: boolean, version: string, at: string } | null} consent - the last answer
 * @property {string[]} rows - that the clinic chose
 * @property {import("./goal.js").Goal[]} goals
 * @property {import("./visit.js").Question[]} questions
 * @property {boolean} had_course
 * @property {Area[]} areas - of the open courses, at most two
 * @property {Session[]} sessions
 *
 * @typedef {object} Clinic
 * @property {string} name
 * @property {string | null} phone
 * @property {string | null} emergency
 * @property {string | null} hours - as the clinic wrote them
 * @property {string | null} out_of_hours - whom to call when the clinic is closed
 * @property {string | null} crisis - a line for who feels unsafe
 * @property {string} zone - IANA name
 * @property {number} offset_min - minutes east of UTC that its clock showed at the last talk with the server
 * @property {boolean} demo
 *
 * @typedef {{ id: string, name: string, group: string, level: number | null, visit: string | null }} Area - `level`: the pain just before its last session
 *
 * @typedef {{ id: string, area: string, number: number, day: string, at: string, bath: boolean, techniques: string[], anaesthetic: string }} Session
 *
 * What one day of one area says: its newest save.
 * @typedef {Record<string, any> & { day: string, stamp: string, corrected: number }} Entry
 *
 * @typedef {{ effect: string, severity: number, words?: string | null }} Effect
 *
 * @typedef {object} Asked
 * @property {string} area
 * @property {string} name
 * @property {"last_24h" | "since_injections" | "since_treatment"} wording
 * @property {"last_24h" | "since_session"} asked
 *
 * @typedef {object} Day
 * @property {string} day
 * @property {string} today
 * @property {boolean} saysDay
 * @property {boolean} takesNumber
 * @property {boolean} takesEvents - too long ago for a number, and without one
 * @property {Asked[]} courses
 * @property {Set<string>} rows
 * @property {Set<string>[]} still - effects to ask after, in each area
 * @property {string | null} secondSession - that those of the second area follow
 * @property {Session | null} reliefMayEnd - whose relief may wear off now
 * @property {string | null} reliefFrom - day of the session that relief is asked about
 * @property {boolean} reliefIsRecent
 * @property {string | null} goal
 * @property {boolean} afterBath
 * @property {boolean} beforeFirst
 * @property {Entry | null} entry
 * @property {boolean} isDone
 * @property {number | null} savedAt - milliseconds of the server's clock
 * @property {boolean} savedIsOwn - by whom this phone is for: the patient, or the carer
 * @property {[Entry | null, Entry | null, { effects?: Effect[] } | null]} saidSoFar - what the form shows of both areas, and of the effects of the second that it asks after
 * @property {number} kept - days with a number that counts, of so many
 * @property {number} of
 * @property {boolean} hasSession
 * @property {string | null} openYesterday
 * @property {boolean} worstIsLower
 * @property {"ended" | "not_started" | "future" | "closed" | "empty" | null} line - where there is no form
 */

/**
 * What is known of one day, as the server's own pages say it.
 * @param {object} known
 * @param {Facts} known.facts
 * @param {import("./store.js").Kept[]} known.versions
 * @param {string} [known.day] - today, unless named
 * @param {number} known.now - milliseconds, this phone's clock put right
 * @param {string} known.zone
 * @returns {Day}
 */
export function dayOf({ facts, versions, now, zone, day = diaryDay(now, zone) }) {
  const today = diaryDay(now, zone)
  const [first, second] = facts.areas
  const latestOf = (/** @type {{ id: string } | undefined} */ area) => latestSession(facts.sessions, area?.id, day, now)
  const latest = latestOf(first)
  const from = least(latest ? latest.day : facts.enrolled_on, day, dayBefore(today))
  const allEntries = entriesOf(versions, first?.id)
  const entries = allEntries.filter((entry) => from <= entry.day)
  const entry = entries.find((one) => one.day === day) ?? null
  const isDone = entry !== null && !needsAskingAgain(entry, latest)
  const secondEntries = entriesOf(versions, second?.id)
  const secondEntry = secondEntries.find((one) => one.day === day) ?? null
  const secondSession = latestOf(second)
  const start = latest ? latest.day : least(facts.enrolled_on, day)
  const mayFill = first !== undefined && takesNumber(day, now, zone)
  const goal = goalNow(facts, versions)
  const earliest = [facts.enrolled_on, addDays(today, -KEPT_DAYS)].sort()[1]
  const takesEvents = first !== undefined && !mayFill && entry?.pain == null && earliest <= day && day < today
  const own = first ? ownSessions(facts.sessions, first.id, day, now) : []
  const isGone = (/** @type {string} */ before) => latest !== null && isReliefOver(latest.id, { versions, entries: allEntries, own, day, before })
  const rows = rowsAsked(facts.rows, goal, day, latest, isGone(day))
  const mayEnd = latest !== null && facts.rows.includes("relief") && daysBetween(latest.day, day) <= STILL_ASKED_FOR_DAYS && !isGone(addDays(day, 1))
  return {
    day,
    today,
    saysDay: day !== today || isBeforeFour(now, zone),
    takesNumber: mayFill,
    takesEvents,
    courses: facts.areas.map((area) => askedOf(area, day, latestOf(area))),
    rows: takesEvents ? new Set([...rows].filter((row) => EVENTS.includes(row))) : rows,
    still: facts.areas.map(({ id }, place) => {
      if (!facts.rows.includes("effects")) return new Set()
      return effectsStillOpen(day, ownSessions(facts.sessions, id, day, now), place ? secondEntries : allEntries, versions)
    }),
    secondSession: secondSession?.id ?? null,
    reliefMayEnd: mayEnd ? latest : null,
    reliefFrom: latest?.day ?? null,
    reliefIsRecent: latest !== null && daysBetween(latest.day, day) < WEEKDAY_SAYS_WHICH_DAYS,
    goal,
    afterBath: latest?.bath ?? false,
    beforeFirst: latest === null,
    entry,
    isDone,
    savedAt: isDone ? entry.corrected : null,
    savedIsOwn: entry === null || entry.author === (facts.carer ? "carer" : "patient"),
    saidSoFar: [stillSaid(entry, latest), stillSaid(secondEntry, secondSession), saidByName(versions, secondSession, day)],
    kept: entries.filter((one) => start <= one.day && one.day <= day && one.stamp !== "recalled").length,
    of: daysBetween(start, day) + 1,
    hasSession: latest !== null,
    openYesterday: openYesterday(facts, entries, today),
    worstIsLower: entry?.pain != null && entry.worst != null && entry.worst < entry.pain,
    line: lineOf(facts, day, today, mayFill, isDone),
  }
}

/**
 * The last session of an area up to a day, of those whose time has passed.
 * @param {Session[]} sessions
 * @param {string | undefined} area
 * @param {string} day
 * @param {number} now
 * @returns {Session | null}
 */
export function latestSession(sessions, area, day, now) {
  const own = sessions.filter((one) => one.area === area && one.day <= day && Date.parse(one.at) <= now)
  return own.reduce((/** @type {Session | null} */ last, one) => (last && Date.parse(last.at) >= Date.parse(one.at) ? last : one), null)
}

/** A session day asks about the time since. @param {{ id: string, name: string }} area @param {string} day @param {Session | null} latest @returns {Asked} */
function askedOf({ id, name }, day, latest) {
  if (latest?.day !== day) return { area: id, name, wording: "last_24h", asked: "last_24h" }
  return { area: id, name, wording: latest.bath ? "since_treatment" : "since_injections", asked: "since_session" }
}

/** @param {Entry | null} entry @param {Session | null} latest */
export function stillSaid(entry, latest) {
  return entry && needsAskingAgain(entry, latest) ? { ...entry, ...ASKED_AGAIN } : entry
}

/**
 * The optional rows of this day, of those that the clinic chose.
 * @param {string[]} rows
 * @param {string | null} goal
 * @param {string} day
 * @param {Session | null} latest
 * @param {boolean} isGone - the relief of that session
 */
function rowsAsked(rows, goal, day, latest, isGone) {
  const fitting = new Set(EVERY_DAY)
  if (goal) fitting.add("goal")
  if (latest && daysBetween(latest.day, day) <= EFFECTS_ASKED_FOR_DAYS) fitting.add("effects")
  if (latest && latest.day < day && !isGone) fitting.add("relief")
  return new Set(rows.filter((row) => fitting.has(row)))
}

/**
 * The effects that bothered when they were last answered before a check-in, and are asked about in it. On the day of a session
 * its own question asks instead. Answers to these questions are no reason to stop asking on their own day.
 * @param {string} day
 * @param {Session[]} own - the sessions of the area up to that day, in order of time
 * @param {Entry[]} entries
 * @param {import("./store.js").Kept[]} versions
 * @returns {Set<string>}
 */
function effectsStillOpen(day, own, entries, versions) {
  if (!own.length || own[own.length - 1].day === day) return new Set()
  const said = entries.filter((entry) => entry.day < day).flatMap((entry) => effectsSaid(entry, own))
  const isBefore = (/** @type {import("./envelope.js").Version} */ version) => version.for_day < day || (version.for_day === day && !isByName(version))
  const after = own.flatMap((session) => answersAfter(versions, session.id).filter(isBefore).map((version) => effectAnswer(version, session.day)))
  const open = openEffects([...said, ...after])
  return new Set([...open].filter(([, session]) => daysBetween(session, day) <= STILL_ASKED_FOR_DAYS).map(([effect]) => effect))
}

/** What a day says so far of effects that were asked after by name. @param {import("./store.js").Kept[]} versions @param {Session | null} session @param {string} day @returns {{ effects?: Effect[] } | null} */
function saidByName(versions, session, day) {
  const said = session ? answersAfter(versions, session.id).filter((version) => version.for_day === day && isByName(version)) : []
  return said.at(-1)?.body ?? null
}

/** @param {Entry} entry @param {Session[]} own @returns {import("./after.js").EffectAnswer[]} */
function effectsSaid(entry, own) {
  const before = sessionBefore(entry, own)
  /** @type {Effect[]} */
  const effects = entry.effects ?? []
  if (!before || (!effects.length && entry.bothered == null)) return []
  const severities = Object.fromEntries(effects.map(({ effect, severity }) => [effect, severity]))
  return [{ day: entry.day, at: entry.corrected, session: before.day, severities, none: entry.bothered === false }]
}

/**
 * What somebody would have typed to save this.
 * @param {Record<string, any> | null} first
 * @param {Record<string, any> | null} [second] - of the second area
 * @param {Record<string, any> | null} [byName] - of its effects that were asked after
 * @returns {Record<string, string | string[]>}
 */
export function typedOf(first, second = null, byName = null) {
  /** @type {Effect[][]} */
  const [said, saidOfSecond] = [first?.effects ?? [], byName?.effects ?? []]
  const effects = said.filter(({ severity }) => severity)
  const typed = {
    pain: first?.pain,
    pain_2: second?.pain,
    worst: first?.worst,
    sleep: first?.sleep,
    medicine: first?.medicine,
    medicines: first?.medicine_classes ?? [],
    relief: first?.relief,
    goal: first?.goal,
    bothered: first?.bothered == null ? null : first.bothered ? "yes" : "no",
    effects: effects.map(({ effect }) => effect),
    other: effects.find(({ words }) => words)?.words,
    note: first?.note,
    ...Object.fromEntries(effects.map(({ effect, severity }) => [`bother_${effect}`, severity])),
    ...Object.fromEntries(said.map(({ effect, severity }) => [`still_${effect}`, severity])),
    ...Object.fromEntries(saidOfSecond.map(({ effect, severity }) => [`second_${effect}`, severity])),
  }
  const given = Object.entries(typed).filter(([, value]) => value != null)
  return Object.fromEntries(given.map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]))
}

/** Yesterday, when it can still be filled in. @param {Facts} facts @param {Entry[]} entries @param {string} today */
function openYesterday({ areas, enrolled_on }, entries, today) {
  const yesterday = dayBefore(today)
  return areas.length && enrolled_on <= yesterday && !entries.some((one) => one.day === yesterday) ? yesterday : null
}

/** @param {Facts} facts @param {string} day @param {string} today @param {boolean} mayFill @param {boolean} isDone @returns {Day["line"]} */
function lineOf({ areas, had_course }, day, today, mayFill, isDone) {
  if (!areas.length) return had_course ? "ended" : "not_started"
  if (!mayFill) return day > today ? "future" : "closed"
  return isDone ? null : "empty"
}

/** @param {string[]} days */
export function least(...days) {
  return days.reduce((least, day) => (day < least ? day : least))
}
