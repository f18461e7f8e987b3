// @ts-check
import { cleanText, lineOf } from "./typed-text.js"

const MOST_NOTE = 300 // letters, as the server counts them
export const MOST_OTHER = 60
const SOMETHING_ELSE = "something_else"
const BOTHER = "bother_"
const STILL = "still_"
const SECOND = "second_" // the same of the second area
const EVENTS = ["medicine", "bothered", "effects", "symptoms", "note"]
const YES_OR_NO = new Map([["yes", true], ["no", false]])

/**
 * The fields of the check-in by their names, as a form holds them or `typedOf` gives them.
 * @typedef {Iterable<[string, unknown]> | Record<string, unknown>} Fields
 *
 * The answers of one area as they travel; what was not answered is left out.
 * @typedef {Record<string, any> & { asked: string }} Body
 *
 * What is wrong, by field.
 * @typedef {Record<string, "number" | "bother" | "long" | "empty">} Faults
 */

/**
 * Read the check-in as it was filled in.
 * @param {Fields} fields
 * @returns {{ bodies: [Body, Body | null, object | null], faults: Faults }} the second area has a body when it got a number, and another when something was said of its effects
 */
export function readAnswers(fields) {
  const typed = byName(fields)
  const one = (/** @type {string} */ name) => typed.get(name)?.[0] ?? ""
  const note = cleanText(one("note").replace(/[\u2028\u2029]/g, "\n"))
  const other = lineOf(one("other"))
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
    bothered: effects.some(({ severity }) => severity) || YES_OR_NO.get(one("bothered")),
    effects,
    symptoms: typed.get("symptoms"),
    note,
  })
  const second = one("pain_2") ? answered({ asked: one("pain_2_asked") || "last_24h", pain: number(one("pain_2")) }) : null
  const [third, faults] = [secondByName(typed), faultsOf(typed, note, other)]
  const saysNothing = !third && !EVENTS.some((event) => event in first)
  if (typed.has("events") && saysNothing && !Object.keys(faults).length) faults.events = "empty"
  return { bodies: /** @type {[Body, Body | null, object | null]} */ ([first, second, third]), faults }
}

/** What was said of the effects of the second area that the form asked after: all are gone once nothing bothers. @param {Map<string, string[]>} typed */
function secondByName(typed) {
  const asked = typed.get("asked_second")?.[0].match(/\w+/g) ?? []
  const left = bothersNot(typed) ? "0" : ""
  const effects = answersTo(new Map(asked.map((effect) => [SECOND + effect, [typed.get(SECOND + effect)?.[0] || left]])), SECOND)
  return effects.length ? { effects } : null
}

/** @param {Fields} fields @returns {Map<string, string[]>} */
export function byName(fields) {
  const typed = new Map()
  const pairs = Symbol.iterator in fields ? /** @type {Iterable<[string, unknown]>} */ (fields) : Object.entries(fields)
  for (const [name, value] of pairs) typed.set(name, [...(typed.get(name) ?? []), ...[value].flat()])
  return typed
}

/**
 * Each effect and how much it bothers; none that is new once a patient answers that nothing bothers. What is said of an
 * effect that was asked after by name stands.
 * @param {Map<string, string[]>} typed
 * @param {string} other - the patient's own words
 */
export function effectsOf(typed, other) {
  const rated = bothersNot(typed) ? [] : answersTo(typed, BOTHER)
  const isNew = new Set(rated.map(({ effect }) => effect))
  const still = answersTo(typed, STILL).filter(({ effect }) => !isNew.has(effect))
  return [...rated.map((one) => (one.effect === SOMETHING_ELSE && other ? { ...one, words: other } : one)), ...still]
}

/** @param {Map<string, string[]>} typed @param {string} question @returns {{ effect: string, severity: number }[]} */
function answersTo(typed, question) {
  const found = [...typed].filter(([name, [severity]]) => name.startsWith(question) && severity)
  return found.map(([name, [severity]]) => ({ effect: name.slice(question.length), severity: Number(severity) }))
}

/** @param {Map<string, string[]>} typed */
function bothersNot(typed) {
  return typed.get("bothered")?.[0] === "no"
}

/** @param {Map<string, string[]>} typed @param {string} note @param {string} other */
function faultsOf(typed, note, other) {
  /** @type {Faults} */
  const faults = {}
  if (!typed.get("pain")?.[0] && !typed.has("events")) faults.pain = "number"
  for (const effect of bothersNot(typed) ? [] : (typed.get("effects") ?? [])) {
    if (!typed.get(BOTHER + effect)?.[0]) faults[BOTHER + effect] = "bother"
  }
  if ([...other].length > MOST_OTHER) faults.other = "long"
  if ([...note].length > MOST_NOTE) faults.note = "long"
  return faults
}

/**
 * Answers as text that is the same whichever way they came: what the server sends has its names in another order.
 * @param {Record<string, any> | null | undefined} body
 */
export function inOneOrder(body) {
  return JSON.stringify(body, (_name, value) => (value?.constructor === Object ? Object.fromEntries(Object.entries(value).sort()) : value))
}

/** @param {string} typed */
function number(typed) {
  return typed ? Number(typed) : null
}

/** What was answered alone. @param {Record<string, any>} answers @returns {Record<string, any>} */
export function answered(answers) {
  const given = Object.entries(answers).filter(([, value]) => value != null && value.length !== 0)
  return Object.fromEntries(given)
}
