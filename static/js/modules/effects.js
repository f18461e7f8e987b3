// @ts-check

/** Asks how much an effect bothers only for effects that are ticked. */
export class Effects {
  /** @type {HTMLElement} */ #element

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element
    for (const row of this.#rows) if (row.querySelector("input:checked")) this.#box(row).checked = true
    element.addEventListener("change", this.#match)
    this.#match()
  }

  /** @returns {Iterable<HTMLElement>} */
  get #rows() {
    return this.#element.querySelectorAll("[data-effect]")
  }

  /** @returns {HTMLInputElement} */
  #box(/** @type {HTMLElement} */ row) {
    return /** @type {HTMLInputElement} */ (this.#element.querySelector(`[name="effects"][value="${row.dataset.effect}"]`))
  }

  #match = () => {
    for (const row of this.#rows) {
      row.hidden = !this.#box(row).checked
      if (row.hidden) this.#clear(row)
    }
  }

  #clear(/** @type {HTMLElement} */ row) {
    const chosen = /** @type {HTMLInputElement | null} */ (row.querySelector("input:checked"))
    if (chosen) chosen.click()
  }
}
