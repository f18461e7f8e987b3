// @ts-check
import { diaryDay } from "../core/days.js"
import { newestOf, newVersion } from "../core/envelope.js"
import { Faults } from "./faults.js"
import { sayBegun, typeBegun, typedIn } from "./filled-in.js"
import { isField, isTouched } from "./touched.js"
import { show } from "./words.js"

const DRAFT_AFTER_MS = 300

/**
 * How a form is read and kept.
 * @typedef {object} Ways
 * @property {string} kind - of the save
 * @property {(fields: FormData) => { body: Record<string, any>, faults: Record<string, string> }} read
 * @property {(now: number) => string} [day] - the day it is for, at this moment of the server's clock; today, unless given
 * @property {() => { session: string, area: string | null }} [about] - the session that it is about
 * @property {() => string} upon - what it is begun upon; what was typed upon something else is not shown again
 * @property {(body: Record<string, any>) => string} next - the screen that comes after what was saved
 *
 * @typedef {{ store: import("../core/store.js").Store, next: string }} Left
 */

/** A form that is kept on the phone first, and until then as it was last touched. */
export class KeptForm {
  #form
  #phone
  #ways
  #faults
  #kept = "" // the answers as this page kept them last
  #shown = "" // what stood in the form before anybody touched it
  #timer = 0 // of a draft that is to be kept
  #drafts = Promise.resolve()
  #isBusy = false
  #isPlain = false

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone @param {Ways} ways */
  constructor(form, phone, ways) {
    this.#form = form
    this.#phone = phone
    this.#ways = ways
    this.#faults = new Faults(form)
    form.addEventListener("submit", this.#submit)
    form.addEventListener("flag", this.#keepAsItIs)
    for (const type of ["input", "change"]) form.addEventListener(type, this.#touch)
    addEventListener("pagehide", this.#keepDraft)
    document.addEventListener("visibilitychange", this.#keepDraft)
  }

  /** What was begun and not saved, once the form shows what it was begun upon. */
  async typeDraft() {
    this.#shown = JSON.stringify(Object.entries(typedIn(this.#form)).filter(([name]) => !isTouched(name)))
    const draft = await this.#phone.store.then((store) => store?.draft(this.#ways.kind)).catch(() => null)
    if (draft?.upon === this.#upon && !isTouched()) typeBegun(this.#form, draft.typed)
  }

  #touch = (/** @type {Event} */ { target }) => {
    if (!isField(target)) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#keepDraft, DRAFT_AFTER_MS)
  }

  /** A phone may end any page that it does not show. */
  #keepDraft = () => {
    if (!this.#timer) return
    clearTimeout(this.#timer)
    this.#timer = 0
    const draft = { upon: this.#upon, typed: typedIn(this.#form) }
    this.#drafts = this.#drafts.then(async () => (await this.#phone.store)?.keepDraft(draft, this.#ways.kind)).catch(() => {}) // saving says it
  }

  /** A newer save shows other answers: what was begun before it gives way. */
  get #upon() {
    return `${this.#ways.upon()} ${this.#shown}`
  }

  #submit = async (/** @type {SubmitEvent} */ event) => {
    if (this.#isPlain) return
    event.preventDefault()
    if (this.#isBusy) return
    this.#isBusy = true
    const kept = await this.#save(event.submitter).catch((error) => this.#cannotKeep(error, event.submitter))
    if (kept) await this.#leave(kept).catch((error) => (reportError(error), location.assign(kept.next))) // it is kept, whatever comes after
    this.#isBusy = false
  }

  /** @param {HTMLElement | null} button @returns {Promise<Left | void>} where it is kept and what comes next, once it is */
  async #save(button) {
    if (await this.#phone.isOvertaken()) return
    const store = await this.#phone.store
    if (!store) throw new Error("nobody keeps a diary here")
    const fields = new FormData(this.#form)
    if (button instanceof HTMLButtonElement && button.name) fields.set(button.name, button.value)
    const { body, faults } = this.#ways.read(fields)
    this.#faults.show(faults)
    for (const [field, reason] of Object.entries(faults)) sayWhy(this.#form, field, reason)
    if (Object.keys(faults).length) return
    await this.#keep(store, body)
    return { store, next: this.#ways.next(body) }
  }

  /** Who reads a red-flag card may go and call: what is complete is kept before. */
  #keepAsItIs = async () => {
    const store = await this.#phone.store
    const { body, faults } = this.#ways.read(new FormData(this.#form))
    if (!store || Object.keys(faults).length) return
    await this.#keep(store, body)
    await this.#forget(store)
    this.#phone.sync()
  }

  /** The same answers once. @param {import("../core/store.js").Store} store @param {object} body */
  async #keep(store, body) {
    const said = JSON.stringify(body)
    if (said === this.#kept) return
    await store.keep([await this.#version(store, body)])
    this.#kept = said
  }

  /** What is kept is no longer begun. @param {import("../core/store.js").Store} store */
  async #forget(store) {
    sayBegun(this.#form, false)
    clearTimeout(this.#timer)
    this.#timer = 0
    await this.#drafts.then(() => store.keepDraft(null, this.#ways.kind)).catch(reportError)
    this.#phone.sendWhenClosed()
    await this.#phone.tell()
  }

  /** @param {import("../core/store.js").Store} store @param {object} body */
  async #version(store, body) {
    const { kind, day, about } = this.#ways
    const [now, skew, versions] = [Date.now(), await store.skew(), await store.versions()]
    const { zone } = this.#phone
    const before = newestOf(versions.filter(({ version, state }) => version.kind === kind && state !== "parked"))?.version
    const for_day = day ? day(now + skew) : diaryDay(now + skew, zone)
    return newVersion({ kind, for_day, body, ...about?.() }, { now, skew, before, zone, app: document.documentElement.dataset.app ?? "" })
  }

  /** @param {Left} kept */
  async #leave({ store, next }) {
    await this.#forget(store)
    await this.#phone.goOn(store, () => location.assign(next))
  }

  /** A private window or a full phone: a page of the server's still has the plain form. @param {unknown} error @param {HTMLElement | null} button */
  #cannotKeep(error, button) {
    if (!document.documentElement.dataset.shell) {
      this.#isPlain = true
      return this.#form.requestSubmit(button)
    }
    reportError(error)
    const trouble = /** @type {HTMLElement} */ (this.#form.querySelector('[data-part="unkept"]'))
    show(trouble, true)
    trouble.focus()
  }
}

/** A field that can be wrong in more ways than one: the form holds the words of each. @param {HTMLFormElement} form @param {string} field @param {string} reason */
function sayWhy(form, field, reason) {
  const words = form.dataset[reason]
  if (!words) return
  for (const place of form.querySelectorAll(`#${field}-error span > span:last-child, [data-fault="${field}"] a`)) place.textContent = words
}
