// @ts-check

const MOST_NOTE = 300 // letters, as the server counts them
const MOST_OTHER = 60
const SOMETHING_ELSE = "something_else"
const BOTHER = "bother_"
const YES_OR_NO = new Map([["yes", true], ["no", false]])
// Controls but tab and new line, halves of a letter, and marks that turn the direction of what follows.
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu
const BLANK_ENDS = /^[\p{Z}\n\t]+|[\p{Z}\n\t]+$/gu
const VISIBLE = /[^\p{C}\p{Z}]/u

/**
 * The fields of the check-in by their names, as a form holds them or `typedOf` gives them.
 * @typedef {Iterable<[string, unknown]> | Record<string, unknown>} Fields
 *
 * The answers of one area as they travel; what was not answered is left out.
 * @typedef {Record<string, any> & { asked: string }} Body
 *
 * What is wrong, by field.
 * @typedef {Record<string, "number" | "bother" | "long">} Faults
 */

/**
 * Read the check-in as it was filled in.
 * @param {Fields} fields
 * @returns {{ bodies: [Body, Body | null], faults: Faults }} the second area has a body when it got a number
 */
export function readAnswers(fields) {
  const typed = byName(fields)
  const one = (/** @type {string} */ name) => typed.get(name)?.[0] ?? ""
  const note = cleanText(one("note").replace(/[\u2028\u2029]/g, "\n"))
  const other = cleanText(one("other").replace(/[\n\t\u2028\u2029]/g, " "))
  const effects = effectsOf(typed, other)
  const medicine = number(one("medicine"))
  const first = answered({
    asked: one("pain_asked"),
    pain: number(one("pain")),
    worst: number(one("worst")),
    sleep: number(one("sleep")),
    medicine,
    medicine_classes: medicine ? typed.get("medicines") : [],
    relief: one("relief"),
    goal: one("goal"),
    bothered: effects.length ? true : YES_OR_NO.get(one("bothered")),
    effects,
    note,
  })
  const second = one("pain_2") ? answered({ asked: one("pain_2_asked") || "last_24h", pain: number(one("pain_2")) }) : null
  return { bodies: [first, second], faults: faultsOf(typed, note, other) }
}

/**
 * What somebody would have typed to save this.
 * @param {Record<string, any> | null} first
 * @param {Record<string, any> | null} [second] - of the second area
 * @returns {Record<string, string | string[]>}
 */
export function typedOf(first, second = null) {
  /** @type {{ effect: string, severity: number, words?: string | null }[]} */
  const effects = (first?.effects ?? []).filter((/** @type {any} */ effect) => effect.severity)
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
    ...Object.fromEntries(effects.map(({ effect, severity }) => [BOTHER + effect, severity])),
  }
  const given = Object.entries(typed).filter(([, value]) => value != null)
  return Object.fromEntries(given.map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]))
}

/** @param {Fields} fields @returns {Map<string, string[]>} */
function byName(fields) {
  const typed = new Map()
  const pairs = Symbol.iterator in fields ? /** @type {Iterable<[string, unknown]>} */ (fields) : Object.entries(fields)
  for (const [name, value] of pairs) typed.set(name, [...(typed.get(name) ?? []), ...[value].flat()])
  return typed
}

/**
 * Each effect that bothers, and how much; none once a patient answers that nothing does.
 * @param {Map<string, string[]>} typed
 * @param {string} other - the patient's own words
 */
function effectsOf(typed, other) {
  const found = [...typed].filter(([name, [severity]]) => name.startsWith(BOTHER) && severity && !bothersNot(typed))
  return found.map(([name, [severity]]) => {
    const effect = name.slice(BOTHER.length)
    const words = effect === SOMETHING_ELSE && other ? { words: other } : {}
    return { effect, severity: Number(severity), ...words }
  })
}

/** @param {Map<string, string[]>} typed */
function bothersNot(typed) {
  return typed.get("bothered")?.[0] === "no"
}

/** @param {Map<string, string[]>} typed @param {string} note @param {string} other */
function faultsOf(typed, note, other) {
  /** @type {Faults} */
  const faults = {}
  if (!typed.get("pain")?.[0]) faults.pain = "number"
  for (const effect of bothersNot(typed) ? [] : (typed.get("effects") ?? [])) {
    if (!typed.get(BOTHER + effect)?.[0]) faults[BOTHER + effect] = "bother"
  }
  if ([...other].length > MOST_OTHER) faults.other = "long"
  if ([...note].length > MOST_NOTE) faults.note = "long"
  return faults
}

/**
 * What was typed, in one agreed spelling, without signs that nobody sees and without blanks at its ends.
 * @param {string} text
 */
function cleanText(text) {
  const clean = text.replace(HIDDEN, "").normalize("NFC").replace(BLANK_ENDS, "")
  return VISIBLE.test(clean) ? clean : ""
}

/** @param {string} typed */
function number(typed) {
  return typed ? Number(typed) : null
}

/** @param {Record<string, any>} answers @returns {Body} */
function answered(answers) {
  const given = Object.entries(answers).filter(([, value]) => value != null && value.length !== 0)
  return /** @type {Body} */ (Object.fromEntries(given))
}
