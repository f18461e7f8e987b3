// @ts-check
import { CannotKeep, KeyStore } from "../core/key-store.js"
import { Login } from "../core/login.js"
import { ownPath } from "../core/own-path.js"
import { Pairing } from "../core/pairing.js"
import { installsFirst, phoneLabel } from "../core/phone-label.js"
import { Store } from "../core/store.js"
import { isInstalled } from "./installed.js"

const TICK_MS = 5000
const READ_MS = 900

/** The page that shows a phone's code: renews what was paired before, else shows codes until one is typed. */
export class Pair {
  #element
  #store = new KeyStore(indexedDB)
  #label = phoneLabel(navigator.userAgent, navigator.maxTouchPoints)
  #code = ""
  #until = 0

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element
    this.#part("browser")?.addEventListener("click", () => this.#pair())
    this.#part("say")?.addEventListener("click", () => this.#say())
    this.#start()
  }

  async #start() {
    this.#open("opening")
    const tools = { fetch: fetch.bind(window), store: this.#store, subtle: crypto.subtle }
    this.#store.read().then((phone) => Store.clearOthers({ databases: indexedDB, owner: phone?.owner ?? "" })).catch(reportError)
    const renewal = await new Login(tools).renew().catch((error) => this.#fail(error))
    if (renewal === "renewed") this.#leave()
    else if (renewal === "later" || renewal === "busy") this.#later(renewal === "busy" ? "busy" : "waiting")
    else if (renewal && installsFirst(this.#label, isInstalled())) this.#open("install")
    else if (renewal) this.#pair()
  }

  /** A paired phone that hears nothing waits: a new code would forget who it is. @param {"waiting" | "busy"} step */
  async #later(step) {
    this.#open(step)
    const owner = (await this.#store.read())?.owner
    for (const link of this.#element.querySelectorAll('[data-part="diary"]')) link.toggleAttribute("hidden", !owner)
    setTimeout(() => this.#start(), TICK_MS)
  }

  async #pair() {
    this.#open("opening")
    setInterval(() => this.#count(), TICK_MS)
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const pairing = new Pairing({
      fetch: fetch.bind(window),
      store: this.#store,
      subtle: crypto.subtle,
      label: this.#label,
      zone,
      now: Date.now,
      wait: whileSomebodyLooks,
      show: (state) => this.#show(state),
    })
    await pairing.run().catch((error) => this.#fail(error))
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#open(error instanceof CannotKeep ? "unkept" : "broken")
    if (!(error instanceof CannotKeep)) reportError(error)
  }

  /** @param {import("../core/pairing.js").State} state */
  #show(state) {
    this.#open(state.name === "offline" && !this.#code ? "waiting" : state.name)
    if (state.name === "ready") setTimeout(() => this.#leave(), READ_MS)
    if (state.name !== "code") return
    this.#until = state.until
    this.#count()
    if (state.code === this.#code) return
    this.#fill("renewed", this.#code ? (this.#part("renewed")?.dataset.words ?? "") : "")
    this.#code = state.code
    this.#fill("letters", state.code)
    this.#fill("spelled", spelled(state.code))
  }

  #count() {
    const minutes = this.#part("minutes")?.children ?? []
    const left = Math.min(Math.max(Math.ceil((this.#until - Date.now()) / 60_000), 0), minutes.length - 1)
    this.#fill("left", minutes[left]?.textContent ?? "")
  }

  #say() {
    const words = new SpeechSynthesisUtterance(spelled(this.#code))
    words.lang = document.documentElement.lang
    words.rate = 0.7
    speechSynthesis.cancel()
    speechSynthesis.speak(words)
  }

  /** Show one step and hide the others; who was just signed out is told so until they are in again. @param {string} name */
  #open(name) {
    for (const step of this.#element.querySelectorAll("[data-step]")) {
      step.toggleAttribute("hidden", step.getAttribute("data-step") !== name)
    }
    document.getElementById("left")?.toggleAttribute("hidden", !new URLSearchParams(location.search).has("left") || name === "ready")
    this.#part("say")?.toggleAttribute("hidden", !("speechSynthesis" in window))
  }

  /** @param {string} name @param {string} words */
  #fill(name, words) {
    const part = this.#part(name)
    if (part && part.textContent !== words) part.textContent = words
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #part(name) {
    return this.#element.querySelector(`[data-part="${name}"]`)
  }

  /** To the screen that was asked for; the shell was drawn before anybody asked. */
  #leave() {
    const { shell } = document.documentElement.dataset
    const next = shell ? new URLSearchParams(location.search).get("next") : this.#element.dataset.next
    location.replace(ownPath(next))
  }
}

/** Letter by letter, as one reads it out. @param {string} code */
function spelled(code) {
  return [...code.replace("-", "")].join(", ")
}

/** A phone in a pocket asks for nothing. @param {number} ms @returns {Promise<void>} */
async function whileSomebodyLooks(ms) {
  await new Promise((resolve) => setTimeout(resolve, ms))
  if (!document.hidden) return
  await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }))
}
