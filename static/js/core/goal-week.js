// @ts-check
import { addDays, diaryDay } from "./days.js"
import { entriesOf } from "./entries.js"
import { goalsOf } from "./goal.js"

const WEEK_DAYS = 7

/**
 * What the patient wants to do again, and the seven days up to yesterday of it.
 * @typedef {object} GoalWeek
 * @property {string | null} words - null when there is no goal
 * @property {boolean} isAsked - the clinic chose the row for this patient, whose course runs
 * @property {boolean} isOver - the course has ended, and no other one runs
 * @property {[day: string, answer: string | null][]} days
 * @property {number} of - days with an answer
 * @property {number} done - days on which the goal was met: only a plain yes says so
 * @property {import("./goal.js").Goal[]} earlier - goals of before, the newest first
 */

/**
 * The goal as the server's own page says it.
 * @param {{ facts: import("./today.js").Facts, versions: import("./store.js").Kept[], now: number, zone: string }} known
 * @returns {GoalWeek}
 */
export function goalWeek({ facts, versions, now, zone }) {
  const [goal, ...before] = goalsOf(facts, versions)
  const isOver = facts.had_course && !facts.areas.length
  const isAsked = facts.rows.includes("goal") && !isOver
  const earlier = (goal?.words ? before : goal ? [goal, ...before] : []).filter(({ words }) => words)
  if (!goal?.words) return { words: null, isAsked, isOver, days: [], of: 0, done: 0, earlier }
  const today = diaryDay(now, zone)
  const entries = facts.areas.length ? entriesOf(versions, facts.areas[0].id) : []
  const answers = new Map(entries.filter(({ day }) => goal.set_on <= day).map((entry) => [entry.day, entry.goal ?? null]))
  const first = addDays(today, -WEEK_DAYS) // as the trend, which ends yesterday
  const days = Array.from({ length: WEEK_DAYS }, (_none, place) => addDays(first, place))
  const said = days.map((day) => /** @type {[string, string | null]} */ ([day, answers.get(day) ?? null]))
  const given = said.map(([, answer]) => answer).filter(Boolean)
  return { words: goal.words, isAsked, isOver, days: said, of: given.length, done: given.filter((answer) => answer === "yes").length, earlier }
}
