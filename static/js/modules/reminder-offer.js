// @ts-check
import { planOf } from "../core/plan.js"
import { PAUSE_MS } from "./install-offer.js"
import { keepPlan } from "./keep-plan.js"
import { pushOf } from "./push.js"
import { show, showWhen } from "./words.js"

const SAID_NO = "diary-reminders-not-now"
const FIRST = { at: "20:00", on: true, again: false, paused_until: null }

/** Asks after an entry whether the patient wants to be reminded, or to be reminded on this phone too. */
export class ReminderOffer {
  #element
  #phone
  #push
  /** @type {import("../core/push.js").Push | null} known before a tap, which asks at once or not at all */ #ready = null

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#phone = phone
    this.#push = pushOf(phone)
    this.#part("yes").addEventListener("click", this.#yes)
    this.#part("no").addEventListener("click", this.#no)
    phone.addEventListener("state", this.#look)
    this.#look()
  }

  #look = async () => {
    if (this.#ready || Date.now() - Number(localStorage.getItem(SAID_NO)) < PAUSE_MS) return
    const known = await this.#phone.known().catch(() => null)
    if (!known?.facts?.areas.length) return
    const plan = planOf(/** @type {import("./phone.js").Known} */ (known))
    const push = await this.#push
    if ((plan && !plan.on) || (await push.state()) !== "off") return
    this.#ready = push
    show(this.#element, true)
  }

  #yes = async () => {
    const asked = this.#ready?.askAndSubscribe() // first, while the browser knows of the tap
    show(this.#part("question"), false)
    const [store, known] = await Promise.all([this.#phone.store, this.#phone.known()])
    if (store && known?.facts && !planOf(/** @type {import("./phone.js").Known} */ (known))) await keepPlan(store, this.#phone, FIRST)
    const state = await asked
    showWhen(this.#element, state ?? null)
    show(this.#part("more"), true)
    this.#part("more").focus() // the button that had it is gone
  }

  #no = () => {
    localStorage.setItem(SAID_NO, String(Date.now()))
    show(this.#element, false)
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#element.querySelector(`[data-part="${name}"]`))
  }
}
