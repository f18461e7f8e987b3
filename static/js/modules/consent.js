// @ts-check
import { unsentConsent } from "../core/consent.js"
import { wallDay } from "../core/days.js"
import { KeptForm } from "./kept-form.js"
import { fillKept } from "./kept-screen.js"
import { fullDate, say, show, showWhen } from "./words.js"

/** Before you start: the words, and two equal answers; an answer may be taken back. */
export class ConsentScreen {
  #form
  #version

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#version = form.dataset.version ?? ""
    const next = (/** @type {Record<string, any>} */ { agreed }) => (agreed ? "/" : "/consent")
    new KeptForm(form, phone, { kind: "consent", read: this.#read, upon: () => "", next })
    fillKept(phone, async () => null, (known) => this.#draw(known))
  }

  /** @param {import("./phone.js").Known} known */
  #draw({ facts, versions, zone }) {
    const waits = unsentConsent(versions)
    const last = waits ? { agreed: waits.body.agreed, version: waits.body.wording_version, at: waits.edited_at } : facts.consent
    const isOfToday = last?.version === this.#version
    const isDeclined = isOfToday && !last.agreed && !new URLSearchParams(location.search).has("again")
    showWhen(document, isDeclined ? "declined" : "asked")
    const { name, emergency } = facts.clinic
    say(this.#form.querySelector('[data-fill="clinic"]'), { clinic: name })
    for (const line of document.querySelectorAll('[data-fill="emergency"]')) {
      if (emergency) say(line, { emergency })
    }
    show(this.#form.querySelector('[data-fill="changed"]'), last && !isOfToday)
    const agreedOn = this.#form.querySelector('[data-fill="agreed"]')
    if (last) say(agreedOn, { date: fullDate(wallDay(Date.parse(last.at), zone)) })
    for (const one of [agreedOn, document.querySelector('[data-part="back"]')]) show(one, last?.agreed && isOfToday)
  }

  #read = (/** @type {FormData} */ fields) => {
    const lines = [...this.#form.querySelectorAll("[data-wording] li")].map(({ textContent }) => textContent?.trim() ?? "")
    const { lang } = document.documentElement
    const body = { wording_version: this.#version, wording: lines.join("\n"), language: lang, agreed: fields.get("agreed") === "yes" }
    return { body, faults: {} }
  }
}
