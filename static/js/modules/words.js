// @ts-check

const { lang } = document.documentElement

/**
 * A sentence of the page with its gaps filled: the page holds `data-words="Saved. Pain {n} out of 10."`.
 * @param {Element | null} element
 * @param {Record<string, string | number>} values
 * @param {string} [form] - of the sentence, where the page holds more than one: "-none" is `data-words-none`
 */
export function say(element, values, form = "") {
  fillIn(element, element?.getAttribute(`data-words${form}`), values)
}

/**
 * A sentence with a count: the page holds one for each plural of its language.
 * @param {Element | null} element
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
export function sayCount(element, n, values) {
  fillIn(element, element?.getAttribute(`data-words-${new Intl.PluralRules(lang).select(n)}`), { n, ...values })
}

/** @param {Element | null} element @param {string | null | undefined} words @param {Record<string, string | number>} values */
function fillIn(element, words, values) {
  if (element && words) write(element, words.replace(/\{(\w+)\}/g, (_gap, name) => String(values[name])))
}

/** Words that did not change are not written again: a screen reader would say them again. @param {Element | null} element @param {string} words */
export function write(element, words) {
  if (!element) return
  if (element.textContent !== words) element.textContent = words
  show(element, true)
}

/**
 * When a day was saved, by whom this phone is for or by somebody else.
 * @param {Element | null} element
 * @param {import("../core/today.js").Day} day
 */
export function sayAlready(element, { savedAt, savedIsOwn }) {
  if (savedAt) say(element, { time: clockTime(savedAt) }, savedIsOwn ? "" : "-other")
}

/** @param {Element | null} element @param {unknown} isShown */
export function show(element, isShown) {
  element?.toggleAttribute("hidden", !isShown)
}

/**
 * Of the elements that each stand for one case, show those of this one.
 * @param {ParentNode} root
 * @param {string | null} name
 */
export function showWhen(root, name) {
  for (const element of root.querySelectorAll("[data-when]")) show(element, element.getAttribute("data-when") === name)
}

/** Tuesday, November 17. @param {string} day */
export function longDate(day) {
  return new Intl.DateTimeFormat(lang, { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" }).format(Date.parse(day))
}

/** November 20, 2026. @param {string} day */
export function fullDate(day) {
  return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day))
}

/** Friday. @param {string} day */
export function weekday(day) {
  return new Intl.DateTimeFormat(lang, { weekday: "long", timeZone: "UTC" }).format(Date.parse(day))
}

/** 9:20 am, by this phone's wall clock or that of a zone. @param {number} ms @param {string} [timeZone] */
export function clockTime(ms, timeZone) {
  const time = new Intl.DateTimeFormat(lang, { hour: "numeric", minute: "2-digit", timeZone }).format(ms)
  return time.replace(/\s/g, " ").replace("AM", "am").replace("PM", "pm")
}
