// @ts-check
import { diaryDay, takesNumber } from "../core/days.js"
import { longDate, say, show, write } from "./words.js"

/** Entries that the server would not take or the phone cannot read: each with its day, the reason, and what can be done. */
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
    const unreadable = (await (await this.#phone.store.catch(() => null))?.unreadable()) ?? []
    const isOpen = (/** @type {import("../core/envelope.js").Version} */ { kind, for_day }) =>
      kind === "entry" && takesNumber(for_day, known?.now ?? 0, this.#phone.zone)
    const shown = [...parked.map(({ version }) => `${version.id} ${isOpen(version)}`), ...unreadable.map(({ id }) => id)].join()
    if (shown === this.#shown) return // who stands on one of them stays there
    this.#shown = shown
    const focused = this.#element.contains(document.activeElement)
    this.#element.hidden = !shown
    this.#list.replaceChildren(...parked.map((kept) => this.#row(kept, isOpen(kept.version))), ...unreadable.map((one) => this.#unreadable(one)))
    if (shown && (focused || (this.#isFirst && location.hash === "#kept-back"))) this.#element.focus()
    this.#isFirst = false
  }

  /** @param {import("../core/store.js").Kept} kept @param {boolean} isOpen - whether its day takes a number still */
  #row({ version, errors }, isOpen) {
    const { id, for_day, body } = version
    const { row, part } = this.#copy(id)
    write(part("day"), longDate(for_day))
    if (body.pain != null) say(part("number"), { n: body.pain })
    if (body.note) write(part("note"), body.note)
    const reasons = Object.values(errors).join(" ")
    if (reasons) write(part("reason"), reasons)
    if (isOpen) part("change")?.setAttribute("href", `/check-in/${for_day}?change=${id}`)
    else part("change")?.remove()
    return row
  }

  /** Only when it was saved is known of it. @param {{ id: string, at: number }} one */
  #unreadable({ id, at }) {
    const { row, part } = this.#copy(id)
    say(part("day"), { day: longDate(diaryDay(at, this.#phone.zone)) })
    part("reason")?.remove()
    show(part("unreadable"), true)
    part("change")?.remove()
    return row
  }

  /** @param {string} id */
  #copy(id) {
    const row = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (this.#one.content.cloneNode(true)).firstElementChild)
    const part = (/** @type {string} */ name) => row.querySelector(`[data-part="${name}"]`)
    part("remove")?.addEventListener("click", () => this.#remove(id))
    return { row, part }
  }

  /** @param {string} id */
  async #remove(id) {
    await (await this.#phone.store)?.drop(id)
    await this.#phone.tell()
  }
}
