// @ts-check
import { isSignedOut } from "../core/post.js"
import { sayCount, show, showWhen } from "./words.js"

/** Signs this phone out: sends first, asks when something could not be sent, then takes the diary off the phone. */
export class Leave {
  #form
  #phone
  #dialog = /** @type {HTMLDialogElement} */ (document.getElementById("leave"))

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    form.addEventListener("submit", this.#submit)
  }

  #submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (await this.#phone.isOvertaken()) return
    const store = await this.#phone.store.catch(() => null)
    if (!store) return this.#form.submit()
    const outcome = await this.#phone.sync()
    const { unsent, parked } = await store.counts()
    const stays = outcome === "offline" ? await this.#ask("offline", 0) : unsent + parked > 0 && (await this.#ask("unsent", unsent + parked))
    if (!stays) await this.#signOut()
  }

  /**
   * @param {"offline" | "unsent"} about
   * @param {number} n - how many entries nobody would get back
   * @returns {Promise<boolean>} whether the patient stays
   */
  #ask(about, n) {
    const lose = this.#dialog.querySelector('[data-part="lose"]')
    showWhen(this.#dialog, about)
    sayCount(document.getElementById(`leave-${about}`), n)
    this.#dialog.setAttribute("aria-labelledby", `leave-${about}`)
    sayCount(lose, n)
    show(lose, n)
    this.#dialog.returnValue = ""
    this.#dialog.showModal()
    return new Promise((resolve) => {
      this.#dialog.addEventListener("close", () => resolve(this.#dialog.returnValue !== "leave"), { once: true })
    })
  }

  /** The server first: what it could not be told must not be gone from the phone alone. Only its own words count. */
  async #signOut() {
    if (await this.#phone.isOvertaken()) return
    const answer = await this.#phone.ask("/settings/leave").catch(() => null)
    const isOut = answer && (answer.said?.left || isSignedOut(answer))
    if (!isOut) return void this.#ask("offline", 0)
    await this.#phone.forget()
    location.replace("/pair?left=1")
  }
}
