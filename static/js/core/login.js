// @ts-check
import { signRenewal } from "./device-key.js"
import { isBusy, isSignedOut, NoSignal, overNetwork, post } from "./post.js"

/**
 * How a renewal went: "renewed", "signed-out" (only a new code helps), "no-key" (never paired here), "busy" (the server
 * asks to wait) or "later" (no signal).
 * @typedef {"renewed" | "signed-out" | "no-key" | "busy" | "later"} Renewal
 */

/** Renews this phone's login with its key, so that nobody notices that logins end. */
export class Login {
  #fetch
  #store
  #subtle
  /** @type {Promise<Renewal> | null} */ #running = null

  /**
   * @param {object} tools
   * @param {import("./post.js").Fetch} tools.fetch
   * @param {Pick<import("./key-store.js").KeyStore, "read">} tools.store
   * @param {SubtleCrypto} tools.subtle
   */
  constructor({ fetch, store, subtle }) {
    this.#fetch = fetch
    this.#store = store
    this.#subtle = subtle
  }

  /**
   * Fetch; when the answer is that the login ended, renew it once and ask again. While it cannot be told whether
   * the login ended for good, there is no answer.
   * @param {string} path
   * @param {RequestInit} [options]
   */
  async fetch(path, options) {
    const response = await overNetwork(this.#fetch(path, options))
    if (response.status !== 401) return response
    const renewal = await this.renew()
    if (renewal === "renewed") return overNetwork(this.#fetch(path, options))
    return renewal === "later" || renewal === "busy" ? Response.error() : response
  }

  /** Many may ask at the same moment; one signature serves them all. @returns {Promise<Renewal>} */
  renew() {
    this.#running ??= this.#renewNow().finally(() => (this.#running = null))
    return this.#running
  }

  /** @returns {Promise<Renewal>} */
  async #renewNow() {
    const phone = await this.#store.read()
    if (!phone?.key || !phone.device) return "no-key"
    const { key, device } = phone
    try {
      const challenge = await post(this.#fetch, "/session/challenge", { device })
      const nonce = challenge.said?.nonce
      if (!nonce) return outcome(challenge)
      const sig = await signRenewal(this.#subtle, key, nonce, device)
      return outcome(await post(this.#fetch, "/session/renew", { device, nonce, sig }))
    } catch (error) {
      if (error instanceof NoSignal) return "later"
      throw error
    }
  }
}

/** What does not speak as our server does says nothing. @param {{ status: number, said: any }} answer @returns {Renewal} */
function outcome(answer) {
  if (answer.said?.device) return "renewed"
  if (isSignedOut(answer)) return "signed-out"
  return isBusy(answer) ? "busy" : "later"
}
