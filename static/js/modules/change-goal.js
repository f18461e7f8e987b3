// @ts-check
import { readGoal } from "../core/asking.js"
import { KeptForm } from "./kept-form.js"
import { fillKept } from "./kept-screen.js"
import { show } from "./words.js"

/** One thing that the patient wants to do again. */
export class ChangeGoal {
  #form
  #phone
  #kept

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    const isFirst = new URLSearchParams(location.search).has("first")
    const next = (/** @type {Record<string, any>} */ { words }) => (isFirst ? "/" : words === null ? "/?closed=1" : "/goal")
    this.#kept = new KeptForm(form, phone, { kind: "goal", read: readGoal, upon: () => form.dataset.goal ?? "", next })
    this.#start()
  }

  async #start() {
    await fillKept(this.#phone, () => import("../core/goal-week.js"), (known, { goalWeek }) => {
      const { words, isOver } = goalWeek(known)
      if (isOver) return location.replace("/goal")
      this.#form.dataset.goal = words ?? ""
      show(this.#form.querySelector('[data-fill="away"]'), words)
    })
    await this.#kept.typeDraft()
  }
}
