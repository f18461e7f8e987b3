// @ts-check
import { sayCount, show } from "./words.js"

const WRONG_CLOCK_MS = 26 * 3_600_000

/** Says in a line how it stands between the phone and the server; nothing while all is well. */
export class SyncLine {
  #element
  #phone
  #waited = false

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#phone = phone
    element.querySelector('[data-part="again"]')?.addEventListener("click", () => phone.sync())
    const link = /** @type {HTMLAnchorElement | null} */ (element.querySelector('[data-part="sign-in"]'))
    if (link) link.href += `?next=${encodeURIComponent(location.pathname + location.search)}`
    phone.addEventListener("state", this.#draw)
  }

  #draw = () => {
    const { outcome, unsent, parked, skew } = /** @type {import("./phone.js").State} */ (this.#phone.state)
    const failed = outcome === "later"
    this.#show("offline", outcome === "offline")
    this.#show("waiting", unsent && !failed && outcome !== "signed-out", unsent)
    this.#show("sent", outcome === "sent" && !unsent && !parked && this.#waited)
    this.#show("later", unsent && failed)
    this.#show("signed-out", unsent && outcome === "signed-out")
    this.#show("clock", Math.abs(skew) > WRONG_CLOCK_MS)
    this.#show("parked", parked && !document.getElementById("kept-back")) // the list itself says it
    sayCount(this.#element.querySelector('[data-part="sign-in"]'), unsent)
    sayCount(this.#element.querySelector('[data-part="parked"]'), parked)
    this.#waited ||= unsent > 0
  }

  /** @param {string} name @param {unknown} isTrue @param {number} [n] */
  #show(name, isTrue, n) {
    const line = this.#line(name)
    if (isTrue && n !== undefined) sayCount(line, n)
    show(line, isTrue)
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #line(name) {
    return this.#element.querySelector(`[data-line="${name}"]`)
  }
}
