// @ts-check
import { cardToCallAbout } from "../core/flag-log.js"
import { offerCalls } from "./calls.js"
import { logFlag } from "./flag-log.js"
import { promise } from "./kept-screen.js"
import { show } from "./words.js"

// As on the server: the patient's own word, which no card asked for.
const OWN_WORD = { rule: "help", level: "C" }

/** Whom to call, also without signal; without the clinic's numbers it says all the rest. */
export class Help {
  #element
  #phone
  #isBusy = false
  #form
  #isOfServer // which knew whose page it is; any other is nobody's until the phone says so

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#phone = phone
    this.#form = element.querySelector("form")
    this.#form?.addEventListener("submit", this.#submit)
    this.#isOfServer = Boolean(document.documentElement.dataset.owner)
    this.#fill()
  }

  async #fill() {
    const known = await this.#phone.known().catch(() => null)
    show(this.#form, known || this.#isOfServer)
    if (!known?.facts) return
    offerCalls(this.#element, known.facts.clinic)
    show(this.#part("crisis"), known.facts.clinic.crisis)
    if (!this.#isOfServer) promise(known.facts)
  }

  #submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault()
    const logged = /** @type {HTMLElement} */ (this.#part("logged"))
    if (this.#isBusy || !logged.hidden) return // the next card is another call
    this.#isBusy = true
    try {
      await this.#logCall()
      show(logged, true)
    } catch (error) {
      if (this.#isOfServer) return /** @type {HTMLFormElement} */ (event.target).submit()
      reportError(error)
    }
    this.#isBusy = false
  }

  async #logCall() {
    const known = await this.#phone.known()
    if (!known) throw new Error("nobody keeps a diary here")
    const card = cardToCallAbout(known.versions, known.now)
    const own = { ...OWN_WORD, rules_version: this.#element.dataset.rulesVersion, shown_at: new Date(known.now).toISOString() }
    await logFlag(this.#phone, { ...(card ? { ...card.version.body, card: card.id } : own), called: true }, card?.version)
  }

  /** @param {string} name */
  #part(name) {
    return this.#element.querySelector(`[data-part="${name}"]`)
  }
}
