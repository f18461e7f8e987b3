// @ts-check
import { installsFirst, phoneLabel } from "../core/phone-label.js"
import { isInstalled } from "./installed.js"
import { show, showWhen } from "./words.js"

const NOT_NOW = "diary-install-not-now"
export const PAUSE_MS = 30 * 86_400_000

/**
 * Shows the one way in which this browser puts the diary on the home screen: its own "button", the "steps" of an iPhone,
 * a "menu" for all others, or that it is "done". Where the page has no words for that way, it shows nothing.
 */
export class InstallOffer {
  #element
  /** @type {any} the browser's own question, of which the checker does not know */ #question = null

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element
    if (isInstalled()) this.#show("done")
    else this.#offer()
  }

  #offer() {
    this.#element.querySelector('[data-part="install"]')?.addEventListener("click", this.#ask)
    this.#element.querySelector('[data-part="not-now"]')?.addEventListener("click", this.#notNow)
    addEventListener("beforeinstallprompt", this.#keep)
    addEventListener("appinstalled", () => this.#show("done"))
    const isApples = installsFirst(phoneLabel(navigator.userAgent, navigator.maxTouchPoints), false)
    this.#show(isApples ? "steps" : "menu")
  }

  #keep = (/** @type {Event} */ question) => {
    question.preventDefault()
    this.#question = question
    this.#show("button")
  }

  /** A browser asks once for each question that it gave. */
  #ask = async () => {
    await this.#question.prompt()
    if ((await this.#question.userChoice).outcome === "dismissed") this.#notNow()
  }

  #notNow = () => {
    localStorage.setItem(NOT_NOW, String(Date.now()))
    this.#show("menu")
  }

  /** @param {string} way */
  #show(way) {
    const isLater = "pauses" in this.#element.dataset && Date.now() - Number(localStorage.getItem(NOT_NOW)) < PAUSE_MS
    showWhen(this.#element, way)
    show(this.#element, !isLater && this.#element.querySelector(`[data-when="${way}"]`))
  }
}
