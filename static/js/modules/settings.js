// @ts-check
import { diaryDay } from "../core/days.js"
import { newVersion } from "../core/envelope.js"
import { newestWish, prefsOf } from "../core/prefs.js"
import { fillKept } from "./kept-screen.js"
import { drawLook, keepLook } from "./look.js"
import { show } from "./words.js"

const A_DOUBLE_TAP_MS = 500

/** How the patient wants the diary: kept on the phone first, and true of it at once. */
export class Settings {
  #form
  #phone
  #isBusy = false

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    form.addEventListener("submit", this.#submit)
    form.addEventListener("change", () => show(part("saved"), false))
    fillKept(phone, async () => null, (known) => this.#fill(prefsOf(known)))
  }

  /** @param {import("../core/prefs.js").Prefs} prefs */
  #fill({ theme, bigger, hides_trend }) {
    for (const field of this.#form.querySelectorAll("input")) {
      field.checked = { theme: field.value === theme, buttons: bigger, trend: hides_trend }[field.name] ?? false
    }
  }

  #submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      await this.#save()
    } catch (error) {
      if (!document.documentElement.dataset.shell) return this.#form.submit()
      reportError(error)
      show(part("unkept"), true)
      part("unkept").focus()
    }
    this.#isBusy = false
  }

  async #save() {
    if (await this.#phone.isOvertaken()) return
    const store = await this.#phone.store
    if (!store) throw new Error("nobody keeps a diary here")
    const typed = new FormData(this.#form)
    const prefs = { theme: String(typed.get("theme")), bigger: typed.has("buttons"), hides_trend: typed.has("trend") }
    await this.#keep(store, prefs)
    keepLook(prefs)
    drawLook(prefs)
    show(part("saved"), true)
    part("saved").scrollIntoView({ block: "nearest" })
    this.#form.style.pointerEvents = "none" // the second half of a double tap would meet what has moved below the finger
    setTimeout(() => (this.#form.style.pointerEvents = ""), A_DOUBLE_TAP_MS)
    this.#phone.sendWhenClosed()
    await this.#phone.tell()
    this.#phone.sync()
  }

  /** The same wishes once, however often they are saved before they are sent. @param {import("../core/store.js").Store} store @param {import("../core/prefs.js").Prefs} prefs */
  async #keep(store, prefs) {
    const newest = newestWish(await store.versions(), "prefs")
    if (newest?.state === "unsent" && JSON.stringify(newest.version.body) === JSON.stringify(prefs)) return
    const skew = await store.skew()
    const { zone } = this.#phone
    const context = { now: Date.now(), skew, before: newest?.version, zone, app: document.documentElement.dataset.app ?? "" }
    await store.keep([newVersion({ kind: "prefs", for_day: diaryDay(Date.now() + skew, zone), body: prefs }, context)])
  }
}

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`))
}
