// @ts-check

/** A row of answers where tapping the chosen one again takes it back. */
export class OptionRow {
  /** @type {HTMLElement} */ #element
  /** @type {HTMLInputElement | null} */ #chosen = null

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element
    element.addEventListener("click", this.#tap)
    element.addEventListener("change", this.#remember)
    this.#remember()
  }

  #tap = (/** @type {MouseEvent} */ event) => {
    if (event.target !== this.#chosen || !this.#chosen) return
    this.#chosen.checked = false
    this.#chosen.dispatchEvent(new Event("change", { bubbles: true }))
  }

  #remember = () => {
    this.#chosen = this.#element.querySelector("input:checked")
  }
}
