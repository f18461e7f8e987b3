// @ts-check
import { answer, transact } from "./database.js"
import { makeSealKey, Seal } from "./seal.js"

/**
 * @typedef {import("./envelope.js").Version} Version
 *
 * One save as the phone keeps it: `at` when it was made and `sentAt` when this phone sent it, in milliseconds of this
 * phone's clock; `sentAt` is null for what came from elsewhere. A parked row is one that the server refused.
 * @typedef {object} Row
 * @property {string} id
 * @property {"unsent" | "sent" | "parked"} state
 * @property {number} at
 * @property {number | null} sentAt
 * @property {import("./seal.js").Sealed} sealed - the version
 * @property {import("./seal.js").Sealed | null} origin - who wrote it and how, as the server says
 * @property {import("./seal.js").Sealed | null} errors - why it is parked, by field
 *
 * @typedef {object} Kept
 * @property {Version} version
 * @property {Row["state"]} state
 * @property {number | null} sentAt
 * @property {string} author
 * @property {string} source
 * @property {Record<string, string>} errors
 *
 * @typedef {{ id: string | null, verdict: string, errors?: Record<string, string> }} Result
 * @typedef {{ version: Version, author: string, source: string }} Change
 *
 * What one answer of the server changes here. `now` and `skew` are milliseconds.
 * @typedef {object} Settlement
 * @property {Result[]} results
 * @property {Change[]} changes
 * @property {number} cursor
 * @property {import("./today.js").Facts | null} facts - null leaves those of before
 * @property {number} skew - the server's clock minus this phone's
 * @property {number} now
 */

const OWN = { author: "patient", source: "phone" }

/** Everything one patient's diary keeps on this phone, closed so that nobody reads it outside the diary. */
export class Store {
  #place
  #seal

  /** @param {import("./database.js").Place} place @param {Seal} seal */
  constructor(place, seal) {
    this.#place = place
    this.#seal = seal
  }

  /**
   * @param {object} tools
   * @param {IDBFactory} tools.databases
   * @param {SubtleCrypto} tools.subtle
   * @param {string} tools.owner
   */
  static async open({ databases, subtle, owner }) {
    const place = placeOf(databases, owner)
    const kept = await transact({ ...place, make }, "readonly", (table) => answer(table("facts").get("seal")))
    return new Store(place, new Seal(subtle, kept ?? (await firstKey(place, subtle))))
  }

  /**
   * Another patient takes this phone over: what the server has is taken off; what it does not have waits, closed.
   * @param {{ databases: IDBFactory, subtle: SubtleCrypto, owner: string }} tools
   */
  static async leave(tools) {
    const { unsent, parked } = await (await Store.open(tools)).counts()
    if (unsent + parked === 0) await Store.erase(tools)
  }

  /**
   * Take a patient's diary off this phone.
   * @param {{ databases: IDBFactory, owner: string }} tools
   */
  static async erase({ databases, owner }) {
    await answer(databases.deleteDatabase(placeOf(databases, owner).name))
  }

  /**
   * Keep saves that the server does not have yet: all of them or, when the phone cannot, none.
   * @param {Version[]} versions
   */
  async keep(versions) {
    const rows = await Promise.all(versions.map((version) => this.#row(version, "unsent")))
    await this.#write((table) => Promise.all(rows.map((row) => answer(table("kept").add(row)))))
  }

  /**
   * What waits, oldest first.
   * @param {number} limit
   * @returns {Promise<{ id: string, version: Version }[]>}
   */
  async unsent(limit) {
    const rows = await this.#rows("unsent", limit)
    return Promise.all(rows.map(async ({ id, sealed }) => ({ id, version: await this.#seal.unseal(sealed) })))
  }

  /**
   * Keep what the server answered: all of it or nothing.
   * @param {Settlement} settlement
   */
  async settle({ results, changes, cursor, facts, skew, now }) {
    const errors = await Promise.all(results.map((result) => this.#seal.seal(result.errors ?? {})))
    const came = await Promise.all(changes.map((change) => this.#row(change.version, "sent", change)))
    const today = facts && (await this.#seal.seal(facts))
    await this.#write(async (table) => {
      await Promise.all(results.map((result, place) => settleRow(table("kept"), result, errors[place], now)))
      await Promise.all(came.map((row) => takeIn(table("kept"), row)))
      table("facts").put(cursor, "cursor")
      table("facts").put(skew, "skew")
      if (today) table("facts").put(today, "today")
    })
  }

  /** Every save on this phone, in no order. @returns {Promise<Kept[]>} */
  async versions() {
    const rows = await this.#read((table) => answer(table("kept").getAll()))
    return Promise.all(rows.map((/** @type {Row} */ row) => this.#open(row)))
  }

  /** What the server last said of the patient. @returns {Promise<import("./today.js").Facts | null>} */
  async facts() {
    const today = await this.#fact("today")
    return today ? this.#seal.unseal(today) : null
  }

  /** The server's clock minus this phone's, in milliseconds, when last compared. @returns {Promise<number>} */
  async skew() {
    return (await this.#fact("skew")) ?? 0
  }

  /** Up to which revision this phone knows the diary. @returns {Promise<number>} */
  async cursor() {
    return (await this.#fact("cursor")) ?? 0
  }

  /** @returns {Promise<{ unsent: number, parked: number }>} */
  async counts() {
    return this.#read(async (table) => {
      const index = table("kept").index("state_at")
      const [unsent, parked] = await Promise.all([answer(index.count(all("unsent"))), answer(index.count(all("parked")))])
      return { unsent, parked }
    })
  }

  /**
   * Take a parked save off the phone; anything else stays.
   * @param {string} id
   */
  async drop(id) {
    await this.#write((table) => changeRow(table("kept"), id, "parked", null))
  }

  /**
   * Forget what the server has of days before this one.
   * @param {string} before
   */
  async prune(before) {
    const old = (await this.versions()).filter(({ version }) => version.for_day < before)
    await this.#write((table) => Promise.all(old.map(({ version }) => changeRow(table("kept"), version.id, "sent", null))))
  }

  /**
   * @param {Version} version
   * @param {Row["state"]} state
   * @param {{ author: string, source: string } | null} [origin]
   * @returns {Promise<Row>}
   */
  async #row(version, state, origin = null) {
    const sealed = await this.#seal.seal(version)
    const from = origin && (await this.#seal.seal({ author: origin.author, source: origin.source }))
    return { id: version.id, state, at: Date.parse(version.edited_at) || 0, sentAt: null, sealed, origin: from, errors: null }
  }

  /** @param {Row} row @returns {Promise<Kept>} */
  async #open({ state, sentAt, sealed, origin, errors }) {
    const unseal = async (/** @type {Row["errors"]} */ part) => (part ? this.#seal.unseal(part) : null)
    const [version, from, why] = await Promise.all([unseal(sealed), unseal(origin), unseal(errors)])
    return { version, state, sentAt, ...(from ?? OWN), errors: why ?? {} }
  }

  /** @param {Row["state"]} state @param {number} limit @returns {Promise<Row[]>} */
  #rows(state, limit) {
    return this.#read((table) => answer(table("kept").index("state_at").getAll(all(state), limit)))
  }

  /** @param {string} name */
  #fact(name) {
    return this.#read((table) => answer(table("facts").get(name)))
  }

  /** @template T @param {(table: (name: string) => IDBObjectStore) => T | Promise<T>} work */
  #read(work) {
    return transact(this.#place, "readonly", work)
  }

  /** @template T @param {(table: (name: string) => IDBObjectStore) => T | Promise<T>} work */
  #write(work) {
    return transact(this.#place, "readwrite", work)
  }
}

/** @param {IDBFactory} databases @param {string} owner */
function placeOf(databases, owner) {
  return { databases, name: `diary-${owner}` }
}

/** @param {IDBDatabase} database */
function make(database) {
  database.createObjectStore("kept", { keyPath: "id" }).createIndex("state_at", ["state", "at"])
  database.createObjectStore("facts")
}

/**
 * The first key that any page of this phone made is the one that all use.
 * @param {import("./database.js").Place} place
 * @param {SubtleCrypto} subtle
 * @returns {Promise<CryptoKey>}
 */
async function firstKey(place, subtle) {
  const made = await makeSealKey(subtle)
  return transact(place, "readwrite", async (table) => {
    const kept = await answer(table("facts").get("seal"))
    if (!kept) table("facts").put(made, "seal")
    return kept ?? made
  })
}

/** Every row of a state; an array sorts behind every number. @param {Row["state"]} state */
function all(state) {
  return IDBKeyRange.bound([state], [state, []])
}

/**
 * @param {IDBObjectStore} kept
 * @param {Result} result
 * @param {import("./seal.js").Sealed} errors
 * @param {number} now
 */
async function settleRow(kept, { id, verdict }, errors, now) {
  if (verdict === "stored" || verdict === "same") await changeRow(kept, id, "unsent", { state: "sent", sentAt: now })
  if (verdict === "erased") await changeRow(kept, id, "unsent", null)
  if (verdict === "differs" || verdict === "invalid") await changeRow(kept, id, "unsent", { state: "parked", errors })
}

/**
 * Change a row, or take it away, if it is still in this state.
 * @param {IDBObjectStore} kept
 * @param {string | null} id
 * @param {Row["state"]} from
 * @param {Partial<Row> | null} change
 */
async function changeRow(kept, id, from, change) {
  const row = id && (await answer(kept.get(id)))
  if (!row || row.state !== from) return
  if (change) kept.put({ ...row, ...change })
  else kept.delete(id)
}

/**
 * Take in what came from elsewhere; what waits here is for the server to judge.
 * @param {IDBObjectStore} kept
 * @param {Row} came
 */
async function takeIn(kept, came) {
  const row = await answer(kept.get(came.id))
  if (!row || row.state === "sent") kept.put({ ...came, sentAt: row?.sentAt ?? null })
}
