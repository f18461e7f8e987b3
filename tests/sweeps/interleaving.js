// One interleaving: two phones and a second tab save and sync the same days, in an order that a seed decides.
import { writeFileSync, renameSync } from "node:fs"
import { Chance } from "./random.js"

const STEPS = 40
const ODDS = { keep: 30, sync: 22, open: 36, kill: 3, time: 6, clock: 3 }
const CUT = 0.25

/** Three pages, of which the first and the last are two tabs of one phone. */
export class Interleaving {
  #chance
  #clock
  #area
  #seed
  #count = 0
  /** Every save that a page was told is kept. */ kept = []
  /** What happened, for a failure's report. */ story = []

  constructor({ seed, phones, clock, area }) {
    this.#chance = new Chance(seed)
    this.#seed = seed
    this.#clock = clock
    this.#area = area
    this.actors = [phones[0], phones[1], phones[0]].map((phone, place) => new Actor(phone, ["one", "two", "tab"][place]))
  }

  async run() {
    for (const actor of this.actors) await actor.open()
    for (let step = 0; step < STEPS; step++) {
      await this.#step(this.#chance.weighted(ODDS), this.#chance.pick(this.actors))
      await this.#quiet()
    }
    await this.#finish()
    return { kept: this.kept, story: this.story }
  }

  async #step(what, actor) {
    this.story.push(`${what} ${actor.name}`)
    if (what === "keep") return this.#keep(actor)
    if (what === "sync") return actor.startSync()
    if (what === "open") return this.#openGate()
    if (what === "kill") return actor.restart()
    if (what === "time") return this.#passTime()
    actor.phone.error += Math.round((this.#chance.next() - 0.5) * 3_600_000)
  }

  async #keep(actor) {
    const marker = `seed ${this.#seed} save ${++this.#count}`
    const body = { asked: "last_24h", pain: this.#chance.below(11), note: marker }
    const kind = this.#chance.next() < 0.9 ? "entry" : "weather"
    const version = await actor.page.keep({ area: this.#area, kind, body, daysAgo: this.#chance.below(2) })
    this.kept.push(version)
  }

  #openGate() {
    const waiting = this.actors.filter((actor) => actor.gate)
    if (waiting.length) this.#chance.pick(waiting).openGate(this.#chance.next() < CUT)
  }

  /** Minutes mostly; now and then so long that every login ends. */
  #passTime() {
    const seconds = this.#chance.next() < 0.1 ? 49 * 3600 : this.#chance.below(5400)
    const { file } = this.#clock
    writeFileSync(`${file}.node`, String(Number((this.#clock.now() - Date.now()) / 1000) + seconds))
    renameSync(`${file}.node`, file)
  }

  /** Until every running sync stands at a gate or waits for another to finish. */
  async #quiet() {
    while (this.actors.some((actor) => actor.isBusy)) await new Promise((done) => setImmediate(done))
  }

  /** Signal for everybody: syncs end, then each page syncs until nothing is left to send or to fetch. */
  async #finish() {
    for (const actor of this.actors) actor.hasSignal = true
    for (const actor of this.actors) actor.openGate(false)
    await Promise.all(this.actors.map((actor) => actor.running))
    for (const actor of [...this.actors, ...this.actors]) {
      const said = await actor.page.drain()
      if (said !== "sent") throw new Error(`${actor.name} ended with "${said}": ${this.story.join(", ")}`)
    }
  }
}

/** One page and the gate at which its requests wait. */
class Actor {
  gate = null
  running = null
  hasSignal = false

  constructor(phone, name) {
    this.phone = phone
    this.name = name
  }

  async open() {
    const life = (this.life = {})
    this.page = await this.phone.openPage(() => this.#stop(life))
  }

  get isBusy() {
    return this.running !== null && !this.gate && !this.phone.locks.isWaiting(this.page)
  }

  startSync() {
    if (this.running) return
    const run = this.page.sync.run().finally(() => { if (this.running === run) this.running = null })
    this.running = run
  }

  /** Let a request or an answer pass, or lose it. */
  openGate(cuts) {
    this.gate?.(cuts)
    this.gate = null
  }

  async restart() {
    this.page.kill()
    this.life = null
    this.gate = null
    this.running = null
    await this.open()
  }

  async #stop(life) {
    if (this.life !== life) return new Promise(() => {}) // this page was killed: it hears no answer any more
    if (this.hasSignal) return
    const cuts = await new Promise((open) => (this.gate = open))
    if (cuts) throw new TypeError("fetch failed")
  }
}
