// @ts-check
import { diaryDay, zoneHere } from "../core/days.js"
import { KeyStore } from "../core/key-store.js"
import { Login } from "../core/login.js"
import { Store } from "../core/store.js"
import { Sync } from "../core/sync.js"
import { keepLook } from "./look.js"

const FIRST_PAUSE_MS = 5000
const LONGEST_PAUSE_MS = 300_000
const MINE = document.documentElement.dataset

/**
 * How it stands between this phone and the server; `skew` in milliseconds. It is "sending" until the first outcome; a
 * later try says nothing before it knows more, so that no line flickers and none is read out again.
 * @typedef {{ outcome: "sending" | import("../core/sync.js").Outcome, unsent: number, parked: number, skew: number }} State
 *
 * What a screen is filled from.
 * @typedef {{ facts: import("../core/today.js").Facts, versions: import("../core/store.js").Kept[], now: number, zone: string }} Known
 */

/** What this phone keeps, and its talk with the server; one for a page. Tells of every change with a "state" event. */
export class Phone extends EventTarget {
  #keys = new KeyStore(indexedDB)
  #owner = ""
  /** @type {Sync | null} */ #sync = null
  /** @type {Promise<void>} */ #told = Promise.resolve()
  #pause = FIRST_PAUSE_MS
  #timer = 0
  #isTouched = false
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
    document.addEventListener("visibilitychange", () => document.hidden || this.#comeBack())
    new BroadcastChannel("diary").onmessage = () => location.replace("/pair?left=1") // signed out in another window
    for (const type of ["input", "change"]) addEventListener(type, ({ target }) => (this.#isTouched ||= "value" in /** @type {any} */ (target)))
    this.first = this.sync()
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

  /** Say anew how it stands. */
  async tell() {
    if (this.state) await this.#tell(this.state.outcome)
  }

  /** What the screens are filled from; facts are null before the first talk with the server. */
  async known() {
    const store = await this.store
    if (!store) return null
    const [facts, versions, skew] = await Promise.all([store.facts(), store.versions(), store.skew()])
    return { facts, versions, now: Date.now() + skew, zone: this.zone }
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

  /** Take everything of this patient off the phone. */
  async forget() {
    const registration = await navigator.serviceWorker?.getRegistration()
    await Store.erase({ databases: indexedDB, owner: this.#owner })
    await this.#keys.forget()
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)))
    localStorage.clear()
    const subscribed = registration?.pushManager?.getSubscription()
    await subscribed?.then((subscription) => subscription?.unsubscribe()).catch(() => {}) // the server's answer may have cleared it
    await registration?.unregister()
    new BroadcastChannel("diary").postMessage("left")
  }

  async #open() {
    const phone = await this.#keys.read()
    const owner = MINE.owner ?? phone?.owner
    if (!owner) return null
    const tools = { databases: indexedDB, subtle: crypto.subtle }
    const store = await Store.open({ ...tools, owner })
    if (owner !== phone?.owner) await this.#takeOver(owner, phone)
    this.#owner = owner
    const login = new Login({ fetch: fetch.bind(window), store: this.#keys, subtle: crypto.subtle })
    this.#sync = new Sync({
      store,
      owner,
      fetch: (path, options) => login.fetch(path, options),
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
    if (before?.owner) await Store.leave({ databases: indexedDB, subtle: crypto.subtle, owner: before.owner })
  }

  /** In the order in which it happened. @param {State["outcome"]} outcome */
  #tell(outcome) {
    this.#told = this.#told.then(async () => {
      const store = await this.store.catch(() => null)
      if (!store) return
      const { unsent, parked } = await store.counts()
      this.state = { outcome: outcome === "sending" ? (this.state?.outcome ?? outcome) : outcome, unsent, parked, skew: await store.skew() }
      if (outcome === "sent") keepLook((await store.facts())?.look)
      this.dispatchEvent(new Event("state"))
    }).catch(reportError)
    return this.#told
  }

  /** While this page slept another patient may have taken the phone over, or its day may have ended. */
  async #comeBack() {
    const owner = await this.#keys.read().then((phone) => phone?.owner, () => this.#owner) // no answer is no reason to go
    if (this.#owner && owner !== this.#owner) return location.replace("/")
    if (this.#isOfAnotherDay()) return location.replace("/")
    this.#pause = FIRST_PAUSE_MS
    this.sync()
  }

  /** What was typed is for the day that the page names, and stays. */
  #isOfAnotherDay() {
    return !this.#isTouched && document.querySelector('[data-fill="day"]') && this.#opened !== diaryDay(Date.now(), this.zone)
  }

  #tryLater() {
    this.sendWhenClosed()
    if (document.hidden) return
    this.#timer = setTimeout(() => this.sync(), this.#pause)
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS)
  }
}
