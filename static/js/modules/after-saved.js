// @ts-check
import { offerCalls } from "./calls.js"
import { fillKept } from "./kept-screen.js"
import { show } from "./words.js"

/** That an answer after a session was saved, and whom to call when worried. */
export class AfterSaved {
  #element
  #phone

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#phone = phone
    this.#fill()
  }

  async #fill() {
    await fillKept(this.#phone, () => import("../core/after.js"), (known, { bothersALot, sessionDue }) => {
      show(this.#element.querySelector('[data-fill="worried"]'), bothersALot(known.versions, location.pathname.split("/")[3]))
      offerCalls(this.#element, known.facts.clinic)
      show(this.#element.querySelector('[data-fill="call"]'), known.facts.clinic.phone)
      const next = sessionDue(known)
      const link = document.querySelector('[data-fill="next"]')
      link?.setAttribute("href", `/after/${next?.id}`)
      show(link, next)
      link?.nextElementSibling?.classList.toggle("button--second", Boolean(next))
    })
  }
}
