// @ts-check
import { factsForCard, flagFacts } from "../core/flag-facts.js"
import { readCards, unreadCards } from "../core/flag-log.js"
import { cardFor, symptomsToAsk } from "../core/red-flags.js"
import { dayOf } from "../core/today.js"
import { offerCalls } from "./calls.js"
import { logFlag } from "./flag-log.js"
import { say, show } from "./words.js"

const NONE = "none"
const ASKED = /^(still|second|bother)_/ // how much an effect bothers
const JUST_NOW_MS = 3_600_000

/** Shows a card at once when the rules ask for one, and keeps that it was shown, read, and followed by a call. */
export class FlagCards {
  #card
  #phone
  /** @type {{ rule: string, level: string, at: number }[]} on this page */ #shown = []
  flags

  /** @param {HTMLElement} element - of effects/_card.html @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    this.#card = /** @type {HTMLDialogElement} */ (element.querySelector("dialog"))
    this.#phone = phone
    this.flags = JSON.parse(element.querySelector('[type="application/json"]')?.textContent ?? "")
    this.#card.addEventListener("cancel", (event) => event.preventDefault()) // it is closed by saying that it was read
    for (const button of this.#card.querySelectorAll("button")) button.addEventListener("click", () => this.#card.close(button.value))
  }

  /**
   * Show the card that these answers ask for, if any.
   * @param {import("../core/flag-facts.js").Known} known
   * @param {import("../core/flag-facts.js").Said} said
   * @returns {boolean} whether there was one
   */
  check(known, said) {
    const rule = cardFor(this.flags, factsForCard(known, said), [...readCards(known.versions), ...this.#shown], known.now)
    if (!rule || this.#card.open) return false
    this.#draw(rule, known.facts)
    this.#shown.push({ rule: rule.id, level: rule.level, at: known.now })
    this.#card.returnValue = ""
    this.#card.showModal()
    this.#log(rule, known, said.symptoms).catch(reportError)
    return true
  }

  /**
   * Show the card that a day asks for which was saved just now.
   * @param {import("./phone.js").Known} known
   * @param {string} day
   */
  checkDay(known, day) {
    const { entry } = dayOf({ ...known, day })
    if (!entry || known.now - entry.corrected > JUST_NOW_MS) return
    const effects = (entry.effects ?? []).map((/** @type {any} */ { effect, severity }) => [effect, severity])
    this.check(known, { day, effects: Object.fromEntries(effects), symptoms: entry.symptoms ?? [] })
  }

  /**
   * Show a card again that nobody read: the phone may have ended its page.
   * @param {import("../core/flag-facts.js").Known} known
   * @returns {boolean} whether there was one
   */
  checkUnread(known) {
    const unread = unreadCards(known.versions, known.now)
    return unread.some(({ for_day: day, body }) => this.check(known, { day, effects: {}, symptoms: body.symptoms ?? [] }))
  }

  /** @param {import("../core/red-flags.js").Rule} rule @param {import("../core/today.js").Facts | null} facts */
  #draw(rule, facts) {
    this.#card.dataset.level = rule.level
    const place = String(this.flags.rules.indexOf(rule))
    for (const element of this.#card.querySelectorAll("[data-level]")) show(element, element.getAttribute("data-level")?.includes(rule.level))
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (this.#card.querySelectorAll("[data-rule]"))) {
      if (element.dataset.rule === place) say(element, { emergency: facts?.clinic.emergency ?? this.#card.dataset.anyEmergency ?? "" })
      else show(element, false)
    }
    if (facts) offerCalls(this.#card, facts.clinic)
  }

  /**
   * @param {import("../core/red-flags.js").Rule} rule
   * @param {import("../core/flag-facts.js").Known} known
   * @param {string[]} symptoms
   */
  async #log({ id: rule, level }, { now }, symptoms) {
    const { version: rules_version } = this.flags
    const shown = { rule, level, rules_version, shown_at: new Date(now).toISOString(), symptoms }
    const first = logFlag(this.#phone, shown)
    const answered = new Promise((resolve) => this.#card.addEventListener("close", () => resolve(this.#card.returnValue), { once: true }))
    const [before, answer] = await Promise.all([first, answered])
    const closed = { ...shown, card: before.id, dismissed_at: new Date(Date.now() + before.skew_ms).toISOString() }
    await logFlag(this.#phone, answer === "called" ? { ...closed, called: true } : closed, before)
  }
}

/** The symptoms that a form asks about: as few as the answers allow. */
export class FlagForm {
  /** @type {WeakMap<HTMLFormElement, FlagForm>} */ static #made = new WeakMap()
  #form
  #rows
  #phone
  #cards

  /** @param {HTMLFormElement} form @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  static of(form, element, phone) {
    const made = FlagForm.#made.get(form) ?? new FlagForm(form, element, phone)
    FlagForm.#made.set(form, made)
    return made
  }

  /** @param {HTMLFormElement} form @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(form, element, phone) {
    this.#form = form
    this.#phone = phone
    this.#rows = /** @type {HTMLElement} */ (element.querySelector('[data-part="symptoms"]'))
    this.#cards = new FlagCards(element, phone)
    this.#rows.addEventListener("change", ({ target }) => this.#tick(/** @type {HTMLInputElement} */ (target)))
  }

  /** Ask what the answers give a reason to ask, and show the card that they ask for. */
  async match() {
    if (!this.#form.dataset.day) return // the screen is not filled yet
    const nothing = { facts: null, versions: [], now: Date.now() }
    const known = (await this.#phone.known().catch(() => null)) ?? nothing
    const asked = this.#ask(known)
    show(this.#rows, asked.size)
    if (this.#cards.check(known, this.#said()) || this.#cards.checkUnread(known)) this.#form.dispatchEvent(new Event("flag"))
  }

  /** A symptom that is not asked any more is not ticked any more, and may have asked for others. @param {import("../core/flag-facts.js").Known} known */
  #ask(known) {
    for (;;) {
      const areas = flagFacts(known, this.#said())
      const asked = new Set(areas.flatMap((facts) => symptomsToAsk(this.#cards.flags, facts)))
      const gone = this.#boxes.filter(({ checked, value }) => checked && !asked.has(value) && !(value === NONE && asked.size))
      for (const box of gone) box.checked = false
      for (const box of this.#boxes) show(box.closest("label"), box.value === NONE || asked.has(box.value))
      if (!gone.length) return asked
    }
  }

  /** "None of these" takes back the rest, and the rest takes it back. @param {HTMLInputElement} box */
  #tick(box) {
    if (!box.checked) return
    for (const other of this.#boxes) if ((other.value === NONE) !== (box.value === NONE)) other.checked = false
  }

  /** @returns {import("../core/flag-facts.js").Said} */
  #said() {
    const typed = new FormData(this.#form)
    const said = [...typed].filter(([name, severity]) => ASKED.test(name) && severity && (typed.get("bothered") !== "no" || !name.startsWith("bother_")))
    /** @type {Record<string, number>} */
    const effects = {}
    for (const [name, severity] of said) {
      const effect = name.slice(name.indexOf("_") + 1)
      effects[effect] = Math.max(Number(severity), effects[effect] ?? 0) // the same one of another area
    }
    return {
      day: this.#form.dataset.day ?? "",
      effects,
      symptoms: typed.getAll("symptoms").map(String).filter((name) => name !== NONE),
    }
  }

  /** @returns {HTMLInputElement[]} */
  get #boxes() {
    return [...this.#rows.querySelectorAll("input")]
  }
}
