// @ts-check
import { fillKept } from "./kept-screen.js"
import { copyOf, drawCell, drawDay } from "./past-rows.js"
import { longDate, say, show, showWhen, write } from "./words.js"

/** The list of days, on the screen that the phone keeps. */
export class Days {
  #element
  #phone
  #drawn = ""

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#phone = phone
    phone.addEventListener("state", this.#fill)
    this.#fill()
  }

  #fill = () => fillKept(this.#phone, () => import("../core/past.js"), (known, { daysOf }) => this.#draw(daysOf(known)))

  /** @param {import("../core/past.js").Days} days */
  #draw(days) {
    const drawn = JSON.stringify(days)
    if (drawn === this.#drawn) return // who stands on one of them stays there
    this.#drawn = drawn
    const { today, line, areas, names, weeks, months } = days
    write(document.querySelector('[data-fill="day"]'), longDate(today))
    this.#element.classList.toggle("days--areas", areas > 1)
    for (const one of this.#element.querySelectorAll("[data-line]")) show(one, one.getAttribute("data-line") === line)
    const as = new URLSearchParams(location.search).get("by") === "month" ? "months" : "weeks"
    show(this.#element.querySelector('[data-part="switch"]'), weeks.length)
    for (const link of this.#element.querySelectorAll("[data-as]")) if (link.getAttribute("data-as") === as) link.setAttribute("aria-current", "true")
    show(this.#element.querySelector(".days__legend"), as === "months" && months.length)
    showWhen(/** @type {HTMLElement} */ (this.#element.querySelector(".days__legend")), names.length > 1 ? "two" : "one")
    say(this.#element.querySelector('[data-when="two"]:not([hidden])'), { first: names[0], second: names[1] })
    const shown = as === "months" ? months.map((month) => this.#month(month, names)) : weeks.map((week) => this.#week(week, areas))
    this.#element.querySelector('[data-part="weeks"]')?.replaceChildren(...shown)
  }

  /** @param {import("../core/past.js").Month} month @param {string[]} names */
  #month({ first, weeks }, names) {
    const section = copyOf(this.#element, "month")
    write(section.querySelector('[data-fill="month"]'), monthName(first))
    section.querySelector("tbody")?.append(...weeks.map((days) => this.#monthWeek(days, names)))
    return section
  }

  /** @param {(import("../core/past.js").DayRow | null)[]} days @param {string[]} names */
  #monthWeek(days, names) {
    const week = copyOf(this.#element, "month-week")
    for (const [place, cell] of [...week.querySelectorAll("a")].entries()) drawCell(cell, days[place], names)
    return week
  }

  /** @param {import("../core/past.js").Days["weeks"][0]} week @param {number} areas */
  #week({ when, sunday, rows }, areas) {
    const section = copyOf(this.#element, "week")
    showWhen(section, when)
    say(section.querySelector('[data-when="earlier"]:not([hidden])'), { day: longDate(sunday) })
    section.querySelector("ul")?.append(...rows.map((row) => drawDay(copyOf(this.#element, "row"), row, areas)))
    return section
  }
}

/** November 2026. @param {string} day */
function monthName(day) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" }).format(Date.parse(day))
}
