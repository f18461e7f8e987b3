// @ts-check
import { prefsOf } from "../core/prefs.js"
import { offerCalls } from "./calls.js"
import { fillKept } from "./kept-screen.js"
import { drawGoalDay } from "./goal-day.js"
import { copyOf, drawNumberRow } from "./past-rows.js"
import { drawFigure } from "./own-figure.js"
import { longDate, say, sayCount, show, showWhen, write } from "./words.js"

/** @typedef {import("../core/trend.js").TrendView} View */

/** What the days add up to, on the screen that the phone keeps. */
export class Trend {
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

  #fill = () => fillKept(this.#phone, () => import("../core/trend.js"), (known, { trendsOf }) => {
    const { today, trends } = trendsOf(known)
    const isHidden = prefsOf(known).hides_trend
    const line = isHidden ? "hidden" : known.past ? (trends.length ? null : "none") : "later"
    const { clinic } = known.facts
    const drawn = JSON.stringify([today, trends, line, clinic.phone])
    if (drawn === this.#drawn) return // who reads its tables stays there
    this.#drawn = drawn
    write(document.querySelector('[data-fill="day"]'), longDate(today))
    for (const one of this.#element.querySelectorAll("[data-line]")) show(one, one.getAttribute("data-line") === line)
    show(this.#element.querySelector('[data-part="cause"]'), !line)
    for (const [place, part] of this.#element.querySelectorAll('[data-part="trend"]').entries()) {
      const view = line ? undefined : trends[place]
      show(part, view)
      if (view) drawTrend(/** @type {HTMLElement} */ (part), view, { areas: trends.length, clinic })
    }
  })
}

/** @param {HTMLElement} part @param {View} view @param {{ areas: number, clinic: import("../core/today.js").Clinic }} about */
function drawTrend(part, view, { areas, clinic }) {
  const hook = (/** @type {string} */ name) => part.querySelector(`[data-fill="${name}"]`)
  const { trend, headline, few, yesterday } = view
  if (areas > 1) write(hook("area"), view.area)
  showWhen(/** @type {HTMLElement} */ (part.querySelector(".trend__say")), headline)
  show(hook("as-of"), view.old)
  if (view.old) say(hook("as-of"), { day: longDate(trend.as_of) })
  show(hook("few"), few !== null)
  if (few !== null) say(hook("few"), { n: few })
  for (const one of part.querySelectorAll("[data-why]")) show(one, one.getAttribute("data-why") === headline)
  show(hook("higher"), headline === "higher")
  offerCalls(part, clinic)
  show(part.querySelector('[data-part="your-clinic"]'), !clinic.phone)
  show(part.querySelector('[data-part="then-now"]'), ["lower", "same", "higher"].includes(headline))
  for (const name of /** @type {const} */ (["before", "last"])) write(hook(name), trend.said[name] ?? "")
  show(part.querySelector('[data-part="picture"]'), few !== 0)
  drawFigure(/** @type {SVGElement} */ (part.querySelector("svg.figure")), view.figure)
  say(hook("span"), { first: longDate(view.first), last: longDate(view.last) })
  for (const one of part.querySelectorAll("[data-dips]")) show(one, few === null && one.getAttribute("data-dips") === trend.dips.said)
  if (few === null && trend.dips.said === "some") say(part.querySelector('[data-dips="some"]'), { n: trend.dips.n, of: trend.dips.of })
  show(hook("yesterday"), yesterday !== null)
  if (yesterday !== null) say(hook("yesterday"), { n: yesterday })
  part.querySelector('[data-part="numbers"]')?.replaceChildren(...view.rows.map((row) => drawNumberRow(copyOf(document, "row"), row)))
  drawReliefs(part.querySelector('[data-part="reliefs"]'), view)
  drawGoal(part.querySelector('[data-part="goal"]'), view)
}

/** @param {Element | null} card @param {View} view */
function drawReliefs(card, { trend, longest }) {
  show(card, trend.reliefs.length)
  card?.querySelector("ul")?.replaceChildren(...trend.reliefs.map((relief) => reliefRow(relief, longest)))
}

/** @param {import("../core/past.js").OwnRelief} relief @param {number} longest */
function reliefRow({ session, kind, lo, hi, hours }, longest) {
  const row = copyOf(document, "relief")
  say(row.querySelector('[data-fill="session"]'), { n: session })
  row.querySelector("svg")?.setAttribute("viewBox", `0 0 ${longest} 1`)
  row.querySelector("rect")?.setAttribute("width", String(lo ?? 0))
  showWhen(row, kind)
  if (kind === "days" || kind === "at_least") sayCount(row.querySelector(`[data-when="${kind}"]`), lo ?? 0)
  if (kind === "range") say(row.querySelector('[data-when="range"]'), { lo: lo ?? 0, hi: hi ?? 0 })
  if (hours) sayCount(row.querySelector('[data-fill="hours"]'), hours)
  return row
}

/** @param {Element | null} card @param {View} view */
function drawGoal(card, { old, trend: { goal, as_of } }) {
  show(card, goal)
  if (!card || !goal) return
  say(card.querySelector('[data-fill="goal"]'), { goal: goal.words })
  for (const [name, isSaid] of /** @type {const} */ ([["done", !old], ["done-then", old]])) {
    const count = card.querySelector(`[data-fill="${name}"]`)
    if (isSaid) sayCount(count, goal.of, { done: goal.done, day: longDate(as_of) })
    show(count, isSaid)
  }
  show(card.querySelector('[data-fill="done-before"]'), goal.before_of)
  if (goal.before_of) say(card.querySelector('[data-fill="done-before"]'), { done: goal.before, of: goal.before_of })
  card.querySelector("ul")?.replaceChildren(...goal.days.map((day) => drawGoalDay(copyOf(document, "goal-day"), day)))
}
