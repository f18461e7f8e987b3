// A phone without a screen: the diary's own store, sync and login in Node, against a real server.
import { readFileSync } from "node:fs"
import { Login } from "../../static/js/core/login.js"
import { KeyStore } from "../../static/js/core/key-store.js"
import { Pairing } from "../../static/js/core/pairing.js"
import { Store } from "../../static/js/core/store.js"
import { Sync } from "../../static/js/core/sync.js"
import { newVersion } from "../../static/js/core/envelope.js"
import { diaryDay } from "../../static/js/core/days.js"
import { IDBFactory, IDBKeyRange } from "../browser/node_modules/fake-indexeddb/build/esm/index.js"

const { subtle } = globalThis.crypto
Object.assign(globalThis, { IDBKeyRange })

/** The server's clock, which a file moves, as this process reads it. */
export class MovedClock {
  constructor(file) {
    this.file = file
  }

  now() {
    return Date.now() + Number(readFileSync(this.file, "utf8")) * 1000
  }
}

/** What a browser keeps for one origin: databases, cookies, locks. Two tabs of it share them. */
export class Phone {
  constructor({ url, clock, zone, error = 0 }) {
    Object.assign(this, { url, clock, zone, error, databases: new IDBFactory(), cookies: new Map(), locks: new Locks() })
    this.keys = new KeyStore(this.databases)
  }

  /** The phone's own clock: wrong by `error` milliseconds. */
  now() {
    return this.clock.now() + this.error
  }

  /** fetch as a browser does it for our own page. */
  async fetch(path, options = {}) {
    const cookie = [...this.cookies].map((pair) => pair.join("=")).join("; ")
    const headers = { ...Object.fromEntries(new Headers(options.headers)), cookie, "sec-fetch-site": "same-origin" }
    const answer = await fetch(this.url + path, { ...options, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0].split("=")
      this.cookies.set(name, value)
    }
    return answer
  }

  /** Show codes until staff typed one; `show` learns each code. */
  async pair(show) {
    const tools = { fetch: this.fetch.bind(this), store: this.keys, subtle, label: "Phone in Node", zone: this.zone }
    await new Pairing({ ...tools, now: () => this.now(), wait: () => pause(50), show }).run()
  }

  /** One open page. `gate` may stop or break its requests: `gate(place)` before each and after each answer. */
  async openPage(gate = async () => {}) {
    const { owner } = await this.keys.read()
    const page = new Page(this, gate)
    page.store = await Store.open({ databases: this.databases, subtle, owner })
    await Store.clearOthers({ databases: this.databases, owner })
    const login = new Login({ fetch: page.fetch, store: this.keys, subtle })
    const lock = (name, work) => this.locks.request(name, work, page)
    page.sync = new Sync({ store: page.store, owner, fetch: login.fetch.bind(login), lock, now: () => this.now(), onState: () => {} })
    return page
  }
}

/** A page that can be killed: nothing that it started goes on. */
export class Page {
  constructor(phone, gate) {
    this.phone = phone
    this.killed = new Promise((done) => (this.kill = () => { this.isDead = true; done("killed") }))
    this.fetch = async (path, options) => {
      await gate("request")
      const answer = await phone.fetch(path, options)
      const text = await answer.text()
      await gate("answer")
      return reread(answer, text)
    }
  }

  /** Save one check-in as the form does; resolves with the envelope once it is kept. */
  async keep({ area, body, kind = "entry", daysAgo = 0 }) {
    const skew = await this.store.skew()
    const { zone } = this.phone
    const now = this.phone.now()
    const for_day = diaryDay(now + skew - daysAgo * 86_400_000, zone)
    const version = newVersion({ kind, for_day, area, session: null, body }, { now, skew, zone, app: "0.2.0" })
    await this.store.keep([version])
    return version
  }

  /** Sync as the page does, again and again until it is done; the last answer when it never is. */
  async drain(tries = 12) {
    let said = ""
    for (let count = 0; count < tries && said !== "sent" && !this.isDead; count++) {
      if (count) await pause(20)
      said = await Promise.race([this.sync.run(), this.killed])
    }
    return said
  }

  /** Everything that the phone shows of its diary. */
  async dump() {
    return { versions: await this.store.versions(), cursor: await this.store.cursor(), facts: await this.store.facts(), counts: await this.store.counts() }
  }
}

/** Locks like those of navigator.locks: one holder at a time, and a page that dies lets go. */
class Locks {
  #tail = Promise.resolve()
  #waiting = new Set()

  request(_name, work, page) {
    this.#waiting.add(page)
    const run = this.#tail.then(() => {
      this.#waiting.delete(page)
      return page.isDead ? "killed" : Promise.race([work({}), page.killed])
    })
    this.#tail = run.catch(() => {})
    return run
  }

  isWaiting(page) {
    return this.#waiting.has(page)
  }
}

/** An answer whose body was read on the wire and can be read once more. */
function reread(answer, text) {
  const empty = [204, 205, 304].includes(answer.status)
  const copy = new Response(empty ? null : text, { status: answer.status, headers: answer.headers })
  Object.defineProperty(copy, "url", { value: answer.url })
  Object.defineProperty(copy, "redirected", { value: answer.redirected })
  return copy
}

export function pause(ms) {
  return new Promise((done) => setTimeout(done, ms))
}
