// @ts-check
import { wallDay } from "../core/days.js"
import { offerCalls } from "./calls.js"
import { fillKept } from "./kept-screen.js"
import { clockTime, longDate, say, show, showWhen, write } from "./words.js"

/** When the next visit is, and what is ready for it. */
export class VisitScreen {
  #element
  #phone

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#phone = phone
    phone.addEventListener("state", this.#fill)
    this.#fill()
  }

  #fill = async () => {
    await fillKept(this.#phone, () => import("../core/visit.js"), (known, { visitOf }) => this.#draw(visitOf(known), known.facts))
  }

  /** @param {import("../core/visit.js").Visit} visit @param {import("../core/today.js").Facts} facts */
  #draw({ at, zone, line, isOver, checkIsOpen, answered, open, talked }, { clinic, shared }) {
    if (at !== null) say(this.#hook("when"), { day: longDate(wallDay(at, zone)), time: clockTime(at, zone) })
    show(this.#hook("when"), at !== null)
    showWhen(this.#element, line)
    offerCalls(this.#element, clinic)
    show(this.#hook("check"), checkIsOpen)
    show(this.#hook("answered"), answered)
    show(this.#hook("unanswered"), !answered)
    show(this.#hook("asks"), !isOver || open.length || talked.length)
    show(this.#hook("nothing"), !isOver && !open.length)
    show(this.#hook("add"), !isOver)
    this.#list("questions", "question", open, drawQuestion)
    for (const link of this.#element.querySelectorAll('[data-part="change"]')) show(link, !isOver)
    this.#list("talked", "talked-about", talked, drawTalked)
    show(this.#hook("bring"), shared && !isOver)
  }

  /**
   * @param {string} name
   * @param {string} template
   * @param {import("../core/visit.js").Question[]} questions
   * @param {(part: (name: string) => Element | null, question: import("../core/visit.js").Question) => void} draw
   */
  #list(name, template, questions, draw) {
    const list = /** @type {HTMLElement} */ (this.#hook(name))
    const drawn = JSON.stringify(questions)
    if (list.dataset.drawn === drawn) return // who stands on one of them stays there
    list.dataset.drawn = drawn
    const { content } = /** @type {HTMLTemplateElement} */ (this.#hook(template))
    list.replaceChildren(...questions.map((question) => {
      const row = /** @type {DocumentFragment} */ (content.cloneNode(true))
      draw((part) => row.querySelector(`[data-part="${part}"]`), question)
      return row
    }))
  }

  /** @param {string} name */
  #hook(name) {
    return this.#element.querySelector(`[data-fill="${name}"]`)
  }
}

/** @param {(name: string) => Element | null} part @param {import("../core/visit.js").Question} question */
function drawQuestion(part, { id, words }) {
  write(part("words"), words)
  write(part("which"), ` ${words}`)
  part("change")?.setAttribute("href", `/visit/question?change=${id}`)
}

/** @param {(name: string) => Element | null} part @param {import("../core/visit.js").Question} question */
function drawTalked(part, { words, talked_on }) {
  write(part("words"), words)
  say(part("on"), { day: longDate(talked_on ?? "") })
}
