// @ts-check
import { diaryDay } from "../core/days.js"
import { newVersion } from "../core/envelope.js"
import { newestPrefs, prefsOf } from "../core/prefs.js"
import { fillKept } from "./kept-screen.js"
import { drawLook, keepLook } from "./look.js"
import { show } from "./words.js"

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
    const skew = await store.skew()
    const { zone } = this.#phone
    const before = newestPrefs(await store.versions())?.version
    const context = { now: Date.now(), skew, before, zone, app: document.documentElement.dataset.app ?? "" }
    await store.keep([newVersion({ kind: "prefs", for_day: diaryDay(Date.now() + skew, zone), body: prefs }, context)])
    keepLook(prefs)
    drawLook(prefs)
    show(part("saved"), true)
    this.#phone.sendWhenClosed()
    await this.#phone.tell()
    this.#phone.sync()
  }
}

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`))
}
