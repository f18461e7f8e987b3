// @ts-check
import { answer, transact } from "./database.js"
import { makeSealKey, Seal } from "./seal.js"

const WAKING_MS = 250
const DRAFT = "draft "

/**
 * @typedef {import("./envelope.js").Version} Version
 *
 * One save as the phone keeps it: `at` when it was made and `sentAt` when this phone sent it, in milliseconds of this
 * phone's clock; `sentAt` is null for what came from elsewhere. A parked row is one that the server refused, an unreadable
 * one is what this phone kept alone and cannot open any more.
 * @typedef {object} Row
 * @property {string} id
 * @property {"unsent" | "sent" | "parked" | "unreadable"} state
 * @property {number} at
 * @property {number | null} sentAt
 * @property {import("./seal.js").Sealed | null} sealed - the version; null until what this phone could not open comes anew
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
 * What one answer of the server changes here. `now` and `skew` are milliseconds. `isRestored`: the server has lost some of
 * what it had, so that all from this phone is to be sent again and all else fetched again.
 * @typedef {object} Settlement
 * @property {Result[]} results
 * @property {Change[]} changes
 * @property {number} cursor
 * @property {string | null} mark - the save that stands at the cursor
 * @property {boolean} isRestored
 * @property {import("./today.js").Facts | null} facts - null leaves those of before
 * @property {import("./past.js").Past | null} past - the same
 * @property {number} skew - the server's clock minus this phone's
 * @property {number} now
 *
 * A form as it stood when it was last touched, and what it was begun upon.
 * @typedef {{ upon: string, typed: Record<string, string[]> }} Draft
 */

/** Everything one patient's diary keeps on this phone, closed so that nobody reads it outside the diary. */
export class Store {
  #place
  #seal
  #own

  /** @param {import("./database.js").Place} place @param {Seal} seal @param {string} author - whose phone it is */
  constructor(place, seal, author) {
    this.#place = place
    this.#seal = seal
    this.#own = { author, source: "phone" }
  }

  /**
   * @param {object} tools
   * @param {IDBFactory} tools.databases
   * @param {SubtleCrypto} tools.subtle
   * @param {string} tools.owner
   */
  static async open({ databases, subtle, owner }) {
    const place = placeOf(databases, owner)
    const key = await transact({ ...place, make }, "readonly", keptKey)
    const author = owner.endsWith(".carer") ? "carer" : "patient"
    return new Store(place, new Seal(subtle, key ?? (await firstKey(place, subtle))), author)
  }

  /**
   * Take off what earlier patients left on this phone and the server has; what it does not have waits for them, closed.
   * @param {{ databases: IDBFactory, owner: string }} tools - `owner` is whose diary the phone keeps now
   */
  static async clearOthers({ databases, owner }) {
    const own = placeOf(databases, owner).name
    const names = (await databases.databases()).map(({ name = "" }) => name)
    const others = names.filter((name) => name !== own && /^diary-.{36}/.test(name))
    await Promise.all(others.map((name) => clear({ databases, name })))
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
    const items = []
    for (const row of await this.#rows("unsent")) {
      if (items.length === limit) break
      const kept = await this.#open(row)
      if (kept) items.push({ id: row.id, version: kept.version })
    }
    return items
  }

  /**
   * Keep what the server answered: all of it or nothing.
   * @param {Settlement} settlement
   */
  async settle({ results, changes, cursor, mark, isRestored, facts, past, skew, now }) {
    const errors = await Promise.all(results.map((result) => this.#seal.seal(result.errors ?? {})))
    const came = await Promise.all(changes.map((change) => this.#row(change.version, "sent", change)))
    const [today, before] = await Promise.all([facts, past].map((said) => said && this.#seal.seal(said)))
    await this.#write(async (table) => {
      await Promise.all(results.map((result, place) => settleRow(table("kept"), result, errors[place], now)))
      await Promise.all(came.map((row) => takeIn(table("kept"), row)))
      if (isRestored) await sendAgain(table("kept"))
      table("facts").put(isRestored ? 0 : cursor, "cursor")
      table("facts").put(isRestored ? null : mark, "mark")
      table("facts").put(skew, "skew")
      if (today) table("facts").put(today, "today")
      if (before) table("facts").put(before, "past")
    })
  }

  /** Every save on this phone that it can read, in no order. */
  async versions() {
    return (await this.#all()).flatMap(({ row, kept }) => (kept && row.state !== "unreadable" ? kept : []))
  }

  /** What was set aside because this phone cannot read it any more, oldest first. */
  async unreadable() {
    return (await this.#rows("unreadable")).map(({ id, at }) => ({ id, at }))
  }

  /**
   * Set aside what this phone cannot read any more, so that it holds up nothing else; what was set aside and can be read
   * after all waits again. What the server has of it is fetched anew; so nothing else may sync meanwhile.
   */
  async mend() {
    const changes = (await this.#all()).flatMap(({ row, kept }) => {
      const change = mended(row, kept !== null)
      return change ? { row, change } : []
    })
    if (!changes.length) return
    await this.#write(async (table) => {
      for (const { row, change } of changes) await changeRow(table("kept"), row.id, row.state, change)
      table("facts").put(0, "cursor")
    })
  }

  /** What the server last said of the patient. @returns {Promise<import("./today.js").Facts | null>} */
  facts() {
    return this.#sealedFact("today")
  }

  /** What the server last said of the past. @returns {Promise<import("./past.js").Past | null>} */
  past() {
    return this.#sealedFact("past")
  }

  /** The server's clock minus this phone's, in milliseconds, when last compared. @returns {Promise<number>} */
  async skew() {
    return (await this.#fact("skew")) ?? 0
  }

  /** Up to which revision this phone knows the diary. @returns {Promise<number>} */
  async cursor() {
    return (await this.#fact("cursor")) ?? 0
  }

  /** The id of the save at that revision: by it the server knows whether it still holds what it told. @returns {Promise<string | null>} */
  async mark() {
    return (await this.#fact("mark")) ?? null
  }

  /** How many saves wait, and how many only the patient can do something about. @returns {Promise<{ unsent: number, parked: number }>} */
  async counts() {
    return this.#read(async (table) => {
      const count = (/** @type {Row["state"]} */ state) => answer(table("kept").index("state_at").count(all(state)))
      const [unsent, parked, unreadable] = await Promise.all([count("unsent"), count("parked"), count("unreadable")])
      return { unsent, parked: parked + unreadable }
    })
  }

  /**
   * Take a parked or unreadable save off the phone; anything else stays.
   * @param {string} id
   */
  async drop(id) {
    await this.#write(async (table) => {
      await changeRow(table("kept"), id, "parked", null)
      await changeRow(table("kept"), id, "unreadable", null)
    })
  }

  /**
   * Forget what the server has of old days, and a check-in that was begun for a day that takes it no more.
   * @param {string} before - the first day that is not old; until then a day takes what has no number
   * @param {string} open - the first day that may take a number still
   */
  async prune(before, open) {
    const old = (await this.#all()).filter(({ row, kept }) => (kept ? kept.version.for_day < before : row.at < Date.parse(before)))
    await this.#write((table) => Promise.all(old.map(({ row }) => changeRow(table("kept"), row.id, "sent", null))))
    const draft = await this.draft()
    if (draft && draft.upon < (draft.typed.pain ? open : before)) await this.keepDraft(null)
  }

  /** What was begun and not saved, as `keepDraft` was given it. @param {string} [of] - which kind of save @returns {Promise<Draft | null>} */
  draft(of = "entry") {
    return this.#sealedFact(DRAFT + of)
  }

  /**
   * Keep what somebody has begun to fill in, in place of what was begun before.
   * @param {Draft | null} draft - null forgets it
   * @param {string} [of] - which kind of save; each has its own
   */
  async keepDraft(draft, of = "entry") {
    const sealed = draft && (await this.#seal.seal(draft))
    await this.#write((table) => void (sealed ? table("facts").put(sealed, DRAFT + of) : table("facts").delete(DRAFT + of)))
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

  /** Every row, with what it says. @returns {Promise<{ row: Row, kept: Kept | null }[]>} */
  async #all() {
    /** @type {Row[]} */
    const rows = await this.#read((table) => answer(table("kept").getAll()))
    return Promise.all(rows.map(async (row) => ({ row, kept: await this.#open(row) })))
  }

  /** What a row says; null when this phone cannot read it any more. @param {Row} row @returns {Promise<Kept | null>} */
  async #open({ state, sentAt, sealed, origin, errors }) {
    if (!sealed) return null
    const unseal = async (/** @type {Row["errors"]} */ part) => (part ? this.#seal.unseal(part) : null)
    try {
      const [version, from, why] = await Promise.all([this.#seal.unseal(sealed), unseal(origin), unseal(errors)])
      return { version, state, sentAt, ...(from ?? this.#own), errors: why ?? {} }
    } catch {
      return null
    }
  }

  /** @param {Row["state"]} state @returns {Promise<Row[]>} */
  #rows(state) {
    return this.#read((table) => answer(table("kept").index("state_at").getAll(all(state))))
  }

  /** @param {string} name */
  #fact(name) {
    return this.#read((table) => answer(table("facts").get(name)))
  }

  /** A fact that is kept closed; null when there is none, or this phone cannot read it any more. @param {string} name */
  async #sealedFact(name) {
    const sealed = await this.#fact(name)
    return sealed ? this.#seal.unseal(sealed).catch(() => null) : null
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

/** The key that closes all; null when there is none, or the phone lost it. @param {(table: string) => IDBObjectStore} table */
async function keptKey(table) {
  const kept = await answer(table("facts").get("seal"))
  return kept instanceof CryptoKey ? kept : null
}

/**
 * The first key that any page of this phone made is the one that all use. A phone that wakes up may hand out no key yet:
 * where something is closed with one, it is looked for once more before it is given up.
 * @param {import("./database.js").Place} place
 * @param {SubtleCrypto} subtle
 * @returns {Promise<CryptoKey>}
 */
async function firstKey(place, subtle) {
  const made = await makeSealKey(subtle)
  const closed = await transact(place, "readonly", (table) => answer(table("kept").count()))
  if (closed) await new Promise((resolve) => setTimeout(resolve, WAKING_MS))
  return transact(place, "readwrite", async (table) => {
    const kept = await keptKey(table)
    if (!kept) table("facts").put(made, "seal")
    return kept ?? made
  })
}

/**
 * Leave only what the server does not have, or nothing.
 * @param {import("./database.js").Place} place - of somebody whose diary the phone does not keep now
 */
async function clear(place) {
  const waiting = await transact(place, "readwrite", async (table) => {
    const sent = await answer(table("kept").index("state_at").getAllKeys(all("sent")))
    for (const id of sent) table("kept").delete(id)
    for (const name of ["today", "past", "cursor", IDBKeyRange.bound(DRAFT, `${DRAFT}~`)]) table("facts").delete(name)
    return answer(table("kept").count())
  })
  if (!waiting) await answer(place.databases.deleteDatabase(place.name))
}

/**
 * What changes of a row, now that this phone can read it or cannot; null when nothing does.
 * @param {Row} row
 * @param {boolean} isLegible
 * @returns {Partial<Row> | null}
 */
function mended({ state, sealed }, isLegible) {
  if (isLegible) return state === "unreadable" ? { state: "unsent" } : null
  if (state === "sent") return sealed === null ? null : { sealed: null }
  return state === "unreadable" ? null : { state: "unreadable" }
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

/** What this phone sent once waits again. @param {IDBObjectStore} kept */
async function sendAgain(kept) {
  const sent = await answer(kept.index("state_at").getAll(all("sent")))
  for (const row of sent) if (row.sentAt !== null) kept.put({ ...row, state: "unsent" })
}

/**
 * Take in what came from elsewhere; what waits here is for the server to judge.
 * @param {IDBObjectStore} kept
 * @param {Row} came
 */
async function takeIn(kept, came) {
  const row = await answer(kept.get(came.id))
  if (!row || row.state === "sent" || row.state === "unreadable") kept.put({ ...came, sentAt: row?.sentAt ?? null })
}
