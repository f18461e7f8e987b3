// @ts-check

const DATABASE = "diary-key"
const STORE = "key"
const THIS_PHONE = "this phone"

/**
 * This phone's key and, once paired, the id the server knows it by.
 * @typedef {object} PhoneKey
 * @property {CryptoKeyPair} key
 * @property {string | null} device
 */

/** Keeps the phone's key in IndexedDB, where it can be used and not read. */
export class KeyStore {
  #databases

  /** @param {IDBFactory} databases */
  constructor(databases) {
    this.#databases = databases
  }

  /** @returns {Promise<PhoneKey | undefined>} */
  read() {
    return this.#run("readonly", (store) => store.get(THIS_PHONE))
  }

  /** @param {PhoneKey} phone */
  async write(phone) {
    await this.#run("readwrite", (store) => store.put(phone, THIS_PHONE))
  }

  /**
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest} work
   * @returns {Promise<any>}
   */
  async #run(mode, work) {
    const database = await this.#open()
    try {
      const transaction = database.transaction(STORE, mode, { durability: "strict" })
      const request = work(transaction.objectStore(STORE))
      await done(transaction)
      return request.result
    } finally {
      database.close()
    }
  }

  /** @returns {Promise<IDBDatabase>} */
  #open() {
    const request = this.#databases.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  }
}

/** @param {IDBTransaction} transaction */
function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined)
    transaction.onabort = transaction.onerror = () => reject(transaction.error)
  })
}
