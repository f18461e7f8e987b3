// @ts-check
import { isBusy, isSignedOut } from "../core/post.js"
import { show, showWhen } from "./words.js"

/** Deletes the diary: the server first, for it asks the clinic; then the phone is cleared. */
export class DeleteDiary {
  #form
  #phone

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    form.addEventListener("submit", this.#submit)
    show(form.querySelector('[data-part="leave"]'), true) // no sooner: what waits on this phone is not sent without this script
  }

  #submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (await this.#phone.isOvertaken()) return
    const store = await this.#phone.store.catch(() => null)
    if (!store) return this.#form.submit()
    const answer = await this.#phone.ask("/data/leave").catch(() => null)
    if (answer && isSignedOut(answer)) return location.reload()
    if (!answer?.said?.left) return showWhen(this.#form, isBusy(answer) ? "busy" : "no-signal")
    await this.#phone.first // it would go on writing to what is gone
    await this.#phone.forget()
    location.replace("/data/deleted")
  }
}
