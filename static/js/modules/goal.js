// @ts-check
import { drawGoalDay } from "./goal-day.js"
import { fillKept } from "./kept-screen.js"
import { longDate, say, sayCount, show, write } from "./words.js"

/** What the patient wants to do again, and how the last seven days went. */
export class GoalScreen {
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

  #fill = async () => {
    await fillKept(this.#phone, () => import("../core/goal-week.js"), (known, { goalWeek }) => {
      const week = goalWeek(known)
      if (week.words || week.isOver) this.#draw(week)
      else location.replace("/goal/change")
    })
  }

  /** @param {import("../core/goal-week.js").GoalWeek} week */
  #draw(week) {
    const drawn = JSON.stringify(week)
    if (drawn === this.#drawn) return
    this.#drawn = drawn
    write(this.#hook("words"), week.words ?? "")
    show(this.#hook("week"), week.isAsked)
    show(this.#hook("change"), !week.isOver)
    show(this.#hook("over"), week.isOver)
    sayCount(this.#hook("count"), week.of, { done: week.done })
    show(this.#hook("count"), week.of)
    show(this.#hook("unanswered"), !week.of)
    this.#list("days", "day", week.days, drawGoalDay)
    show(this.#hook("before"), week.earlier.length)
    this.#list("earlier", "one", week.earlier, drawGoal)
  }

  /**
   * @template T
   * @param {string} name
   * @param {string} template
   * @param {T[]} items
   * @param {(row: HTMLElement, item: T) => void} draw
   */
  #list(name, template, items, draw) {
    const { content } = /** @type {HTMLTemplateElement} */ (this.#hook(template))
    this.#hook(name)?.replaceChildren(...items.map((item) => {
      const row = /** @type {HTMLElement} */ (/** @type {Element} */ (content.firstElementChild).cloneNode(true))
      draw(row, item)
      return row
    }))
  }

  /** @param {string} name */
  #hook(name) {
    return this.#element.querySelector(`[data-fill="${name}"]`)
  }
}

/** @param {HTMLElement} row @param {import("../core/goal.js").Goal} goal */
function drawGoal(row, { words, set_on }) {
  write(part(row, "words"), words ?? "")
  say(part(row, "since"), { day: longDate(set_on) })
}

/** @param {HTMLElement} row @param {string} name */
function part(row, name) {
  return row.querySelector(`[data-part="${name}"]`)
}
