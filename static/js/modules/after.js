// @ts-check
import { readAfter } from "../core/after-answers.js"
import { offerCalls } from "./calls.js"
import { fillForm } from "./fresh-form.js"
import { KeptForm } from "./kept-form.js"
import { say, sayCount, show, showWhen, weekday, write } from "./words.js"

/** The screen after a session: filled from the phone where it is a kept screen, and always saved on the phone first. */
export class After {
  #form
  #phone
  #kept

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    const about = () => ({ session: form.dataset.session ?? "", area: form.dataset.areaId ?? null })
    const upon = () => `${form.dataset.session} ${this.#prompt.value}`
    const next = () => `/after/saved/${form.dataset.session}`
    this.#kept = new KeptForm(form, phone, { kind: "after", read: readAfter, about, upon, next })
    form.addEventListener("change", this.#match)
    this.#match()
    this.#start()
  }

  /** When it eased is asked of those alone for whom it did. */
  #match = () => {
    const ease = /** @type {HTMLInputElement | null} */ (this.#form.querySelector("[name=ease]:checked"))
    show(this.#form.querySelector('[data-row="eased"]'), ease?.value.endsWith("less"))
  }

  async #start() {
    await fillForm(this.#form, this.#phone, {
      load: () => import("../core/after.js"),
      view: (known, { afterScreen }) => ({ screen: afterScreen(known, location.pathname.split("/")[2]), clinic: known.facts.clinic }),
      draw: ({ screen, clinic }) => {
        if (!screen) return location.replace("/")
        this.#draw(screen)
        offerCalls(this.#form, clinic)
      },
    })
    await this.#kept.typeDraft()
    this.#form.dispatchEvent(new Event("change")) // days in a row may ask for a red-flag card that no tick on this form does
  }

  get #prompt() {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem("prompt"))
  }

  /** @param {import("../core/after.js").AfterScreen} screen */
  #draw({ session, day, area, hours, prompt, asksUsualDay, hasBath, isBathOnly, lateFor }) {
    const { dataset } = this.#form
    Object.assign(dataset, { session: session.id, areaId: session.area, day })
    this.#prompt.value = prompt
    const context = document.querySelector('[data-fill="context"]')
    if (hours) sayCount(context, hours, { number: session.number })
    else say(context, { number: session.number }, "-none")
    showWhen(/** @type {HTMLElement} */ (this.#form.querySelector("h1")), isBathOnly ? "bath" : "injections")
    if (area) write(this.#form.querySelector('[data-fill="area"]'), area)
    show(this.#form.querySelector('[data-part="checked-in"]'), new URLSearchParams(location.search).has("saved"))
    if (lateFor) say(this.#form.querySelector('[data-fill="late"]'), { weekday: weekday(lateFor) })
    show(this.#form.querySelector('[data-row="usual_day"]'), asksUsualDay)
    const list = /** @type {HTMLElement} */ (this.#form.querySelector("[data-of-a-bath]"))
    for (const effect of list.dataset.ofABath?.split(" ") ?? []) show(list.querySelector(`[value="${effect}"]`)?.closest("label") ?? null, hasBath)
  }
}
