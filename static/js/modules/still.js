// @ts-check

/** "Nothing bothers me" takes back what was said to bother still, and the reverse. */
export class Still {
  #form

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#form = /** @type {HTMLFormElement} */ (element.closest("form"))
    this.#form.addEventListener("change", this.#match)
  }

  #match = (/** @type {Event} */ { target }) => {
    if (!(target instanceof HTMLInputElement) || !target.checked) return
    if (target.name === "bothered" && target.value === "no") this.#takeBack(':is([name^="still_"], [name^="second_"]):not([value="0"]):checked')
    if (/^(still|second)_/.test(target.name) && target.value !== "0") this.#takeBack('[name="bothered"][value="no"]:checked')
  }

  /** @param {string} answers */
  #takeBack(answers) {
    for (const answer of /** @type {NodeListOf<HTMLInputElement>} */ (this.#form.querySelectorAll(answers))) {
      answer.checked = false
      answer.dispatchEvent(new Event("change", { bubbles: true }))
    }
  }
}
