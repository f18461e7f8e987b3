// @ts-check
import { readCheck } from "../core/asking.js"
import { diaryDay } from "../core/days.js"
import { type } from "./filled-in.js"
import { fillForm } from "./fresh-form.js"
import { KeptForm } from "./kept-form.js"
import { say, show } from "./words.js"

/** The weekly check, from the day before the visit until the visit. */
export class WeeklyCheck {
  #form
  #phone
  #kept
  #zone = "" // of the practice

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    this.#zone = form.dataset.zone ?? ""
    const upon = () => form.dataset.visit ?? ""
    this.#kept = new KeptForm(form, phone, { kind: "weekly_check", read: readCheck, day: this.#day, upon, next: () => "/visit" })
    this.#start()
  }

  async #start() {
    await fillForm(this.#form, this.#phone, {
      load: () => import("../core/visit.js"),
      view: (known, { visitOf }) => visitOf(known),
      draw: (visit) => (visit.checkIsOpen ? this.#draw(visit) : location.replace("/visit")),
    })
    await this.#kept.typeDraft()
  }

  /** @param {import("../core/visit.js").Visit} visit */
  #draw({ zone, checkFrom, answered, asksChange, goal }) {
    this.#zone = zone
    this.#form.dataset.visit = checkFrom ?? ""
    show(this.#row("more"), asksChange || goal)
    show(this.#row("change"), asksChange)
    show(this.#row("goal"), goal)
    if (goal) say(this.#form.querySelector('[data-fill="goal"]'), { goal })
    const said = Object.entries(answered ?? {}).filter(([, answer]) => answer != null)
    type(this.#form, Object.fromEntries(said.map(([item, answer]) => [item, [String(answer)]])))
  }

  /** Come where the patient is, and not after the day of the visit where the practice is. */
  #day = (/** @type {number} */ now) => {
    const days = [this.#phone.zone, this.#zone].filter(Boolean).map((zone) => diaryDay(now, zone))
    return days.sort()[0]
  }

  /** @param {string} name */
  #row(name) {
    return this.#form.querySelector(`[data-row="${name}"]`)
  }
}
