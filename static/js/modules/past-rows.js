// @ts-check
import { longDate, say, show, write } from "./words.js"

/** A new one of what the page holds once for each. @param {ParentNode} root @param {string} name @returns {HTMLElement} */
export function copyOf(root, name) {
  const template = /** @type {HTMLTemplateElement} */ (root.querySelector(`template[data-part="${name}"]`))
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
}

/**
 * A row of the list, with its link.
 * @param {HTMLElement} element
 * @param {import("../core/past.js").DayRow} row
 * @param {number} areas - that the list is about
 */
export function drawDay(element, row, areas) {
  const told = row.said.filter(Boolean).length
  write(element.querySelector('[data-fill="date"]'), longDate(row.day))
  element.querySelector("a")?.setAttribute("href", `${row.fills ? "/check-in" : "/days"}/${row.day}`)
  show(element.querySelector('[data-when="none"]'), !told && !row.fills)
  show(element.querySelector('[data-when="fills"]'), row.fills)
  show(element.querySelector('[data-when="yesterday"]'), row.fills === "yesterday")
  drawSaid(element, row, areas)
  return element
}

/** A day of the calendar; a place of another month stays empty. @param {HTMLAnchorElement} cell @param {import("../core/past.js").DayRow | null} row @param {string[]} names - of the areas */
export function drawCell(cell, row, names) {
  if (!row) return cell.remove()
  cell.href = `${row.fills ? "/check-in" : "/days"}/${row.day}`
  cell.classList.toggle("days__cell--session", row.session !== null)
  write(cell.querySelector('[data-fill="date"]'), longDate(row.day))
  write(cell.querySelector('[data-fill="dom"]'), String(Number(row.day.slice(8))))
  const isTold = row.said.some(Boolean)
  show(cell.querySelector('[data-when="none"]'), !isTold)
  for (const [place, part] of cell.querySelectorAll('[data-part="area"]').entries()) if (isTold && place < names.length) drawNumber(part, row.said[place]?.pain ?? null, names[place], names.length > 1)
  if (row.session) say(cell.querySelector('[data-fill="session"]'), { n: row.session })
}

/** Of two areas a day that says something has both: a dash is neither a number nor an empty day. @param {Element} part @param {number | null} pain @param {string} area @param {boolean} isOneOfTwo */
function drawNumber(part, pain, area, isOneOfTwo) {
  const number = /** @type {HTMLElement} */ (part.querySelector('[data-fill="number"]'))
  show(part, pain !== null || isOneOfTwo)
  write(number, String(pain ?? "–"))
  if (!isOneOfTwo) return
  number.ariaHidden = "true"
  say(part.querySelector('[data-fill="said"]'), { area, n: pain ?? "" }, pain === null ? "-none" : "")
}

/** A day in the table behind a trend, which is about one area. @param {HTMLElement} row @param {import("../core/past.js").DayRow} day */
export function drawNumberRow(row, { day, said: [one], session }) {
  write(row.querySelector('[data-fill="date"]'), longDate(day))
  write(row.querySelector('[data-fill="number"]'), String(one?.pain ?? ""))
  show(row.querySelector('[data-when="none"]'), !one)
  show(row.querySelector('[data-when="numberless"]'), one && one.pain === null)
  for (const mark of row.querySelectorAll("[data-mark]")) show(mark, one?.marks.includes(mark.getAttribute("data-mark") ?? ""))
  if (session) say(row.querySelector('[data-fill="session"]'), { n: session })
  return row
}

/** The numbers of a day, what marks them, and its session. @param {Element} element @param {import("../core/past.js").DayRow} row @param {number} areas */
export function drawSaid(element, { said, session }, areas) {
  const parts = element.querySelectorAll('[data-part="said"]')
  for (const [place, part] of parts.entries()) drawArea(part, said[place] ?? null, areas)
  const mark = element.querySelector('[data-fill="session"]')
  show(mark, session)
  if (session) say(mark, { n: session })
}

/** @param {Element} part @param {import("../core/past.js").Said | null} said @param {number} areas */
function drawArea(part, said, areas) {
  show(part, said)
  if (!said) return
  const form = `${areas > 1 ? "-area" : ""}${said.pain === null ? "-none" : ""}`
  say(part.querySelector('[data-fill="number"]'), { area: said.area, n: said.pain ?? "" }, form)
  for (const mark of part.querySelectorAll("[data-mark]")) show(mark, said.marks.includes(mark.getAttribute("data-mark") ?? ""))
}
