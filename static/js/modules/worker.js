// @ts-check
import { isTouched } from "./touched.js"
import { show } from "./words.js"

const WORKER = "/sw.js"

/** Let the worker keep the diary's screens. A browser without one opens the diary with a signal alone. */
export async function registerWorker() {
  /** @type {any} not in the checker's list of globals */
  const { trustedTypes } = window
  const policy = trustedTypes?.createPolicy("app", { createScriptURL: (/** @type {string} */ address) => address })
  const address = policy ? policy.createScriptURL(WORKER) : WORKER
  const registration = await navigator.serviceWorker?.register(address).catch(() => null) // a private window may refuse
  if (registration) new UpdateOffer(registration)
}

/** Says that a new version is ready. It is used once somebody taps, and never takes a form away that is being filled in. */
class UpdateOffer {
  #registration
  #isTapped = false

  /** @param {ServiceWorkerRegistration} registration */
  constructor(registration) {
    this.#registration = registration
    document.querySelector("#update button")?.addEventListener("click", this.#use)
    registration.addEventListener("updatefound", this.#follow)
    navigator.serviceWorker.addEventListener("controllerchange", this.#reload)
    this.#follow()
  }

  #follow = () => {
    const { installing, waiting } = this.#registration
    for (const worker of [installing, waiting]) worker?.addEventListener("statechange", this.#show)
    this.#show()
  }

  /** The very first worker waits for nobody. */
  #show = () => {
    const { active, waiting } = this.#registration
    show(document.querySelector("#update > *"), active && waiting)
  }

  #use = () => {
    this.#isTapped = true
    this.#registration.waiting?.postMessage("skip")
  }

  #reload = () => {
    this.#show()
    if (this.#isTapped && !isTouched()) location.reload()
  }
}
