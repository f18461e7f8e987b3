// @ts-check
import { makeKey, publicHalf } from "./device-key.js"
import { NoSignal, post } from "./post.js"

const ASK_AGAIN_MS = 3000
const BUSY_MS = 30_000

/**
 * What the page shows: a code until a moment of this phone's clock, no signal, a server that asks to wait,
 * or that the phone is paired.
 * @typedef {{ name: "code", code: string, until: number } | { name: "offline" | "busy" | "ready" }} State
 *
 * @typedef {object} Tools
 * @property {import("./post.js").Fetch} fetch
 * @property {Pick<import("./key-store.js").KeyStore, "read" | "write">} store
 * @property {SubtleCrypto} subtle
 * @property {string} label - what the phone is, such as iPhone
 * @property {string} zone - IANA name
 * @property {() => number} now - milliseconds of this phone's clock
 * @property {(ms: number) => Promise<void>} wait - resolves after so long, and while somebody looks
 * @property {(state: State) => void} show
 */

/** Shows codes until staff type one of them, then keeps the phone's id and whose diary it is beside its key. */
export class Pairing {
  #tools

  /** @param {Tools} tools */
  constructor(tools) {
    this.#tools = tools
  }

  async run() {
    const { store, subtle, show } = this.#tools
    const key = await makeKey(subtle)
    const owner = (await store.read())?.owner ?? null
    await store.write({ key, device: null, owner }) // a phone that cannot keep its key must not pair
    let paired = null
    while (paired === null) paired = await this.#oneCode(key)
    await store.write({ key, ...paired })
    show({ name: "ready" })
  }

  /**
   * Show one code and ask whether it was typed.
   * @param {CryptoKeyPair} key
   * @returns {Promise<{ device: string, owner: string } | null>} null when the code ran out
   */
  async #oneCode(key) {
    const { subtle, label, zone, show, now } = this.#tools
    const { said, date } = await this.#insist("/pair", { jwk: await publicHalf(subtle, key), label, zone })
    const { device_code, user_code, expires_at } = said
    const until = now() + Date.parse(expires_at) - Date.parse(date ?? expires_at)
    for (;;) {
      show({ name: "code", code: user_code, until })
      await this.#tools.wait(ASK_AGAIN_MS)
      const answer = await this.#insist("/pair/poll", { device_code })
      if (answer.status === 410) return null
      if (answer.status !== 200) continue
      const { device, owner } = answer.said
      return { device, owner }
    }
  }

  /**
   * Send until there is an answer of ours to go on with.
   * @param {string} path
   * @param {object} body
   */
  async #insist(path, body) {
    for (;;) {
      const answer = await post(this.#tools.fetch, path, body).catch(nothingWithoutSignal)
      const isBusy = answer !== null && answer.status >= 400
      if (answer?.said && (!isBusy || answer.status === 410)) return answer
      this.#tools.show({ name: isBusy ? "busy" : "offline" })
      await this.#tools.wait(isBusy ? BUSY_MS : ASK_AGAIN_MS)
    }
  }
}

/** @param {unknown} error */
function nothingWithoutSignal(error) {
  if (error instanceof NoSignal) return null
  throw error
}
