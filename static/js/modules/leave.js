// @ts-check
import { isBusy, isSignedOut } from "../core/post.js"
import { sayCount, show, showWhen } from "./words.js"

/** Signs this phone out: sends first, asks, then takes the diary off the phone. */
export class Leave {
  #form
  #phone
  #dialog = /** @type {HTMLDialogElement} */ (document.getElementById("leave"))

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    form.addEventListener("submit", this.#submit)
    show(form.querySelector('[data-part="leave"]'), true) // no sooner: without this script nothing would be asked
    phone.addEventListener("state", this.#hear)
  }

  #submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (await this.#phone.isOvertaken()) return
    const store = await this.#phone.store.catch(() => null)
    if (!store) return this.#form.submit()
    const outcome = await this.#phone.sync()
    const { unsent, parked } = await store.counts()
    const lost = unsent + parked
    const about = outcome === "offline" ? "offline" : lost ? "unsent" : "sure"
    if (!(await this.#ask(about, lost))) await this.#signOut()
  }

  /**
   * @param {"offline" | "busy" | "unsent" | "sure"} about
   * @param {number} n - how many entries nobody would get back
   * @returns {Promise<boolean>} whether the patient stays
   */
  #ask(about, n) {
    sayCount(document.getElementById(`leave-${about}`), n)
    sayCount(this.#dialog.querySelector('[data-part="lose"]'), n)
    showWhen(this.#dialog, about)
    this.#dialog.setAttribute("aria-labelledby", `leave-${about}`)
    this.#dialog.returnValue = ""
    this.#dialog.showModal()
    return new Promise((resolve) => {
      this.#dialog.addEventListener("close", () => resolve(this.#dialog.returnValue !== "leave"), { once: true })
    })
  }

  /** What stood in the way of signing out is over once the server has answered. */
  #hear = () => {
    const isInTheWay = this.#dialog.matches('[aria-labelledby="leave-offline"], [aria-labelledby="leave-busy"]')
    if (isInTheWay && this.#phone.state?.outcome === "sent") this.#dialog.close()
  }

  /** The server first: what it could not be told must not be gone from the phone alone. Only its own words count. */
  async #signOut() {
    if (await this.#phone.isOvertaken()) return
    const answer = await this.#phone.ask("/settings/leave").catch(() => null)
    const isOut = answer && (answer.said?.left || isSignedOut(answer))
    if (!isOut) return void this.#ask(isBusy(answer) ? "busy" : "offline", 0)
    await this.#phone.forget()
    location.replace("/pair?left=1")
  }
}
