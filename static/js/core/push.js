// @ts-check

const ADDRESS = "/api/v1/push"
const KEPT = "diary-push"
const PATIENCE_MS = 20_000 // a browser that reaches no push service may never answer

/**
 * Whether reminders reach this phone: "on"; "later", when the patient wants them and the push service or our server could not
 * be told yet, which is tried again at each start; "off", when nobody has asked for them here; "blocked" in the phone's settings;
 * "cannot", when this browser has no way of getting them.
 * @typedef {"on" | "later" | "off" | "blocked" | "cannot"} PushState
 *
 * How a test went: its push service took it and this phone showed it, or did not in time ("lost"); the service does not know
 * this phone ("gone"; or "off", when our server does not), will not take what we send ("refused"), or cannot be reached, by us or
 * our server by the phone; "wait" after too many.
 * @typedef {"arrived" | "lost" | "gone" | "off" | "refused" | "unreachable" | "wait"} Trial
 *
 * @typedef {object} Tools
 * @property {string} owner - whose diary this phone keeps
 * @property {(path: string, body?: object) => Promise<{ status: number, said?: any }>} ask - our server
 * @property {import("./post.js").Fetch} fetch
 * @property {Pick<ServiceWorkerContainer, "ready" | "getRegistration"> | undefined} workers
 * @property {Pick<typeof Notification, "permission" | "requestPermission"> | undefined} notification
 * @property {Pick<Storage, "getItem" | "setItem">} storage
 * @property {(name: string, work: () => Promise<void>) => Promise<void>} lock - one at a time in all windows
 * @property {number} [patience] - milliseconds
 */

/** How reminders reach this phone. Its browser may forget that at any time and says nothing, so each start looks after it. */
export class Push {
  #tools

  /** @param {Tools} tools */
  constructor(tools) {
    this.#tools = tools
  }

  /** Ask the patient, then subscribe: first of all in a tap, or the browser asks nobody. @returns {Promise<PushState>} */
  async askAndSubscribe() {
    if ((await this.#tools.notification?.requestPermission()) === "granted" && this.#tools.workers) {
      this.#say("later")
      await this.#reach()
    }
    return this.state()
  }

  /** Make true again what the patient wanted on this phone, and tell the server that it is still there. */
  async reconcile() {
    const [owner, said] = this.#said()
    if (owner !== this.#tools.owner) return this.#unsubscribe() // it may be that of a patient who was here before
    if (this.#tools.notification?.permission === "granted") return this.#reach()
    if (said === "on" && (await this.#tools.ask(`${ADDRESS}/unsubscribe`)).status === 204) this.#say("later")
  }

  /** @returns {Promise<PushState>} */
  async state() {
    const { notification, workers } = this.#tools
    const registration = await workers?.getRegistration()
    if (!notification || !registration?.pushManager) return "cannot"
    const [owner, said] = this.#said()
    if (notification.permission === "denied") return "blocked"
    if (notification.permission !== "granted" || owner !== this.#tools.owner) return "off"
    if (said === "refused") return "cannot"
    return said === "on" && (await registration.pushManager.getSubscription()) ? "on" : "later"
  }

  /** Send this phone a test, and wait until its own worker has shown it. @returns {Promise<Trial>} */
  async test() {
    const shown = new Shown()
    try {
      const { status, said } = await this.#tools.ask(`${ADDRESS}/test`)
      if (status === 429) return "wait"
      if (said?.outcome === "gone") await this.#unsubscribe() // of no use any more
      if (["gone", "off"].includes(said?.outcome)) this.#say("later")
      if (said?.outcome !== "accepted") return said?.outcome ?? "unreachable"
      return (await Promise.race([shown.has(said.tag), this.#patience()])) ? "arrived" : "lost"
    } catch {
      return "unreachable"
    } finally {
      shown.close()
    }
  }

  /**
   * Nobody waits for longer than the patience; what comes after it counts still. Of two at once each could be given an address
   * of its own, and the server be told last of the one that the browser forgot.
   */
  async #reach() {
    const work = () => Promise.race([this.#subscribe().catch(() => {}), this.#patience()])
    await Promise.race([this.#tools.lock(KEPT, work), this.#patience()])
  }

  /** @returns {Promise<void>} */
  #patience() {
    return new Promise((resolve) => setTimeout(resolve, this.#tools.patience ?? PATIENCE_MS))
  }

  async #subscribe() {
    const { ask, workers } = this.#tools
    const [, before] = this.#said()
    const [key, registration] = await Promise.all([this.#key(), workers?.ready])
    const manager = /** @type {ServiceWorkerRegistration} */ (registration).pushManager
    const known = await this.#known(manager, key)
    const subscription = known ?? (await this.#new(manager, key))
    const { endpoint, keys } = subscription.toJSON()
    const { status } = await ask(`${ADDRESS}/subscribe`, { endpoint, ...keys })
    this.#say([201, 204].includes(status) ? "on" : status === 422 ? "refused" : "later")
    const isForgotten = status === 201 && subscription === known && before === "on" // as its service had forgotten it
    if (!isForgotten) return
    this.#say("later")
    await this.#unsubscribe()
    await this.#subscribe()
  }

  /** What the server signs its pushes with. */
  async #key() {
    const answer = await this.#tools.fetch(`${ADDRESS}/key`)
    if (!answer.ok) throw new Error("no key")
    /** @type {{ key: string }} */
    const { key } = await answer.json()
    return key
  }

  /** The subscription that there is, unless it is for another key. @param {PushManager} manager @param {string} key */
  async #known(manager, key) {
    const known = await manager.getSubscription()
    const theirs = known?.options.applicationServerKey
    if (!theirs || inLetters(theirs) === key) return known
    await known.unsubscribe()
    return null
  }

  /** @param {PushManager} manager @param {string} key */
  #new(manager, key) {
    this.#say("later") // until the server knows of it
    return manager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  }

  async #unsubscribe() {
    const registration = await this.#tools.workers?.getRegistration()
    await (await registration?.pushManager?.getSubscription())?.unsubscribe()
  }

  /** Who wanted reminders here, and how far it came. */
  #said() {
    return this.#tools.storage.getItem(KEPT)?.split(" ") ?? []
  }

  /** @param {"on" | "later" | "refused"} outcome */
  #say(outcome) {
    this.#tools.storage.setItem(KEPT, `${this.#tools.owner} ${outcome}`)
  }
}

/** What the worker says that it has shown, from now on. */
class Shown {
  #channel = new BroadcastChannel("diary-push")
  /** @type {Set<string>} */ #tags = new Set()
  #look = () => {}

  constructor() {
    this.#channel.onmessage = ({ data }) => {
      this.#tags.add(data)
      this.#look()
    }
  }

  /** @param {string} tag @returns {Promise<true>} */
  has(tag) {
    return new Promise((resolve) => {
      this.#look = () => void (this.#tags.has(tag) && resolve(true))
      this.#look()
    })
  }

  close() {
    this.#channel.close()
  }
}

/** Bytes as base64url, as a server writes its key. @param {ArrayBuffer} bytes */
function inLetters(bytes) {
  const letters = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}
