// @ts-check
import { addDays, wallDay } from "../core/days.js"
import { LONGEST_PAUSE, planOf, readPlan, remindersOf, typedPlan } from "../core/plan.js"
import { Faults } from "./faults.js"
import { type } from "./filled-in.js"
import { keepPlan } from "./keep-plan.js"
import { fillKept } from "./kept-screen.js"
import { ThisPhone } from "./this-phone.js"
import { fullDate, say, show } from "./words.js"

const A_DOUBLE_TAP_MS = 500
const COMING = ["on", "early", "paused"] // how it stands where reminders are wanted

/** When the patient is reminded, as they choose it: kept on the phone first. */
export class Reminders {
  #form
  #phone
  #faults
  #here
  #isBusy = false

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    this.#faults = new Faults(form)
    form.addEventListener("submit", this.#submit)
    form.addEventListener("change", () => show(part("saved"), false))
    this.#here = new ThisPhone(part("this-phone"), phone)
    this.#start()
  }

  async #start() {
    const isKept = await fillKept(this.#phone, async () => null, (known) => this.#fill(known))
    const line = document.querySelector(".settings__state [data-line]:not([hidden])")?.getAttribute("data-line") ?? ""
    if (!isKept) this.#here.look(COMING.includes(line))
  }

  /** @param {import("./phone.js").Known} known */
  #fill(known) {
    const today = wallDay(known.now, known.zone)
    type(this.#form, typedPlan(planOf(known), today))
    const until = this.#form.paused_until
    until.min = today
    until.max = addDays(today, LONGEST_PAUSE)
    this.#say(known)
  }

  /** How it stands. @param {import("./phone.js").Known} known */
  #say(known) {
    const { line, resumeOn } = remindersOf(planOf(known), known.facts, wallDay(known.now, known.zone))
    for (const one of document.querySelectorAll(".settings__state [data-line]")) show(one, one.getAttribute("data-line") === line)
    this.#here.look(COMING.includes(line))
    if (resumeOn) say(document.querySelector('[data-fill="resume"]'), { day: fullDate(resumeOn) })
  }

  #submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (this.#isBusy) return
    this.#isBusy = true
    if (this.#form.daily.value === "on" && this.#form.at.value && this.#form.checkValidity()) this.#here.ask() // first, while the browser knows of the tap
    try {
      await this.#save()
    } catch (error) {
      if (!document.documentElement.dataset.shell) return this.#form.submit()
      reportError(error)
      show(part("unkept"), true)
      part("unkept").focus()
    }
    this.#isBusy = false
  }

  async #save() {
    if (await this.#phone.isOvertaken()) return
    const store = await this.#phone.store
    if (!store) throw new Error("nobody keeps a diary here")
    const { plan, faults } = readPlan(this.#typed(), wallDay(Date.now() + (await store.skew()), this.#phone.zone))
    this.#faults.show(faults)
    if (Object.keys(faults).length) return
    await keepPlan(store, this.#phone, plan)
    const known = await this.#phone.known()
    if (known?.facts) this.#say(/** @type {import("./phone.js").Known} */ (known))
    show(part("saved"), true)
    part("saved").scrollIntoView({ block: "nearest" }) // with how it stands below
    this.#form.style.pointerEvents = "none" // the second half of a double tap would meet what has moved below the finger
    setTimeout(() => (this.#form.style.pointerEvents = ""), A_DOUBLE_TAP_MS)
  }

  /** A browser sends a day or a time that it cannot read as nothing. */
  #typed() {
    const typed = new FormData(this.#form)
    for (const field of this.#form.querySelectorAll("input")) if (field.validity.badInput) typed.set(field.name, "?")
    return typed
  }
}

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`))
}
