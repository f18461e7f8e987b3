// @ts-check
import { readAnswers, typedOf } from "../core/answers.js"
import { takesNumber } from "../core/days.js"
import { correctedAt, newVersion } from "../core/envelope.js"
import { dayOf } from "../core/today.js"
import { drawQuestions, type } from "./check-in-screen.js"
import { Faults } from "./faults.js"
import { fillKept } from "./kept-screen.js"
import { show } from "./words.js"

const PATIENCE_MS = 3000

/** The check-in: filled from the phone where it is a kept screen, and always saved on the phone first. */
export class CheckIn {
  #form
  #phone
  #faults
  #isBusy = false
  /** @type {(string | undefined)[]} the answers of each area as the form showed them, or as they were last kept */ #shown
  #day = location.pathname.split("/")[2]

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    this.#faults = new Faults(form)
    this.#shown = this.#said(readAnswers(new FormData(form)).bodies)
    form.addEventListener("submit", this.#submit)
    this.#start()
  }

  async #start() {
    await fillKept(this.#phone, (known) => {
      const day = dayOf({ ...known, day: this.#day })
      if (day.takesNumber && (this.#day || !day.isDone)) this.#draw(day)
      else location.replace(`/?closed=${this.#day ?? 1}`)
    })
    this.#day ??= this.#form.dataset.day ?? ""
    await this.#typeKeptBack()
  }

  /** @param {import("../core/today.js").Day} day */
  #draw(day) {
    this.#day = day.day
    drawQuestions(this.#form, day)
    type(this.#form, typedOf(...day.saidSoFar))
    this.#shown = this.#said(readAnswers(new FormData(this.#form)).bodies)
  }

  /** @param {(import("../core/answers.js").Body | null)[]} bodies */
  #said(bodies) {
    return bodies.map((body) => JSON.stringify(body))
  }

  /** What the server would not take is shown to be put right. */
  async #typeKeptBack() {
    const store = this.#keptBack && (await this.#phone.store.catch(() => null))
    const kept = store && (await store.versions()).find(({ version }) => version.id === this.#keptBack)
    if (!kept) return
    const isSecond = kept.version.area === this.#areas[1]?.dataset.areaId
    if (isSecond) type(this.#form, typedOf(null, kept.version.body), ["pain_2"])
    else type(this.#form, typedOf(kept.version.body))
  }

  /** @returns {NodeListOf<HTMLElement>} */
  get #areas() {
    return this.#form.querySelectorAll("[data-area]")
  }

  get #keptBack() {
    return new URLSearchParams(location.search).get("change")
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
    const store = await this.#phone.store
    if (!store) throw new Error("nobody keeps a diary here")
    const { bodies, faults } = readAnswers(new FormData(this.#form))
    if (await this.#isClosed(store)) Object.assign(faults, { for_day: "closed" })
    this.#faults.show(faults)
    if (Object.keys(faults).length) return
    await store.keep(await this.#versions(store, bodies))
    this.#shown = this.#said(bodies)
    if (this.#keptBack) await store.drop(this.#keptBack).catch(reportError) // the save itself is kept
    this.#phone.sendWhenClosed()
    await this.#phone.tell()
    await this.#leave(store)
  }

  /** A page that lay open until its day was over; before the phone knows its skew the server is to say so. @param {import("../core/store.js").Store} store */
  async #isClosed(store) {
    return (await store.facts()) && !this.#zone(await store.skew())
  }

  /** Where the day takes a number: here or, for who has just travelled, where the server drew this page. @param {number} skew */
  #zone(skew) {
    return [this.#phone.zone, this.#form.dataset.zone].find((zone) => zone && takesNumber(this.#day, Date.now() + skew, zone))
  }

  /**
   * One for each area with a number, unless it was not changed here and the newest says the same: another phone may
   * have saved something else that this one has not heard of, and that the server's page showed.
   * @param {import("../core/store.js").Store} store
   * @param {(import("../core/answers.js").Body | null)[]} bodies
   */
  async #versions(store, bodies) {
    const known = (await store.versions()).filter(({ version, state }) => version.for_day === this.#day && state !== "parked")
    const skew = await store.skew()
    const context = { now: Date.now(), skew, zone: this.#zone(skew) ?? this.#phone.zone, app: document.documentElement.dataset.app ?? "" }
    return bodies.flatMap((body, place) => {
      const area = this.#areas[place]?.dataset.areaId
      if (!body || !area) return []
      const said = JSON.stringify(body)
      const isKept = said === this.#shown[place] && said === JSON.stringify(newestOf(known, area)?.body)
      return isKept ? [] : [newVersion({ kind: "entry", for_day: this.#day, area, body }, context)]
    })
  }

  /**
   * The saved screen comes from the phone; where the phone keeps no screens yet, or has not heard what to fill them with,
   * the server must have the entry first.
   * @param {import("../core/store.js").Store} store
   */
  async #leave(store) {
    const go = () => location.assign(`/saved/${this.#day}`)
    if (navigator.serviceWorker?.controller && (await store.facts())) return go()
    const isSent = () => this.#phone.state?.unsent === 0
    await Promise.race([this.#phone.sync(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
    if (isSent()) return go()
    this.#phone.addEventListener("state", () => isSent() && go())
    navigator.serviceWorker?.addEventListener("controllerchange", async () => (await store.facts()) && go())
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

/** @param {import("../core/store.js").Kept[]} known @param {string} area */
function newestOf(known, area) {
  const own = known.map(({ version }) => version).filter((version) => version.area === area)
  return own.sort((one, other) => correctedAt(one) - correctedAt(other)).at(-1)
}
