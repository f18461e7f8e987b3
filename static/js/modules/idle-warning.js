// @ts-check

const LOOK_EVERY_MS = 5000
const WARN_BEFORE_MS = 120_000 // the server notes use once a minute, so its fifteen may be fourteen of ours

/** Says on a clinic's page that the login is about to end, and lets one tap keep it. */
export class IdleWarning {
  #element
  #idleMs
  #endsAt = 0

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element
    this.#idleMs = Number(element.dataset.idle) * 1000
    element.querySelector("button")?.addEventListener("click", () => this.#stay())
    setInterval(() => this.#look(), LOOK_EVERY_MS)
    this.#start()
  }

  #start() {
    this.#endsAt = Date.now() + this.#idleMs
    this.#look()
  }

  #look() {
    const left = this.#endsAt - Date.now()
    this.#show(left > WARN_BEFORE_MS ? "" : left > 0 ? "soon" : "ended")
  }

  async #stay() {
    const answer = await fetch("/clinic/account", { method: "HEAD", redirect: "manual" })
    if (answer.ok) this.#start()
    else this.#endsAt = 0
    this.#look()
  }

  /** @param {string} state */
  #show(state) {
    this.#element.toggleAttribute("hidden", state === "")
    for (const part of this.#element.querySelectorAll("[data-when]")) {
      part.toggleAttribute("hidden", part.getAttribute("data-when") !== state)
    }
  }
}
