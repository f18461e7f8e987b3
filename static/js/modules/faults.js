// @ts-check

/**
 * Shows what a form lacks in the page's own words, as the server would: a line at each field, and a list of them on top
 * unless the number alone is missing. The focus goes where the next tap belongs.
 */
export class Faults {
  #form
  #title
  /** @type {string[]} */ #names = []

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form
    this.#title = document.title.replace(`${form.dataset.wordsFaulty} `, "")
    form.addEventListener("change", this.#forget)
  }

  /** @param {Record<string, string>} faults - by field, in the order of the form */
  show(faults) {
    const names = Object.keys(faults)
    this.#draw(names)
    if (isNumberAlone(names)) {
      document.getElementById("pain-0")?.focus()
      this.#form.querySelector("#pain legend")?.scrollIntoView({ block: "nearest" }) // the question stays in sight
    } else if (names.length) this.#summary.focus()
  }

  /** One of a few that was picked is no longer missing. */
  #forget = (/** @type {Event} */ { target }) => {
    const { checked, name } = /** @type {HTMLInputElement} */ (target)
    if (checked && this.#names.includes(name)) this.#draw(this.#names.filter((one) => one !== name))
  }

  /** @param {string[]} names */
  #draw(names) {
    this.#names = names
    for (const error of this.#form.querySelectorAll(".error")) this.#mark(error, names)
    for (const line of this.#summary.querySelectorAll("li")) match(line, names.includes(line.dataset.fault ?? ""), line.querySelector("a"))
    this.#summary.hidden = isNumberAlone(names) || !names.length
    document.title = names.length ? `${this.#form.dataset.wordsFaulty} ${this.#title}` : this.#title
  }

  get #summary() {
    return /** @type {HTMLElement} */ (this.#form.querySelector(".error-summary"))
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

/** @param {string[]} names */
function isNumberAlone(names) {
  return names.join() === "pain"
}

/** @param {Element} element @param {boolean} isFaulty @param {HTMLElement | null} words */
function match(element, isFaulty, words) {
  element.toggleAttribute("hidden", !isFaulty)
  if (isFaulty && words?.dataset.words) words.textContent = words.dataset.words
}
