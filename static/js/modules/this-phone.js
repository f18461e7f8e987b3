// @ts-check
import { installsFirst, phoneLabel } from "../core/phone-label.js"
import { isInstalled } from "./installed.js"
import { pushOf } from "./push.js"
import { show, showWhen } from "./words.js"

/** @type {Partial<Record<import("../core/push.js").Trial, string>>} the words for each; what is not here could not be sent */
const SAID_AS = { arrived: "arrived", lost: "lost", gone: "lost", off: "lost", wait: "wait" }

/** Whether reminders reach this phone, and how to make them. */
export class ThisPhone {
  #element
  /** @type {Promise<import("../core/push.js").Push>} */ #push
  /** @type {import("../core/push.js").Push | null} known before a tap, which asks at once or not at all */ #ready = null
  /** @type {string} */ #state = ""
  #isTrying = false
  #isAsking = false

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#push = pushOf(phone)
    for (const button of element.querySelectorAll('[data-part="ask"]')) button.addEventListener("click", () => this.ask())
    this.#part("test").addEventListener("click", this.#test)
    document.addEventListener("visibilitychange", () => document.hidden || this.look()) // who comes back may have allowed it
  }

  /** Say how it stands, while reminders are wanted. @param {boolean} [isWanted] */
  async look(isWanted = !this.#element.hidden) {
    this.#ready = await this.#push
    const state = await this.#ready.state()
    if (!this.#isAsking) this.#draw(state) // what is on its way has not failed
    show(this.#element, isWanted)
  }

  /** Sign this phone up, from a tap; one that is, or cannot be, is left as it is. */
  async ask() {
    if (!this.#state) await this.look() // a tap that came before the first look
    if (!this.#ready || this.#isAsking || !["off", "later"].includes(this.#state)) return
    this.#isAsking = true
    this.#draw(await this.#ready.askAndSubscribe().finally(() => (this.#isAsking = false)))
  }

  /** Send this phone a reminder that says that it is a test. */
  #test = async () => {
    if (!this.#ready || this.#isTrying) return
    this.#isTrying = true
    this.#say("sending")
    const trial = await this.#ready.test()
    this.#isTrying = false
    await this.look() // what the test found out may change it
    this.#say(SAID_AS[trial] ?? "unreachable")
  }

  /** @param {string | null} trial */
  #say(trial) {
    showWhen(this.#part("trial"), trial)
  }

  /** @param {import("../core/push.js").PushState} state */
  #draw(state) {
    const tapped = document.activeElement?.closest("[data-for]")
    const label = phoneLabel(navigator.userAgent, navigator.maxTouchPoints)
    this.#state = state === "cannot" && installsFirst(label, isInstalled()) ? "install" : state
    showWhen(this.#part("state"), this.#state)
    if (!this.#isTrying) this.#say(null)
    for (const one of this.#element.querySelectorAll("[data-for]")) show(one, one.getAttribute("data-for") === this.#state)
    const steps = installsFirst(label, false) ? "apple" : isInstalled() ? "installed" : "browser"
    for (const one of this.#element.querySelectorAll("[data-steps]")) show(one, one.getAttribute("data-steps") === steps)
    if (tapped?.hasAttribute("hidden")) this.#focus()
  }

  /** Where a tap took its own button away, or the keyboard would begin at the top of the page. */
  #focus() {
    /** @type {HTMLElement | null} */
    const next = this.#element.querySelector("[data-for]:not([hidden])")
    const target = next ?? this.#part("state")
    target.focus()
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#element.querySelector(`[data-part="${name}"]`))
  }
}
