// @ts-check
import { answer, transact } from "./database.js"

const TABLE = "key"
const THIS_PHONE = "this phone"

/**
 * This phone's key, the id that the server knows it by once it is paired, and whose diary it keeps: the
 * patient's id, followed by `.carer` on a carer's phone. A demo phone has an owner and no key.
 * @typedef {object} PhoneKey
 * @property {CryptoKeyPair | null} key
 * @property {string | null} device
 * @property {string | null} owner
 */

/** Keeps the phone's key in IndexedDB, where it can be used and not read. */
export class KeyStore {
  #place

  /** @param {IDBFactory} databases */
  constructor(databases) {
    this.#place = {
      databases,
      name: "diary-key",
      make: (/** @type {IDBDatabase} */ database) => void database.createObjectStore(TABLE),
    }
  }

  /** @returns {Promise<PhoneKey | undefined>} */
  read() {
    return transact(this.#place, "readonly", (table) => answer(table(TABLE).get(THIS_PHONE)))
  }

  /** @param {PhoneKey} phone */
  async write(phone) {
    await transact(this.#place, "readwrite", (table) => answer(table(TABLE).put(phone, THIS_PHONE)))
  }

  /** Forget the key: only a new code opens the diary here again. */
  async forget() {
    await transact(this.#place, "readwrite", (table) => answer(table(TABLE).delete(THIS_PHONE)))
  }
}
