// @ts-check
import { say, write } from "./words.js"

/** Whom to call, on the screen that the phone keeps; without the clinic's numbers it says all the rest. */
export class Help {
  #element

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#fill(phone)
  }

  /** @param {import("./phone.js").Phone} phone */
  async #fill(phone) {
    const known = await phone.known().catch(() => null)
    if (known?.facts) this.#draw(known.facts.clinic)
  }

  /** @param {import("../core/today.js").Facts["clinic"]} clinic */
  #draw({ phone, emergency, demo }) {
    if (emergency) {
      say(this.#element.querySelector('[data-fill="title"]'), { emergency })
      say(this.#offer("emergency", demo ? "" : emergency), { emergency })
    }
    if (phone) {
      this.#offer("clinic", demo ? "" : phone)
      write(this.#element.querySelector('[data-fill="number"]'), phone)
    }
  }

  /** Show a button that dials; the demo's dial nothing. @param {string} name @param {string} number */
  #offer(name, number) {
    const button = /** @type {HTMLAnchorElement} */ (this.#element.querySelector(`[data-call="${name}"]`))
    if (number) button.href = `tel:${number.replace(/[^\d+*#]/g, "")}`
    button.hidden = false
    return button.querySelector("span")
  }
}
