// @ts-check
import { correctedAt } from "./envelope.js"

/**
 * One goal: `at` is when it was set, in milliseconds of the server's clock; without words the goal was put away.
 * @typedef {{ id: string, words: string | null, set_on: string, at: number }} Goal
 */

/**
 * Every goal that was set, the newest first; the newest is the goal now.
 * @param {{ goals: Goal[] }} facts
 * @param {import("./store.js").Kept[]} versions
 * @returns {Goal[]}
 */
export function goalsOf({ goals }, versions) {
  const own = versions.filter(({ version, state }) => version.kind === "goal" && state !== "parked")
  const found = own.map(({ version }) => ({ id: version.id, words: version.body.words?.trim() ?? null, set_on: version.for_day, at: correctedAt(version) }))
  const every = new Map([...goals, ...found].map((goal) => [goal.id, goal]))
  return [...every.values()].sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1))
}

/**
 * What the patient wants to do again; null when there is no goal, or it was put away.
 * @param {{ goals: Goal[] }} facts
 * @param {import("./store.js").Kept[]} versions
 */
export function goalNow(facts, versions) {
  return goalsOf(facts, versions)[0]?.words ?? null
}
