// @ts-check
import { fillKept } from "./kept-screen.js"
import { say, show, showWhen } from "./words.js"

/** My data, as far as the phone knows it: whose clinic sees it, and whether this is a carer's phone. */
export class Data {
  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    fillKept(phone, async () => null, ({ facts: { clinic, carer, shared } }) => {
      show(element.querySelector('[data-part="stopped"]'), !shared)
      say(element.querySelector('[data-fill="who"]'), { clinic: clinic.name })
      showWhen(element, carer ? "carer" : "own")
    })
  }
}
