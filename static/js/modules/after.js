// @ts-check
import { readAfter } from "../core/after-answers.js"
import { diaryDay } from "../core/days.js"
import { newestOf, newVersion } from "../core/envelope.js"
import { offerCalls } from "./calls.js"
import { Faults } from "./faults.js"
import { fillKept } from "./kept-screen.js"
import { say, sayCount, show, showWhen, weekday, write } from "./words.js"

/** The screen after a session: filled from the phone where it is a kept screen, and always saved on the phone first. */
export class After {
  #form
  #phone
  #faults
  #isBusy = false
  #kept = "" // the answers as this page kept them last

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    this.#faults = new Faults(form)
    form.addEventListener("submit", this.#submit)
    form.addEventListener("flag", this.#keepAsItIs)
    form.addEventListener("change", this.#match)
    this.#match()
    this.#fill()
  }

  /** When it eased is asked of those alone for whom it did. */
  #match = () => {
    const ease = /** @type {HTMLInputElement | null} */ (this.#form.querySelector("[name=ease]:checked"))
    show(this.#form.querySelector('[data-row="eased"]'), ease?.value.endsWith("less"))
  }

  async #fill() {
    const load = () => import("../core/after.js")
    await fillKept(this.#phone, load, (known, { afterScreen }) => {
      const screen = afterScreen(known, location.pathname.split("/")[2])
      if (!screen) return location.replace("/")
      this.#draw(screen)
      offerCalls(this.#form, known.facts.clinic)
    })
  }

  /** @param {import("../core/after.js").AfterScreen} screen */
  #draw({ session, day, area, hours, prompt, asksUsualDay, hasBath, isBathOnly, lateFor }) {
    const { dataset } = this.#form
    Object.assign(dataset, { session: session.id, areaId: session.area, day })
    const field = /** @type {HTMLInputElement} */ (this.#form.elements.namedItem("prompt"))
    field.value = prompt
    sayCount(document.querySelector('[data-fill="context"]'), hours, { number: session.number })
    showWhen(/** @type {HTMLElement} */ (this.#form.querySelector("h1")), isBathOnly ? "bath" : "injections")
    if (area) write(this.#form.querySelector('[data-fill="area"]'), area)
    if (lateFor) say(this.#form.querySelector('[data-fill="late"]'), { weekday: weekday(lateFor) })
    show(this.#form.querySelector('[data-row="usual_day"]'), asksUsualDay)
    const list = /** @type {HTMLElement} */ (this.#form.querySelector("[data-of-a-bath]"))
    for (const effect of list.dataset.ofABath?.split(" ") ?? []) show(list.querySelector(`[value="${effect}"]`)?.closest("label") ?? null, hasBath)
  }

  #submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      await this.#save()
    } catch (error) {
      this.#cannotKeep(error)
    } finally {
      this.#isBusy = false
    }
  }

  async #save() {
    if (await this.#phone.isOvertaken()) return
    const store = await this.#phone.store
    if (!store) throw new Error("nobody keeps a diary here")
    const { body, faults } = readAfter(new FormData(this.#form))
    this.#faults.show(faults)
    if (Object.keys(faults).length) return
    await this.#keep(store, body)
    const go = () => location.assign(`/after/saved/${this.#form.dataset.session}`)
    await this.#phone.goOn(store, go).catch((error) => (reportError(error), go())) // it is kept, whatever comes after
  }

  /** Who reads a red-flag card may go and call: what is complete is kept before. */
  #keepAsItIs = async () => {
    const store = await this.#phone.store
    const { body, faults } = readAfter(new FormData(this.#form))
    if (store && !Object.keys(faults).length) await this.#keep(store, body)
  }

  /** @param {import("../core/store.js").Store} store @param {object} body */
  async #keep(store, body) {
    const said = JSON.stringify(body)
    if (said === this.#kept) return
    const { session, areaId: area } = this.#form.dataset
    const [skew, zone] = [await store.skew(), this.#phone.zone]
    const before = (await store.versions()).filter(({ version }) => version.kind === "after" && version.session === session)
    const now = Date.now()
    const answer = { kind: "after", for_day: diaryDay(now + skew, zone), area, session, body }
    const app = document.documentElement.dataset.app ?? ""
    await store.keep([newVersion(answer, { now, skew, zone, app, before: newestOf(before)?.version })])
    this.#kept = said
    this.#phone.sendWhenClosed()
    await this.#phone.tell()
  }

  /** A private window or a full phone: a page of the server's still has the plain form. @param {unknown} error */
  #cannotKeep(error) {
    if (!document.documentElement.dataset.shell) return this.#form.submit()
    reportError(error)
    const trouble = /** @type {HTMLElement} */ (this.#form.querySelector('[data-part="unkept"]'))
    show(trouble, true)
    trouble.focus()
  }
}
