// @ts-check

/** Offers another look, and never stops anyone, when the worst pain is lower than the average. */
export class LowerWorst {
  /** @type {HTMLElement} */ #line
  /** @type {HTMLFormElement} */ #form

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#line = /** @type {HTMLElement} */ (element.firstElementChild)
    this.#form = /** @type {HTMLFormElement} */ (element.closest("form"))
    this.#form.addEventListener("change", this.#compare)
    element.querySelector("a")?.addEventListener("click", this.#change)
    this.#compare()
  }

  #compare = () => {
    const answers = new FormData(this.#form)
    const [average, worst] = [answers.get("pain"), answers.get("worst")]
    this.#line.hidden = average === null || worst === null || Number(worst) >= Number(average)
  }

  #change = (/** @type {Event} */ event) => {
    event.preventDefault()
    const chosen = /** @type {HTMLInputElement} */ (this.#form.querySelector('[name="worst"]:checked'))
    chosen.scrollIntoView({ block: "center" })
    chosen.focus()
  }
}
