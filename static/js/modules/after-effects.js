// @ts-check
import { showWhen } from "./words.js"

const NONE_OF_THESE = "none"

/** "None of these" takes the rest back, and the rest takes it back; one effect alone needs no name where it is rated. */
export class AfterEffects {
  #element

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element
    element.addEventListener("change", this.#match)
    this.#name()
  }

  #match = (/** @type {Event} */ { target }) => {
    if (target instanceof HTMLInputElement && target.checked && target.name === "effects") this.#takeBack(target.value === NONE_OF_THESE)
    this.#name()
  }

  /** @param {boolean} isNone - which is ticked now */
  #takeBack(isNone) {
    const others = this.#ticked.filter(({ value }) => (value === NONE_OF_THESE) !== isNone)
    for (const box of others) {
      box.checked = false
      box.dispatchEvent(new Event("change", { bubbles: true }))
    }
  }

  #name() {
    const isOne = this.#ticked.length === 1
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (this.#element.querySelectorAll("[data-effect]"))) showWhen(row, isOne ? "one" : "many")
  }

  /** @returns {HTMLInputElement[]} */
  get #ticked() {
    return [...this.#element.querySelectorAll("[name=effects]:checked")].map((box) => /** @type {HTMLInputElement} */ (box))
  }
}
