// @ts-check
import { newestOf } from "../core/envelope.js"
import { fillKept } from "./kept-screen.js"
import { clockTime, longDate, say, sayCount, show, write } from "./words.js"

/** What was saved, and whether it has reached the server. */
export class Saved {
  #element
  #phone
  #day = location.pathname.slice("/saved/".length)
  /** @type {import("./flag-cards.js").FlagCards | undefined} */ #cards

  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#element = element
    this.#phone = phone
    phone.addEventListener("state", this.#fill)
    navigator.storage?.persist?.()
    this.#fill()
  }

  #fill = async () => {
    await fillKept(this.#phone, () => import("../core/today.js"), (known, { dayOf }) => this.#draw(dayOf({ ...known, day: this.#day })))
    const known = await this.#phone.known().catch(() => null)
    if (known) this.#where(known.versions)
    if (known?.facts) this.#warn(/** @type {import("./phone.js").Known} */ (known)).catch(reportError)
  }

  /** Days in a row may ask for a red-flag card that no single tick does. @param {import("./phone.js").Known} known */
  async #warn(known) {
    const cards = await import("./flag-cards.js").catch(() => null) // no signal, and not kept yet: the next state asks again
    if (!cards) return
    this.#cards ??= new cards.FlagCards(/** @type {HTMLElement} */ (document.getElementById("main")), this.#phone)
    this.#cards.checkDay(known, this.#day)
  }

  /** @param {import("../core/today.js").Day} day */
  #draw({ day, today, entry, kept, of, hasSession, worstIsLower, openYesterday }) {
    if (entry?.pain == null) return location.replace("/")
    write(hook("day"), longDate(day))
    say(hook("saved"), { n: entry.pain })
    sayCount(hook(hasSession ? "since" : "before"), kept, { of })
    show(hook(hasSession ? "before" : "since"), false)
    show(hook("lower"), worstIsLower)
    show(hook("yesterday"), openYesterday && day === today)
    hook("fill-in")?.setAttribute("href", `/check-in/${openYesterday}`)
    hook("change")?.setAttribute("href", `/check-in/${day}`)
    hook("lower")?.querySelector("a")?.setAttribute("href", `/check-in/${day}#worst`)
  }

  /** Only of what this phone saved itself. @param {import("../core/store.js").Kept[]} versions */
  #where(versions) {
    const own = versions.filter(({ version, state }) => version.for_day === this.#day && state !== "parked")
    const newest = newestOf(own)
    const waits = own.some(({ state }) => state === "unsent")
    const isOffline = this.#phone.state?.outcome === "offline"
    show(this.#part("kept"), waits && !isOffline)
    show(this.#part("offline"), waits && isOffline)
    const sentAt = waits ? null : newest?.sentAt
    if (sentAt) say(this.#part("sent"), { time: clockTime(sentAt) })
    show(this.#part("sent"), sentAt)
  }

  /** @param {string} name */
  #part(name) {
    return this.#element.querySelector(`[data-when="${name}"]`)
  }
}

/** @param {string} name */
function hook(name) {
  return document.querySelector(`[data-fill="${name}"]`)
}
