// @ts-check
import { fillKept } from "./kept-screen.js"
import { drawSaid } from "./past-rows.js"
import { longDate, say, show, write } from "./words.js"

/** One day in full, on the screen that the phone keeps. */
export class Day {
  #element
  #phone

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#phone = phone
    phone.addEventListener("state", this.#fill)
    this.#fill()
  }

  #fill = () => fillKept(this.#phone, () => import("../core/past.js"), (known, { dayPageOf }) => this.#draw(dayPageOf(known, location.pathname.slice("/days/".length))))

  /** @param {import("../core/past.js").DayPage} page */
  #draw({ today, areas, row, entry, changed, line, can }) {
    write(document.querySelector('[data-fill="day"]'), longDate(today))
    write(this.#hook('[data-fill="date"]'), longDate(row.day))
    const isKnown = line !== "older" && line !== "future"
    const isTold = row.said.some(Boolean)
    show(this.#hook(".card"), isKnown || isTold || row.session)
    show(this.#hook('[data-when="none"]'), isKnown && !isTold)
    drawSaid(this.#element, row, areas)
    for (const [place, part] of this.#element.querySelectorAll('[data-part="changed"]').entries()) drawChange(part, changed[place])
    drawAnswers(/** @type {HTMLElement} */ (this.#hook("dl")), entry)
    for (const one of this.#element.querySelectorAll("[data-line]")) show(one, one.getAttribute("data-line") === line)
    show(document.querySelector('[data-part="yesterday"]'), can === "fill" && row.day < today)
    for (const one of document.querySelectorAll("[data-can]")) {
      show(one, one.getAttribute("data-can") === can)
      one.setAttribute("href", `/check-in/${row.day}`)
    }
  }

  /** @param {string} selector */
  #hook(selector) {
    return this.#element.querySelector(selector)
  }
}

/** @param {Element} part @param {import("../core/past.js").Changed | null | undefined} change */
function drawChange(part, change) {
  show(part, change)
  if (change) say(part, { day: longDate(change.on), n: change.first ?? "" }, change.first === null ? "-none" : "")
}

/** @param {HTMLElement} list @param {import("../core/past.js").Entry | null} entry */
function drawAnswers(list, entry) {
  show(list, entry)
  if (!entry) return
  const effects = (entry.effects ?? []).filter((/** @type {{ severity: number }} */ { severity }) => severity)
  /** @type {Record<string, any>} */
  const said = { ...entry, bothered: effects.length ? [] : entry.bothered }
  for (const row of list.querySelectorAll("[data-answer]")) {
    const name = row.getAttribute("data-answer") ?? ""
    const values = [said[name] ?? []].flat().map(String)
    for (const one of row.querySelectorAll("[data-value]")) show(one, values.includes(one.getAttribute("data-value") ?? ""))
    show(row, values.length || (name === "bothered" && effects.length))
  }
  for (const one of list.querySelectorAll("[data-effect]")) show(one, false)
  for (const one of effects) drawEffect(list.querySelector(`[data-effect="${one.effect}"]`), one)
  write(list.querySelector('[data-fill="worst"]'), String(entry.worst ?? ""))
  write(list.querySelector('[data-fill="note"]'), entry.note ?? "")
}

/** @param {Element | null} element @param {{ severity: number, words?: string }} effect */
function drawEffect(element, { severity, words }) {
  say(element, { effect: words ?? element?.getAttribute("data-effect-name") ?? "" }, `-${severity}`)
}
