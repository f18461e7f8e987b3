// @ts-check
import { takesNumber } from "../core/days.js"
import { longDate, say, write } from "./words.js"

/** Entries that the server would not take: each with its day, its reason, and what the patient can do about it. */
export class KeptBack {
  #element
  #phone
  #list
  #one
  #isFirst = true
  #shown = ""

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#phone = phone
    this.#list = /** @type {HTMLElement} */ (element.querySelector('[data-part="list"]'))
    this.#one = /** @type {HTMLTemplateElement} */ (element.querySelector("template"))
    phone.addEventListener("state", this.#draw)
    this.#draw()
  }

  #draw = async () => {
    const known = await this.#phone.known().catch(() => null)
    const parked = known?.versions.filter(({ state }) => state === "parked") ?? []
    const ids = parked.map(({ version }) => version.id).join()
    if (ids === this.#shown) return // who stands on one of them stays there
    this.#shown = ids
    const focused = this.#element.contains(document.activeElement)
    this.#element.hidden = parked.length === 0
    this.#list.replaceChildren(...parked.map((kept) => this.#row(kept, known?.now ?? 0)))
    if (parked.length && (focused || (this.#isFirst && location.hash === "#kept-back"))) this.#element.focus()
    this.#isFirst = false
  }

  /** @param {import("../core/store.js").Kept} kept @param {number} now */
  #row({ version, errors }, now) {
    const row = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (this.#one.content.cloneNode(true)).firstElementChild)
    const part = (/** @type {string} */ name) => row.querySelector(`[data-part="${name}"]`)
    const { id, kind, for_day, body } = version
    write(part("day"), longDate(for_day))
    if (body.pain != null) say(part("number"), { n: body.pain })
    if (body.note) write(part("note"), body.note)
    const reasons = Object.values(errors).join(" ")
    if (reasons) write(part("reason"), reasons)
    if (kind === "entry" && takesNumber(for_day, now, this.#phone.zone)) part("change")?.setAttribute("href", `/check-in/${for_day}?change=${id}`)
    else part("change")?.remove()
    part("remove")?.addEventListener("click", () => this.#remove(id))
    return row
  }

  /** @param {string} id */
  async #remove(id) {
    await (await this.#phone.store)?.drop(id)
    await this.#phone.tell()
  }
}
