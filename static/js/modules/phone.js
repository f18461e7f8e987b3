// @ts-check
import { diaryDay, zoneHere } from "../core/days.js"
import { KeyStore } from "../core/key-store.js"
import { Login } from "../core/login.js"
import { post } from "../core/post.js"
import { Store } from "../core/store.js"
import { Sync } from "../core/sync.js"
import { keepLook } from "./look.js"
import { isTouched } from "./touched.js"

const FIRST_PAUSE_MS = 5000
const LONGEST_PAUSE_MS = 300_000
const WAITED_FOR_MS = 3000
const MINE = document.documentElement.dataset

/**
 * How it stands between this phone and the server; `skew` in milliseconds. It is "sending" until the first outcome; a
 * later try says nothing before it knows more, so that no line flickers and none is read out again.
 * @typedef {{ outcome: "sending" | import("../core/sync.js").Outcome, unsent: number, parked: number, skew: number }} State
 *
 * What a screen is filled from.
 * @typedef {{ facts: import("../core/today.js").Facts, past: import("../core/past.js").Past | null, versions: import("../core/store.js").Kept[], now: number, zone: string }} Known
 */

/**
 * What this phone keeps, and its talk with the server; one for a page. Tells of every change with a "state" event, and
 * with an "overnight" event that the day of a form ended which somebody has begun to fill in.
 */
export class Phone extends EventTarget {
  #keys = new KeyStore(indexedDB)
  #login = new Login({ fetch: fetch.bind(window), store: this.#keys, subtle: crypto.subtle })
  /** @type {import("../core/post.js").Fetch} */ #fetch = (path, options) => this.#login.fetch(path, options)
  owner = ""
  /** @type {Sync | null} */ #sync = null
  /** @type {Promise<void>} */ #told = Promise.resolve()
  #pause = FIRST_PAUSE_MS
  #timer = 0
  #windows = new BroadcastChannel("diary")
  /** @type {State | null} */ state = null
  /** The patient's store; null when nobody keeps a diary here. Rejects when the phone cannot keep one. @type {Promise<Store | null>} */
  store = this.#open()
  #opened = diaryDay(Date.now(), this.zone)
  /** How the first talk of this page went. */
  first

  constructor() {
    super()
    addEventListener("online", () => this.sync())
    addEventListener("offline", () => this.#tell("offline"))
    addEventListener("pageshow", (event) => event.persisted && this.#comeBack())
    addEventListener("focus", () => this.#comeBack())
    document.addEventListener("visibilitychange", () => document.hidden || this.#comeBack())
    this.#windows.onmessage = () => this.isOvertaken()
    this.first = this.sync()
  }

  /**
   * In another window somebody may have signed out or another patient come in: then nothing here is theirs to see, and
   * nothing theirs to change.
   */
  async isOvertaken() {
    const owner = await this.#keys.read().then((phone) => phone?.owner, () => this.owner) // no answer is no reason to go
    const isOvertaken = this.owner !== "" && owner !== this.owner
    if (isOvertaken) location.replace(owner ? "/" : "/pair?left=1")
    return isOvertaken
  }

  /** Send and fetch now. @returns {Promise<import("../core/sync.js").Outcome>} */
  async sync() {
    clearTimeout(this.#timer)
    const store = await this.store.catch(() => null)
    if (!store || !this.#sync) return "later"
    const outcome = await this.#sync.run().catch((error) => {
      reportError(error)
      return /** @type {const} */ ("later")
    })
    if (outcome === "sent") this.#pause = FIRST_PAUSE_MS
    else if (outcome !== "signed-out") this.#tryLater()
    await this.#told
    return outcome
  }

  /**
   * Go on to a screen that shows what was just kept. It comes from the phone; where the phone keeps no screens yet, or has
   * not heard what to fill them with, the server must have the save first.
   * @param {Store} store
   * @param {() => void} go
   */
  async goOn(store, go) {
    if (navigator.serviceWorker?.controller && (await store.facts())) return go()
    const isSent = () => this.state?.unsent === 0
    await Promise.race([this.sync(), new Promise((resolve) => setTimeout(resolve, WAITED_FOR_MS))])
    if (isSent()) return go()
    this.addEventListener("state", () => isSent() && go())
    navigator.serviceWorker?.addEventListener("controllerchange", async () => (await store.facts()) && go())
  }

  /** Say anew how it stands. */
  async tell() {
    if (this.state) await this.#tell(this.state.outcome)
  }

  /** What the screens are filled from; facts are null before the first talk with the server. */
  async known() {
    const store = await this.store
    if (!store) return null
    const [facts, past, versions, skew] = await Promise.all([store.facts(), store.past(), store.versions(), store.skew()])
    return { facts, past, versions, now: Date.now() + skew, zone: this.zone }
  }

  get zone() {
    return zoneHere()
  }

  /** Let the browser send what waits even when the diary is closed, where it can; it may refuse. */
  async sendWhenClosed() {
    /** @type {any} with what only some browsers have */
    const registration = await navigator.serviceWorker?.getRegistration()
    await registration?.sync?.register("diary-outbox").catch(() => {})
  }

  /** Ask the server something for whose page this is, and for nobody else. @param {string} path @param {object} [body] */
  ask(path, body = {}) {
    return post(this.#fetch, path, body, { "Diary-Owner": this.owner })
  }

  /** Take everything of this patient off the phone. */
  async forget() {
    const registration = await navigator.serviceWorker?.getRegistration()
    await this.#keys.forget(this.owner) // first: whatever else stays behind when this is cut short is nobody's, and cleared
    await Store.erase({ databases: indexedDB, owner: this.owner })
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
    localStorage.clear()
    await registration?.unregister() // and with it how reminders reach this phone
    this.#windows.postMessage("left")
  }

  async #open() {
    const phone = await this.#keys.read()
    const owner = MINE.owner ?? phone?.owner
    if (!owner) return null
    const tools = { databases: indexedDB, subtle: crypto.subtle }
    const store = await Store.open({ ...tools, owner })
    if (owner !== phone?.owner) await this.#takeOver(owner, phone)
    Store.clearOthers({ ...tools, owner }).catch(reportError)
    this.owner = owner
    this.#windows.postMessage("opened")
    this.#sync = new Sync({
      store,
      owner,
      fetch: this.#fetch,
      lock: (name, work) => navigator.locks.request(name, work),
      now: Date.now,
      onState: (outcome) => void this.#tell(outcome),
    })
    return store
  }

  /**
   * The page is of somebody else than the key: that key can only bring back the login of who was here before.
   * @param {string} owner
   * @param {import("../core/key-store.js").PhoneKey | undefined} before
   */
  async #takeOver(owner, before) {
    const { key = null, device = null } = before?.owner ? {} : (before ?? {})
    await this.#keys.write({ key, device, owner })
  }

  /** In the order in which it happened. @param {State["outcome"]} outcome */
  #tell(outcome) {
    this.#told = this.#told.then(async () => {
      const store = await this.store.catch(() => null)
      if (!store) return
      const { unsent, parked } = await store.counts()
      this.state = { outcome: outcome === "sending" ? (this.state?.outcome ?? outcome) : outcome, unsent, parked, skew: await store.skew() }
      if (outcome === "sent" && !unsent) keepLook((await store.facts())?.look)
      this.dispatchEvent(new Event("state"))
    }).catch(reportError)
    return this.#told
  }

  /** While this page slept its day may have ended. */
  async #comeBack() {
    if (await this.isOvertaken()) return
    const isOfAnotherDay = document.querySelector('[data-fill="day"], form[data-day], form[data-visit]') && this.#opened !== diaryDay(Date.now(), this.zone)
    if (isOfAnotherDay && !isTouched()) return location.replace("/")
    if (isOfAnotherDay) this.dispatchEvent(new Event("overnight"))
    this.#pause = FIRST_PAUSE_MS
    this.sync()
  }

  #tryLater() {
    this.sendWhenClosed()
    if (document.hidden) return
    this.#timer = setTimeout(() => this.sync(), this.#pause)
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS)
  }
}
