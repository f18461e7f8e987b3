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

/** What this phone does not let be kept or read. */
export class CannotKeep extends Error {}

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
    return this.#use("readonly", (table) => answer(table.get(THIS_PHONE)))
  }

  /** @param {PhoneKey} phone */
  async write(phone) {
    await this.#use("readwrite", (table) => answer(table.put(phone, THIS_PHONE)))
  }

  /**
   * Forget the key: only a new code opens the diary here again. Whoever else has come in meanwhile keeps theirs.
   * @param {string} owner
   */
  async forget(owner) {
    await this.#use("readwrite", async (table) => {
      const phone = await answer(table.get(THIS_PHONE))
      if (phone?.owner === owner) table.delete(THIS_PHONE)
    })
  }

  /** @template T @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => T | Promise<T>} work */
  #use(mode, work) {
    return transact(this.#place, mode, (table) => work(table(TABLE))).catch((cause) => {
      throw new CannotKeep(cause)
    })
  }
}
