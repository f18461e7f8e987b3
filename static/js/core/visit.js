// @ts-check
import { dayBefore, daysBetween, diaryDay, zoneKnownHere } from "./days.js"
import { correctedAt, isNewer, newestOf } from "./envelope.js"
import { goalNow } from "./goal.js"
import { PEG } from "./peg.js"

const TALKED_SHOWN_FOR_DAYS = 28

/**
 * One thing that the patient wants to ask, or asked.
 * @typedef {{ id: string, words: string, asked_on: string, talked_on: string | null, at: number }} Question
 *
 * @typedef {object} Visit
 * @property {number | null} at - milliseconds
 * @property {string} zone - of the practice, or one of its offset where this browser does not know it
 * @property {"ended" | "call" | "none" | "today" | "tomorrow" | null} line - what is to be said beside the date
 * @property {boolean} isOver - nothing is asked for a visit: there will be none
 * @property {boolean} checkIsOpen - whether the weekly check is asked
 * @property {string | null} checkFrom - the first day that a check of this visit may be for
 * @property {Record<string, number> | null} answered - the check of this visit, as it was saved last
 * @property {boolean} asksChange
 * @property {string | null} goal - whose difficulty the check asks about
 * @property {Question[]} open - what is to be asked
 * @property {Question[]} talked - what was talked about in the last weeks
 */

/**
 * The next visit and all that is for it, as the server's own pages say it; days are those of the practice.
 * @param {{ facts: import("./today.js").Facts, versions: import("./store.js").Kept[], now: number }} known
 * @returns {Visit}
 */
export function visitOf({ facts, versions, now }) {
  const { phone, offset_min } = facts.clinic
  const zone = zoneKnownHere(facts.clinic.zone, offset_min)
  const today = diaryDay(now, zone)
  const at = nextVisit(facts.areas, now, zone)
  const day = at === null ? null : diaryDay(at, zone)
  const kept = versions.filter(({ state }) => state !== "parked")
  const questions = questionsOf(facts.questions, kept)
  const line = day === null ? lineWithout(facts, phone) : lineBeside(daysBetween(today, day))
  return {
    at,
    zone,
    line,
    isOver: line === "ended",
    checkIsOpen: at !== null && day !== null && dayBefore(day) <= today && now < at,
    checkFrom: day === null ? null : dayBefore(day),
    answered: day === null ? null : checkOf(kept, dayBefore(day), day),
    asksChange: facts.sessions.some((session) => Date.parse(session.at) <= now),
    goal: facts.rows.includes("goal") ? goalNow(facts, versions) : null,
    open: questions.filter(({ talked_on }) => !talked_on),
    talked: questions.filter(({ talked_on }) => talked_on && daysBetween(talked_on, today) <= TALKED_SHOWN_FOR_DAYS),
  }
}

/**
 * One of today stays until the day is over, unless another comes.
 * @param {import("./today.js").Area[]} areas
 * @param {number} now
 * @param {string} zone
 * @returns {number | null}
 */
function nextVisit(areas, now, zone) {
  const today = diaryDay(now, zone)
  const every = areas.flatMap(({ visit }) => (visit ? [Date.parse(visit)] : []))
  const coming = every.filter((visit) => diaryDay(visit, zone) >= today).sort((one, other) => one - other)
  return coming.find((visit) => visit > now) ?? coming[0] ?? null
}

/** @param {import("./today.js").Facts} facts @param {string | null} phone @returns {Visit["line"]} */
function lineWithout({ areas, had_course }, phone) {
  if (had_course && !areas.length) return "ended"
  return phone ? "call" : "none"
}

/** @param {number} days @returns {Visit["line"]} */
function lineBeside(days) {
  return days === 0 ? "today" : days === 1 ? "tomorrow" : null
}

/**
 * The check that belongs to a visit, as it was saved last; all of PEG is needed.
 * @param {import("./store.js").Kept[]} versions
 * @param {string} first
 * @param {string} last
 */
function checkOf(versions, first, last) {
  const complete = versions.filter(({ version: { kind, for_day, body } }) =>
    kind === "weekly_check" && first <= for_day && for_day <= last && PEG.every((item) => body[item] != null))
  const [newest] = complete.sort(({ version: one }, { version: other }) =>
    daysBetween(one.for_day, other.for_day) || (isNewer(other, one) ? 1 : -1))
  return newest?.version.body ?? null
}

/**
 * What the patient wants to ask or asked, but for what was withdrawn; the oldest first.
 * @param {Question[]} heard - from the server
 * @param {import("./store.js").Kept[]} versions
 * @returns {Question[]}
 */
function questionsOf(heard, versions) {
  /** @type {Map<string, import("./store.js").Kept[]>} */
  const saves = new Map()
  for (const kept of versions) {
    const { kind, body, id } = kept.version
    if (kind !== "question") continue
    const question = body.question ?? id
    saves.set(question, [...(saves.get(question) ?? []), kept])
  }
  const known = new Map(heard.map((question) => [question.id, question]))
  const ids = new Set([...known.keys(), ...saves.keys()])
  const found = [...ids].flatMap((id) => questionOf(id, known.get(id), saves.get(id) ?? []) ?? [])
  return found.sort((one, other) => daysBetween(other.asked_on, one.asked_on) || one.at - other.at || (one.id < other.id ? -1 : 1))
}

/**
 * @param {string} id
 * @param {Question | undefined} heard
 * @param {import("./store.js").Kept[]} saves
 * @returns {Question | null} null when it was withdrawn
 */
function questionOf(id, heard, saves) {
  const newest = newestOf(saves)?.version
  if (!newest) return heard ?? null
  if (newest.body.withdrawn) return null
  const days = [...saves.map(({ version }) => version.for_day), ...(heard ? [heard.asked_on] : [])].sort()
  const talked = heard?.talked_on ?? null
  const at = correctedAt(newest)
  const isAskedAgain = heard && heard.at < at && talked && talked < newest.for_day
  return { id, words: newest.body.words.trim(), asked_on: days[0], talked_on: isAskedAgain ? null : talked, at }
}
