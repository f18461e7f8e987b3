// @ts-check
import { typedIn } from "./filled-in.js"
import { fillKept } from "./kept-screen.js"
import { isTouched } from "./touched.js"

const IN_USE = "dialog[open], textarea:focus, input:not([type=radio], [type=checkbox]):focus"

/** @typedef {import("./phone.js").Known} Known */

/**
 * How a form is drawn.
 * @template T, V
 * @typedef {object} Ways
 * @property {() => Promise<T>} load - what only a kept screen needs
 * @property {(known: Known, loaded: T) => V} view - what it is drawn from
 * @property {(view: V, loaded: T) => void} draw
 */

/**
 * Fill a form that the phone keeps. Kept or the server's, it is drawn again when the phone hears that it would ask something
 * else by now, as after a session that was recorded while it lay open: unless somebody has begun to fill it in, or saves it.
 * @template T, V
 * @param {HTMLFormElement} form
 * @param {import("./phone.js").Phone} phone
 * @param {Ways<T, V>} ways
 */
export async function fillForm(form, phone, ways) {
  await fillKept(phone, ways.load, (known, loaded) => {
    ways.draw(ways.view(known, loaded), loaded)
    watch(form, phone, ways, known)
  })
  if (!document.documentElement.dataset.shell) watch(form, phone, ways)
}

/**
 * @template T, V
 * @param {HTMLFormElement} form - as it is drawn
 * @param {import("./phone.js").Phone} phone
 * @param {Ways<T, V>} ways
 * @param {Known} [known] - what it is drawn from; a page of the server's from what the phone hears first
 */
async function watch(form, phone, { load, view }, known) {
  let isSaved = false
  form.addEventListener("submit", () => (isSaved = true)) // from then on the page is about to go
  const typed = said(form)
  const isInUse = () => isSaved || isTouched() || said(form) !== typed || document.querySelector(IN_USE)
  const drawn = known ?? (await phone.first.then(() => knownTo(phone)))
  phone.addEventListener("state", async () => {
    if (!drawn || phone.state?.outcome !== "sent" || isInUse()) return
    const [now, loaded] = await Promise.all([knownTo(phone), load().catch(() => null)])
    if (!now || !loaded || isInUse()) return
    if (asText(view(now, loaded)) === asText(view(drawn, loaded))) return
    form.inert = true // a tap on a page that is about to go would be lost
    location.replace(location.pathname + location.search) // no form is sent again
  })
}

/** @param {import("./phone.js").Phone} phone @returns {Promise<Known | null>} what a screen can be filled from */
async function knownTo(phone) {
  const known = await phone.known().catch(() => null)
  return known?.facts ? /** @type {Known} */ (known) : null
}

/** @param {HTMLFormElement} form */
function said(form) {
  return JSON.stringify(typedIn(form))
}

/** @param {unknown} view */
function asText(view) {
  return JSON.stringify(view, (_name, value) => (value instanceof Set ? [...value] : value))
}
