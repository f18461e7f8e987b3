// @ts-check
import { addDays, diaryDay, zoneHere } from "./days.js"
import { isSignedOut, NoSignal, readJson } from "./post.js"

const ADDRESS = "/api/v1/sync"
const LOCK = "diary-outbox"
const MOST_ITEMS = 100
const MOST_BYTES = 200_000
const PATIENCE_MS = 30_000
const KEPT_DAYS = 120 // as far back as the server sends
const OPEN_DAYS = 2 // today and yesterday take a number, and somewhere it is yesterday still
const SETTLING = ["stored", "same", "erased", "differs", "invalid"]

/**
 * How it went: everything is with the server, there is no signal, only the same patient's sign-in helps, or it is to be
 * tried again later. Whatever it is, nothing that the server did not acknowledge has left the phone.
 * @typedef {"sent" | "offline" | "signed-out" | "later"} Outcome
 *
 * @typedef {{ id: string, version: import("./envelope.js").Version }} Item
 *
 * @typedef {object} Tools
 * @property {Pick<import("./store.js").Store, "unsent" | "settle" | "cursor" | "mark" | "skew" | "mend" | "prune">} store
 * @property {string} owner
 * @property {import("./post.js").Fetch} fetch - renews the login once when it has ended; rejects with NoSignal
 * @property {<T>(name: string, work: () => Promise<T>) => Promise<T>} lock - one at a time on the whole phone
 * @property {() => number} now - milliseconds of this phone's clock
 * @property {(state: "sending" | Outcome) => void} [onState]
 */

/**
 * What follows from one answer: whether to go on, whether there is more to fetch, and what to keep of it.
 * @typedef {{ goOn: boolean, more: boolean, settlement: import("./store.js").Settlement | null }} Heard
 *
 * @typedef {{ since: number, mark: string | null, skew: number, now: number }} Moment
 */

/** Sends what the phone keeps and fetches what is new, until both sides are equal. */
export class Sync {
  #tools
  /** @type {Promise<Outcome> | null} */ #next = null
  #isPruned = false

  /** @param {Tools} tools */
  constructor(tools) {
    this.#tools = tools
  }

  /** Many may ask while one drain runs; one more serves them all. @returns {Promise<Outcome>} */
  run() {
    this.#next ??= this.#tools.lock(LOCK, () => this.#drain()).catch((error) => {
      this.#next = null
      throw error
    })
    return this.#next
  }

  /** @returns {Promise<Outcome>} */
  async #drain() {
    this.#next = null // what is asked from here on may have come too late for this one
    if (!this.#isPruned) await this.#tools.store.mend()
    this.#tools.onState?.("sending")
    const outcome = await this.#rounds()
    if (outcome === "sent") await this.#prune()
    this.#tools.onState?.(outcome)
    return outcome
  }

  /** What the screens are filled from comes with the answer to a request that brings nothing. @returns {Promise<Outcome>} */
  async #rounds() {
    let most = MOST_ITEMS
    for (let again = true, hasSent = false; ; ) {
      const items = fitting(await this.#tools.store.unsent(most))
      if (!items.length && !again) return "sent"
      if (!items.length && hasSent) this.#tools.onState?.("sent") // nobody waits for what comes after it
      const heard = await this.#exchange(items)
      if (typeof heard === "string") return heard
      if (heard.settlement) await this.#tools.store.settle(heard.settlement)
      if (!heard.goOn) return "later"
      hasSent = items.length > 0
      again = hasSent || heard.more
      most = heard.settlement ? MOST_ITEMS : Math.ceil(items.length / 2)
    }
  }

  /** What is old leaves the phone, once for each page: it takes reading all. */
  async #prune() {
    if (this.#isPruned) return
    const { store, now } = this.#tools
    const today = diaryDay(now() + (await store.skew()), "UTC")
    await store.prune(addDays(today, -KEPT_DAYS), addDays(today, -OPEN_DAYS))
    this.#isPruned = true
  }

  /** @param {Item[]} items @returns {Promise<Heard | Outcome>} */
  async #exchange(items) {
    const { store, now } = this.#tools
    const [since, mark, known] = await Promise.all([store.cursor(), store.mark(), store.skew()])
    const asked = now()
    try {
      const response = await this.#send({ since, mark, items: items.map(({ version }) => version) })
      const said = await readJson(response)
      const answered = now()
      if (isSignedOut({ status: response.status, said })) return "signed-out"
      if (response.status === 413 || response.status === 422) return refused(items, said, { since, mark, skew: known, now: answered })
      if (response.status !== 200 || response.redirected || !isAnswer(said)) return "later"
      return heard(items, said, { since, mark: said.mark ?? null, skew: Date.parse(said.now) - Math.round((asked + answered) / 2), now: answered })
    } catch (error) {
      if (error instanceof NoSignal) return "offline"
      throw error
    }
  }

  /** @param {object} body */
  #send(body) {
    const headers = { "Content-Type": "application/json", "Diary-Owner": this.#tools.owner, "Diary-Zone": zoneHere() }
    const signal = AbortSignal.timeout(PATIENCE_MS)
    return this.#tools.fetch(ADDRESS, { method: "POST", headers, body: JSON.stringify(body), redirect: "manual", signal })
  }
}

/** As many as fit into one request, at least one. @param {Item[]} items */
function fitting(items) {
  let bytes = 0
  const end = items.findIndex(({ version }) => (bytes += new TextEncoder().encode(JSON.stringify(version)).length) > MOST_BYTES)
  return end < 0 ? items : items.slice(0, Math.max(end, 1))
}

/**
 * Only what looks in every part like an answer of ours may count as one: a café's sign-in page says 200 too.
 * @param {any} said
 */
function isAnswer(said) {
  return Array.isArray(said?.results) && Array.isArray(said.changes) && Number.isSafeInteger(said.cursor) && !isNaN(Date.parse(said.now))
}

/**
 * A server that no longer holds what it once told was restored from a backup: on the next try all that it may lack is sent.
 * @param {Item[]} items
 * @param {any} said
 * @param {Moment} moment
 * @returns {Heard}
 */
function heard(items, said, { since, mark, skew, now }) {
  const sent = new Set(items.map(({ id }) => id))
  const results = said.results.filter((/** @type {any} */ result) => sent.has(result?.id) && SETTLING.includes(result.verdict))
  const changes = said.changes.filter((/** @type {any} */ change) => change?.type === "version" && typeof change.version?.id === "string")
  const [facts, past] = ["facts", "past"].map((type) => said.changes.findLast((/** @type {any} */ change) => change?.type === type) ?? null)
  const more = said.more === true
  const isRestored = said.restored === true
  const goOn = !isRestored && (items.length ? results.length > 0 : !more || said.cursor !== since)
  return { goOn, more, settlement: { results, changes, cursor: said.cursor, mark, isRestored, facts, past, skew, now } }
}

/**
 * The request as a whole was refused: it is sent again by halves, until the row that is to blame stands alone.
 * @param {Item[]} items
 * @param {any} said
 * @param {Moment} moment
 * @returns {Heard}
 */
function refused(items, said, { since, mark, skew, now }) {
  if (items.length > 1) return { goOn: true, more: true, settlement: null }
  const errors = said?.error?.fields ?? {}
  if (!items.length || !said?.error?.code || errors.since) return { goOn: false, more: true, settlement: null }
  const results = [{ id: items[0].id, verdict: "invalid", errors }]
  return { goOn: true, more: true, settlement: { results, changes: [], cursor: since, mark, isRestored: false, facts: null, past: null, skew, now } }
}
