// @ts-check

const CLICK_AFTER_LIFT_MS = 500

/**
 * A scale that a finger can slide along: the pin shows under the finger, lifting sets it.
 * Keys, voice and a page without script need none of this: the numbers are radios.
 */
export class PainScale {
  /** @type {HTMLElement} */ #row
  /** @type {boolean} */ #optional
  /** @type {HTMLInputElement | null} */ #before = null
  /** @type {HTMLInputElement | null} */ #under = null
  #slid = false
  #liftedAt = -Infinity

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#row = /** @type {HTMLElement} */ (element.querySelector(".pain-scale__row"))
    this.#optional = element.hasAttribute("data-optional")
    this.#row.addEventListener("pointerdown", this.#touch)
    this.#row.addEventListener("pointermove", this.#slide)
    this.#row.addEventListener("pointerup", this.#lift)
    this.#row.addEventListener("pointercancel", this.#forget)
    this.#row.addEventListener("click", this.#swallow, true)
    this.#row.addEventListener("mousedown", (event) => event.preventDefault()) // or it would take the focus away again
  }

  #touch = (/** @type {PointerEvent} */ event) => {
    if (!event.isPrimary || event.button !== 0) return
    this.#row.setPointerCapture(event.pointerId)
    this.#before = this.#row.querySelector("input:checked")
    this.#slid = false
    this.#show(event)
  }

  #slide = (/** @type {PointerEvent} */ event) => {
    if (this.#under) this.#show(event)
  }

  #lift = (/** @type {PointerEvent} */ event) => {
    const chosen = this.#under
    if (!chosen) return
    this.#under = null
    this.#liftedAt = event.timeStamp
    if (this.#optional && chosen === this.#before && !this.#slid) chosen.checked = false
    chosen.focus({ preventScroll: true, focusVisible: false }) // the pin shows a finger what it chose; rings are for keys
    chosen.dispatchEvent(new Event("change", { bubbles: true }))
  }

  /** The finger scrolled the page instead: the answer is what it was. */
  #forget = () => {
    if (this.#under) this.#under.checked = false
    if (this.#before) this.#before.checked = true
    this.#under = null
  }

  /** Some browsers click what lies under the lifted finger; the lift has already set the answer. Keys click 0 times. */
  #swallow = (/** @type {MouseEvent} */ event) => {
    if (event.detail > 0 && event.timeStamp - this.#liftedAt < CLICK_AFTER_LIFT_MS) event.preventDefault()
  }

  #show(/** @type {PointerEvent} */ event) {
    const input = this.#inputAt(event.clientX, event.clientY)
    if (!input || input === this.#under) return
    this.#slid = this.#under !== null
    this.#under = input
    input.checked = true
  }

  /** A finger that strays off the row stays on its nearest edge. */
  #inputAt(/** @type {number} */ x, /** @type {number} */ y) {
    const box = this.#row.getBoundingClientRect()
    const inside = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to) => Math.min(Math.max(at, from + 2), to - 2)
    const found = document.elementFromPoint(inside(x, box.left, box.right), inside(y, box.top, box.bottom))
    const cell = found?.closest(".pain-scale__cell")
    return cell && this.#row.contains(cell) ? cell.querySelector("input") : null
  }
}
