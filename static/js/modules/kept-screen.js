// @ts-check
import { show } from "./words.js"

/** @typedef {import("./phone.js").Known} Known */

/**
 * Fill a screen that the phone keeps; a page of the server's is filled already.
 * @param {import("./phone.js").Phone} phone
 * @param {(known: Known) => void} fill
 * @returns {Promise<boolean>} whether it was a kept screen and could be filled
 */
export async function fillKept(phone, fill) {
  const page = document.documentElement
  if (!page.dataset.shell) return false
  try {
    const known = await knownOf(phone)
    if (!known) return leaveFor(`/pair?next=${encodeURIComponent(location.pathname + location.search)}`)
    if (!known.facts) return waitFor(phone)
    if (!known.facts.agreed) return leaveFor("/consent")
    fill(/** @type {Known} */ (known))
    page.removeAttribute("data-opening")
    return true
  } catch (error) {
    reportError(error)
    return trouble("broken")
  }
}

/** Before the first talk with the server the phone knows nothing of its patient; perhaps there is signal. @param {import("./phone.js").Phone} phone */
async function knownOf(phone) {
  const known = await phone.known()
  if (!known || known.facts) return known
  await phone.first
  return phone.known()
}

/** Begin anew as soon as the phone has heard of its patient. @param {import("./phone.js").Phone} phone */
function waitFor(phone) {
  phone.addEventListener("state", () => phone.state?.outcome === "sent" && location.reload())
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
