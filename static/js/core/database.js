// @ts-check

/**
 * One database of this phone. Every use opens it anew: a connection that a sleeping phone lost must not cost a save.
 * @typedef {object} Place
 * @property {IDBFactory} databases
 * @property {string} name
 * @property {(database: IDBDatabase) => void} [make] - makes its tables; without it only a database that exists is opened
 */

/**
 * Run work in one transaction that is on the disk when it is over; when anything in it fails, nothing of it is.
 * @template T
 * @param {Place} place
 * @param {IDBTransactionMode} mode
 * @param {(table: (name: string) => IDBObjectStore) => T | Promise<T>} work - waits for nothing but requests of these tables
 * @returns {Promise<T>}
 */
export async function transact(place, mode, work) {
  const database = await connect(place)
  try {
    const transaction = database.transaction([...database.objectStoreNames], mode, { durability: "strict" })
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onabort = () => reject(transaction.error ?? new DOMException("Aborted", "AbortError"))
    })
    try {
      const result = await work((name) => transaction.objectStore(name))
      await ended
      return result
    } catch (error) {
      ended.catch(() => {}) // told by the error that is thrown on
      if (mode === "readwrite") abort(transaction)
      throw error
    }
  } finally {
    database.close()
  }
}

/** @param {IDBTransaction} transaction */
function abort(transaction) {
  try {
    transaction.abort()
  } catch {
    // over already
  }
}

/** @param {Place} place @returns {Promise<IDBDatabase>} */
function connect({ databases, name, make }) {
  const request = databases.open(name, 1)
  request.onupgradeneeded = () => (make ? make(request.result) : request.transaction?.abort())
  return answer(request)
}

/**
 * What a request answers.
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
