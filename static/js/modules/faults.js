// @ts-check

/**
 * Shows what a form lacks in the page's own words, as the server would: a line at each field, and a list of them on top
 * unless the number alone is missing. The focus goes where the next tap belongs.
 */
export class Faults {
  #form
  #title

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form
    this.#title = document.title.replace(`${form.dataset.wordsFaulty} `, "")
  }

  /** @param {Record<string, string>} faults - by field, in the order of the form */
  show(faults) {
    const names = Object.keys(faults)
    for (const error of this.#form.querySelectorAll(".error")) this.#mark(error, names)
    const summary = /** @type {HTMLElement} */ (this.#form.querySelector(".error-summary"))
    for (const line of summary.querySelectorAll("li")) match(line, names.includes(line.dataset.fault ?? ""), line.querySelector("a"))
    const onlyNumber = names.length === 1 && names[0] === "pain"
    summary.hidden = onlyNumber || !names.length
    document.title = names.length ? `${this.#form.dataset.wordsFaulty} ${this.#title}` : this.#title
    const next = onlyNumber ? document.getElementById("pain-0") : summary
    if (names.length) next?.focus()
  }

  /** @param {Element} error @param {string[]} names */
  #mark(error, names) {
    const name = error.id.replace(/-error$/, "")
    const field = /** @type {HTMLElement} */ (document.getElementById(name))
    const isFaulty = names.includes(name)
    match(error, isFaulty, error.querySelector("[data-words]"))
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== error.id)
    field.setAttribute("aria-describedby", [...others, ...(isFaulty ? [error.id] : [])].join(" "))
    if (field.matches("input, textarea")) isFaulty ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid")
  }
}

/** @param {Element} element @param {boolean} isFaulty @param {HTMLElement | null} words */
function match(element, isFaulty, words) {
  element.toggleAttribute("hidden", !isFaulty)
  if (isFaulty && words?.dataset.words) words.textContent = words.dataset.words
}
