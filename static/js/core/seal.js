// @ts-check

const CIPHER = "AES-GCM"

/** What only this phone can read. @typedef {{ iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer }} Sealed */

/**
 * A key that this phone can use and that no script can copy out of it.
 * @param {SubtleCrypto} subtle
 * @returns {Promise<CryptoKey>}
 */
export function makeSealKey(subtle) {
  return subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"])
}

/** Closes and opens what the phone keeps. */
export class Seal {
  #subtle
  #key

  /** @param {SubtleCrypto} subtle @param {CryptoKey} key */
  constructor(subtle, key) {
    this.#subtle = subtle
    this.#key = key
  }

  /** @param {unknown} value - of JSON @returns {Promise<Sealed>} */
  async seal(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const data = await this.#subtle.encrypt({ name: CIPHER, iv }, this.#key, new TextEncoder().encode(JSON.stringify(value)))
    return { iv, data }
  }

  /** @param {Sealed} sealed @returns {Promise<any>} */
  async unseal({ iv, data }) {
    return JSON.parse(new TextDecoder().decode(await this.#subtle.decrypt({ name: CIPHER, iv }, this.#key, data)))
  }
}
