// @ts-check
import { typedOf } from "../core/today.js"
import { isTouched } from "./touched.js"
import { longDate, say, sayAlready, show, showWhen, weekday, write } from "./words.js"

/**
 * Ask on a kept screen what this day asks.
 * @param {HTMLFormElement} form
 * @param {import("../core/today.js").Day} day
 */
export function drawQuestions(form, day) {
  form.dataset.day = day.day
  write(document.querySelector('[data-fill="day"]'), longDate(day.day))
  const hook = (/** @type {string} */ name) => form.querySelector(`[data-fill="${name}"]`)
  if (day.saysDay) say(hook("for-day"), { day: longDate(day.day) })
  sayAlready(hook("already"), day)
  drawAreas(form, day.courses)
  for (const row of form.querySelectorAll("[data-row]")) show(row, isAsked(row.getAttribute("data-row") ?? "", day))
  if (day.takesEvents) drawEvents(form)
  drawStill(form, day)
  if (day.reliefFrom) say(hook("relief"), { weekday: day.reliefIsRecent ? weekday(day.reliefFrom) : longDate(day.reliefFrom) })
  if (day.courses.length > 1) write(form.querySelector('[data-row="relief"] [data-fill="area"]'), day.courses[0].name)
  if (day.goal) say(hook("goal"), { goal: day.goal })
  drawEffects(/** @type {HTMLElement} */ (form.querySelector('[data-row="effects"]')), day.afterBath)
}

/** @param {HTMLFormElement} form @param {import("../core/today.js").Asked[]} courses */
function drawAreas(form, courses) {
  for (const [place, area] of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-area]")).entries()) {
    const asked = courses[place]
    show(area, asked)
    if (!asked) continue
    area.dataset.areaId = asked.area
    showWhen(area, asked.wording)
    const field = /** @type {HTMLInputElement} */ (area.querySelector('[name$="_asked"]'))
    field.value = asked.asked
    if (courses.length > 1) write(area.querySelector('[data-fill="area"]'), asked.name)
  }
}

/** @param {string} row @param {import("../core/today.js").Day} day */
function isAsked(row, day) {
  if (row === "start") return day.beforeFirst
  if (row === "events") return day.takesEvents
  if (row === "then") return day.day < day.today
  if (row === "optional") return !day.takesEvents
  const isStill = day.still.some(({ size }) => size)
  if (row === "still") return isStill
  return row === "more" ? day.rows.size > 0 || isStill : day.rows.has(row)
}

/** A day too long ago for a number. @param {HTMLFormElement} form */
function drawEvents(form) {
  for (const area of form.querySelectorAll("[data-area]")) show(area, false)
  const asks = /** @type {HTMLInputElement} */ (form.elements.namedItem("events"))
  asks.disabled = false
}

/** What is asked after by name is not offered once more. @param {HTMLFormElement} form @param {import("../core/today.js").Day} day */
function drawStill(form, { still, secondSession, courses }) {
  const [first, second = new Set()] = still
  form.dataset.session = secondSession ?? ""
  const asked = /** @type {HTMLInputElement} */ (form.elements.namedItem("asked_second"))
  asked.value = [...second].join(" ")
  const [name, secondName] = courses.length > 1 ? courses.map((area) => area.name) : []
  drawRows(form, "still", first, name)
  drawRows(form, "second", second, secondName)
  for (const effect of first ?? []) {
    form.querySelector(`[name="effects"][value="${effect}"]`)?.closest("label")?.remove()
    form.querySelector(`[data-effect="${effect}"]`)?.remove()
  }
}

/** Where two areas are treated each row names its own. @param {HTMLFormElement} form @param {"still" | "second"} field @param {Set<string> | undefined} effects @param {string} [area] */
function drawRows(form, field, effects, area) {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(`[data-${field}]`))) {
    if (!effects?.has(row.dataset[field] ?? "")) row.remove()
    else if (area) write(row.querySelector('[data-fill="area"]'), area)
  }
}

/** @param {HTMLElement} row @param {boolean} afterBath */
function drawEffects(row, afterBath) {
  showWhen(row, afterBath ? "bath" : "injections")
  const list = /** @type {HTMLElement} */ (row.querySelector("[data-of-a-bath]"))
  for (const effect of list.dataset.ofABath?.split(" ") ?? []) {
    show(list.querySelector(`[name="effects"][value="${effect}"]`)?.closest("label") ?? null, afterBath)
  }
}

/**
 * What the server would not take is shown to be put right, but for what somebody has put into the page already.
 * @param {HTMLFormElement} form
 * @param {import("./phone.js").Phone} phone
 * @param {string} id - of the save
 * @param {typeof import("./filled-in.js").type} type
 * @returns {Promise<string>} the id, when it is shown
 */
export async function typeKeptBack(form, phone, id, type) {
  const store = await phone.store.catch(() => null)
  const kept = (await store?.versions())?.find(({ version }) => version.id === id)
  if (!kept) return ""
  const { area, body } = kept.version
  const second = /** @type {HTMLElement | null} */ (form.querySelector('[data-area="2"]'))
  const isSecond = area === second?.dataset.areaId
  type(form, isSecond ? typedOf(null, body) : typedOf(body), (name) => !isTouched(name) && (!isSecond || name === "pain_2"))
  return id
}
