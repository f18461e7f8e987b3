// @ts-check
import { inOneOrder, readAnswers } from "../core/answers.js"
import { takesNumber } from "../core/days.js"
import { newestOf, newVersion } from "../core/envelope.js"
import { Faults } from "./faults.js"
import { sayBegun, type, typeBegun, typedIn } from "./filled-in.js"
import { fillForm } from "./fresh-form.js"
import { isField, isTouched } from "./touched.js"
import { longDate, say, show } from "./words.js"

const DRAFT_AFTER_MS = 300

/** The check-in: filled from the phone where it is a kept screen, and always saved on the phone first. */
export class CheckIn {
  #form
  #phone
  #faults
  #isBusy = false
  /** @type {(string | undefined)[]} the answers of each area as the form showed them, or as they were last kept */ #shown
  #day = location.pathname.split("/")[2]
  #putRight = "" // what the server would not take and the form shows
  #timer = 0 // of a draft that is to be kept
  #drafts = Promise.resolve()

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    this.#faults = new Faults(form)
    this.#shown = this.#said(readAnswers(new FormData(form)).bodies)
    form.addEventListener("submit", this.#submit)
    form.addEventListener("flag", this.#keepAsItIs)
    for (const type of ["input", "change"]) form.addEventListener(type, this.#touch)
    addEventListener("pagehide", this.#keepDraft)
    document.addEventListener("visibilitychange", this.#keepDraft)
    phone.addEventListener("overnight", this.#sayDay)
    this.#start()
  }

  #sayDay = () => {
    say(this.#form.querySelector('[data-fill="for-day"]'), { day: longDate(this.#day) })
    show(this.#form.querySelector('[data-row="then"]'), true)
  }

  async #start() {
    await fillForm(this.#form, this.#phone, {
      load: () => Promise.all([import("../core/today.js"), import("./questions.js")]),
      view: (known, [{ dayOf }]) => dayOf({ ...known, day: this.#day }),
      draw: (day, [{ typedOf }, { drawQuestions }]) => {
        if (!day.takesEvents && !(day.takesNumber && (this.#day || !day.isDone))) return location.replace(`/?closed=${this.#day ?? 1}`)
        drawQuestions(this.#form, day)
        this.#day = day.day
        type(this.#form, typedOf(...day.saidSoFar))
        this.#shown = this.#said(readAnswers(new FormData(this.#form)).bodies)
      },
    })
    this.#day ??= this.#form.dataset.day ?? ""
    if (this.#keptBack) this.#putRight = await (await import("./questions.js")).typeKeptBack(this.#form, this.#phone, this.#keptBack, type)
    await this.#typeDraft()
  }

  /** @param {(object | null)[]} bodies */
  #said(bodies) {
    return bodies.map(inOneOrder)
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
    this.#drafts = this.#drafts.then(async () => (await this.#phone.store)?.keepDraft(draft)).catch(() => {}) // saving says it
  }

  /** What was begun and not saved, unless the day says something else by now. */
  async #typeDraft() {
    const draft = await this.#phone.store.then((store) => store?.draft()).catch(() => null)
    if (draft?.upon === this.#upon && !isTouched()) typeBegun(this.#form, draft.typed)
  }

  /** The day and what the form showed of it, or what is put right. */
  get #upon() {
    return [this.#day, ...[...this.#areas].map(({ dataset }) => dataset.areaId), ...this.#shown, this.#keptBack].filter(Boolean).join()
  }

  /** @returns {NodeListOf<HTMLElement>} */
  get #areas() {
    return this.#form.querySelectorAll("[data-area]")
  }

  /** Whether it asks what happened, and for no number. */
  get #isEvents() {
    return new FormData(this.#form).has("events")
  }

  get #keptBack() {
    return new URLSearchParams(location.search).get("change")
  }

  #submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (this.#isBusy) return
    this.#isBusy = true
    const store = await this.#save().catch((error) => this.#cannotKeep(error))
    if (store) await this.#phone.goOn(store, () => this.#go()).catch((error) => (reportError(error), this.#go())) // it is kept, whatever comes after
    this.#isBusy = false
  }

  /** @returns {Promise<import("../core/store.js").Store | void>} where it is kept, once it is */
  async #save() {
    if (await this.#phone.isOvertaken()) return
    const store = await this.#phone.store
    if (!store) throw new Error("nobody keeps a diary here")
    const { bodies, faults } = readAnswers(new FormData(this.#form))
    if (await this.#isClosed(store)) Object.assign(faults, { for_day: "closed" })
    this.#faults.show(faults)
    if (Object.keys(faults).length) return
    await this.#keep(store, bodies)
    return store
  }

  /** Who reads a red-flag card may go and call: what is complete is kept before. */
  #keepAsItIs = async () => {
    const store = await this.#phone.store
    const { bodies, faults } = readAnswers(new FormData(this.#form))
    if (!store || Object.keys(faults).length || (await this.#isClosed(store))) return
    await this.#keep(store, bodies)
    this.#phone.sync()
  }

  /** @param {import("../core/store.js").Store} store @param {(object | null)[]} bodies */
  async #keep(store, bodies) {
    await store.keep(await this.#versions(store, bodies))
    this.#shown = this.#said(bodies)
    sayBegun(this.#form, false)
    clearTimeout(this.#timer)
    this.#timer = 0
    await this.#drafts.then(() => store.keepDraft(null)).catch(reportError) // the save itself is kept
    if (this.#putRight) await store.drop(this.#putRight).catch(reportError)
    this.#phone.sendWhenClosed()
    await this.#phone.tell()
  }

  /** A page that lay open until its day was over; before the phone knows its skew the server is to say so. @param {import("../core/store.js").Store} store */
  async #isClosed(store) {
    return !this.#isEvents && (await store.facts()) && !this.#zone(await store.skew())
  }

  /** Where the day takes a number: here or, for who has just travelled, where the server drew this page. @param {number} skew */
  #zone(skew) {
    return [this.#phone.zone, this.#form.dataset.zone].find((zone) => zone && takesNumber(this.#day, Date.now() + skew, zone))
  }

  /**
   * One for each area with a number and one for effects of the second, unless it was not changed here and the newest says
   * the same: another phone may have saved something else that this one has not heard of, and that the server's page showed.
   * @param {import("../core/store.js").Store} store
   * @param {(object | null)[]} bodies
   */
  async #versions(store, bodies) {
    const skew = await store.skew()
    const context = { now: Date.now(), skew, zone: this.#zone(skew) ?? this.#phone.zone, app: document.documentElement.dataset.app ?? "" }
    const known = (await store.versions()).filter(({ version, state }) => version.for_day === this.#day && state !== "parked" && !version.body.ease)
    return bodies.flatMap((body, place) => {
      const [kind, session] = place < this.#areas.length ? ["entry"] : ["after", this.#form.dataset.session]
      const area = this.#areas[Math.min(place, 1)]?.dataset.areaId
      if (!body || !area || Object.keys(body).join() === "asked") return [] // nothing but which time it would be about
      const said = inOneOrder(body)
      const before = newestOf(known.filter(({ version }) => version.kind === kind && version.area === area))?.version
      const newest = [before?.body, { ...before?.body, symptoms: undefined }] // which no form shows a second time
      const isKept = said === this.#shown[place] && newest.map(inOneOrder).includes(said)
      return isKept ? [] : [newVersion({ kind, for_day: this.#day, area, session, body }, { ...context, before })]
    })
  }

  /** On the day of a session its question comes next. */
  async #go() {
    const saved = this.#isEvents ? `/days/${this.#day}` : `/saved/${this.#day}`
    try {
      const [{ sessionAfterCheckIn }, known] = await Promise.all([import("../core/after.js"), this.#phone.known()])
      const session = known?.facts && sessionAfterCheckIn({ ...known, facts: known.facts }, this.#day)
      location.assign(session ? `/after/${session.id}?saved=1` : saved)
    } catch (error) {
      reportError(error)
      location.assign(saved)
    }
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
