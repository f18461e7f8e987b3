// @ts-check
import { unsentConsent } from "../core/consent.js"
import { show, showWhen } from "./words.js"

const CONSENT = "/consent"
const OPEN_TO_ALL = [CONSENT, "/data", "/settings"] // as on the server, whatever the answer was

/** @typedef {import("./phone.js").Known} Known */

/**
 * Fill a screen that the phone keeps; a page of the server's is filled already.
 * @template T
 * @param {import("./phone.js").Phone} phone
 * @param {() => Promise<T>} load - what only a kept screen needs
 * @param {(known: Known, loaded: T) => void} fill
 * @returns {Promise<boolean>} whether it was a kept screen and could be filled
 */
export async function fillKept(phone, load, fill) {
  const page = document.documentElement
  if (!page.dataset.shell) return false
  try {
    const [known, loaded] = await Promise.all([knownOf(phone), load()])
    if (!known) return leaveFor(`/pair?next=${encodeURIComponent(location.pathname + location.search)}`)
    if (!known.facts) return waitFor(phone)
    if (!hasAgreed(known) && !OPEN_TO_ALL.includes(location.pathname)) return leaveFor(CONSENT)
    show(document.querySelector('[data-part="carer"]'), known.facts.carer)
    promise(known.facts)
    fill(/** @type {Known} */ (known), loaded)
    page.removeAttribute("data-opening")
    return true
  } catch (error) {
    reportError(error)
    return trouble("broken")
  }
}

/** What the clinic will see is said only while it will. @param {Known["facts"]} facts */
export function promise({ shared }) {
  for (const element of document.querySelectorAll('[data-part="shared"]')) show(element, shared)
}

/** @param {{ facts: Known["facts"] | null, versions: Known["versions"] }} known */
function hasAgreed({ facts, versions }) {
  return facts && (unsentConsent(versions)?.body.agreed ?? facts.agreed)
}

/** What the server said last may be old, or nothing: before it sends anybody away it is asked. @param {import("./phone.js").Phone} phone */
async function knownOf(phone) {
  const known = await phone.known()
  if (!known || hasAgreed(known)) return known
  await phone.first
  return phone.known()
}

/** Begin anew as soon as the phone has heard of its patient. @param {import("./phone.js").Phone} phone */
function waitFor(phone) {
  const problem = /** @type {Element} */ (document.querySelector('[data-problem="empty"]'))
  const sayWhy = () => showWhen(problem, phone.state?.outcome === "later" ? "no-answer" : "no-signal")
  phone.addEventListener("state", () => (phone.state?.outcome === "sent" ? location.reload() : sayWhy()))
  sayWhy()
  return trouble("empty")
}

/** @param {string} address */
function leaveFor(address) {
  location.replace(address)
  return false
}

/** @param {string} name */
function trouble(name) {
  const page = document.documentElement
  page.removeAttribute("data-opening")
  page.dataset.trouble = name
  show(document.querySelector(`[data-problem="${name}"]`), true)
  return false
}
