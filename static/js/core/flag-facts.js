// @ts-check
import { addDays, dayBefore, daysBetween } from "./days.js"
import { entriesOf } from "./entries.js"
import { latestSession, stillSaid } from "./today.js"

const HOUR_MS = 3_600_000
const DAYS = 2 // the most that a rule looks at

/**
 * What the phone knows; facts are null before its first talk with the server.
 * @typedef {{ facts: import("./today.js").Facts | null, versions: import("./store.js").Kept[], now: number }} Known
 *
 * What somebody says now.
 * @typedef {object} Said
 * @property {string} day - YYYY-MM-DD, that the answers are for
 * @property {Record<string, number>} effects - how much each bothers, 0 to 3
 * @property {string[]} symptoms
 */

/**
 * What the red-flag rules look at, for each area that is treated: the same as diary/today/flags.py. Where no area is known
 * the symptoms alone can speak.
 * @param {Known} known
 * @param {Said} said
 * @returns {import("./red-flags.js").FlagFacts[]}
 */
export function flagFacts({ facts, versions, now }, { day, effects, symptoms }) {
  const areas = facts?.areas.length ? facts.areas : [null]
  return areas.map((area) => {
    const session = latestSession(facts?.sessions ?? [], area?.id, day, now)
    return {
      symptoms,
      effects,
      hours_since: session && (now - Date.parse(session.at)) / HOUR_MS,
      area_group: area?.group ?? null,
      techniques: session?.techniques ?? [],
      anaesthetic: session !== null && session.anaesthetic !== "none",
      blood_thinner: facts?.blood_thinner === true,
      level: area?.level ?? null,
      days: area ? painDays(entriesOf(versions, area.id), session, day) : [],
    }
  })
}

/**
 * What the rules for a card look at: a day that is filled in late may be the first of two very painful ones.
 * @param {Known} known
 * @param {Said} said
 */
export function factsForCard(known, said) {
  return [...flagFacts(known, said), ...flagFacts(known, { day: addDays(said.day, 1), effects: {}, symptoms: [] })]
}

/**
 * The numbers saved for the days that end on this one, the newest first, up to the first day without an entry.
 * @param {import("./today.js").Entry[]} entries
 * @param {import("./today.js").Session | null} session
 * @param {string} day
 */
function painDays(entries, session, day) {
  const found = []
  for (let one = day; found.length < DAYS; one = dayBefore(one)) {
    const entry = stillSaid(entries.find((entry) => entry.day === one) ?? null, session)
    if (!entry) break
    found.push({
      pain: entry.pain ?? null,
      worst: worstOf(entry),
      since: session && session.day <= one ? daysBetween(session.day, one) : null,
    })
  }
  return found
}

/** The worst pain of a day is at least its average. @param {import("./today.js").Entry} entry @returns {number | null} */
function worstOf({ pain, worst }) {
  const numbers = [pain, worst].filter((number) => number != null)
  return numbers.length ? Math.max(...numbers) : null
}
