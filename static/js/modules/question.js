// @ts-check
import { readQuestion } from "../core/asking.js"
import { type } from "./filled-in.js"
import { KeptForm } from "./kept-form.js"
import { fillKept } from "./kept-screen.js"
import { show } from "./words.js"

/** One thing to ask at the visit. */
export class Question {
  #form
  #phone
  #kept
  #words // of the question as it stands

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    this.#words = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("words")).defaultValue
    const upon = () => this.#asked.value
    const read = (/** @type {FormData} */ fields) => readQuestion(fields, this.#words)
    this.#kept = new KeptForm(form, phone, { kind: "question", read, upon, next: () => "/visit" })
    this.#start()
  }

  async #start() {
    await fillKept(this.#phone, () => import("../core/visit.js"), (known, { visitOf }) => {
      const wanted = new URLSearchParams(location.search).get("change")
      const { open, isOver } = visitOf(known)
      const question = open.find(({ id }) => id === wanted)
      if (isOver || (wanted && !question)) location.replace("/visit")
      else if (question) this.#draw(question)
    })
    await this.#kept.typeDraft()
  }

  /** @param {import("../core/visit.js").Question} question */
  #draw({ id, words }) {
    this.#asked.value = id
    this.#words = words
    type(this.#form, { words: [words] })
    show(this.#form.querySelector('[data-fill="remove"]'), true)
  }

  get #asked() {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem("question"))
  }
}
