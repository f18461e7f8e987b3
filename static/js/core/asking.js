// @ts-check
import { PEG } from "./peg.js"
import { cleanText, lineOf } from "./typed-text.js"

const ITEMS = [...PEG, "change", "goal_difficulty"]
const MOST_QUESTION = 140 // letters, as the server counts them
const MOST_GOAL = 60
const OWN = "own"

/**
 * What a form says, ready to travel, and what is wrong with it by field.
 * @typedef {{ body: Record<string, any>, faults: Record<string, "number" | "empty" | "long"> }} Read
 */

/**
 * The weekly check: all of PEG is needed.
 * @param {FormData} fields
 * @returns {Read}
 */
export function readCheck(fields) {
  const given = ITEMS.filter((item) => fields.get(item)).map((item) => [item, Number(fields.get(item))])
  const missing = PEG.filter((item) => !fields.get(item)).map((item) => [item, /** @type {const} */ ("number")])
  return { body: Object.fromEntries(given), faults: Object.fromEntries(missing) }
}

/**
 * Something to ask, or that it is no longer asked.
 * @param {FormData} fields
 * @param {string} [asked] - the words until now: whoever removes them may have emptied the box first
 * @returns {Read}
 */
export function readQuestion(fields, asked) {
  const typed = cleanText(String(fields.get("words") ?? "").replace(/[\u2028\u2029]/g, "\n"))
  const words = (fields.has("withdrawn") && asked) || typed
  const question = String(fields.get("question") ?? "")
  const body = { words, ...(question ? { question } : {}), ...(fields.has("withdrawn") ? { withdrawn: true } : {}) }
  return { body, faults: textFaults(words, MOST_QUESTION) }
}

/**
 * What the patient wants to do again: one of the list, or their own words.
 * @param {FormData} fields
 * @returns {Read}
 */
export function readGoal(fields) {
  if (fields.has("away")) return { body: { words: null }, faults: {} }
  const chosen = String(fields.get("goal") ?? "")
  const own = lineOf(String(fields.get("words") ?? ""))
  const words = chosen && chosen !== OWN ? chosen : own
  return { body: { words }, faults: textFaults(own || words, MOST_GOAL) }
}

/** @param {string} words @param {number} most @returns {Read["faults"]} */
function textFaults(words, most) {
  if (!words) return { words: "empty" }
  return [...words].length > most ? { words: "long" } : {}
}
