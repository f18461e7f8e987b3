// @ts-check
import { Push } from "../core/push.js"

const ENOUGH_MS = 6 * 3_600_000 // between two looks within one window

/** How reminders reach this phone. @param {import("./phone.js").Phone} phone */
export async function pushOf(phone) {
  await phone.store.catch(() => null) // who cannot keep a diary has none to be reminded of
  return new Push({
    owner: phone.owner,
    ask: (path, body) => phone.ask(path, body),
    fetch: fetch.bind(window),
    workers: navigator.serviceWorker,
    notification: window.Notification,
    storage: localStorage,
    lock: (name, work) => navigator.locks.request(name, work),
  })
}

/** No reminder waits any more. */
function clearBadge() {
  if (!document.hidden) navigator.clearAppBadge?.().catch(() => {})
}

/** The diary was opened: no reminder waits any more, and the next one must find its way. @param {import("./phone.js").Phone} phone */
export async function lookAfter(phone) {
  clearBadge()
  document.addEventListener("visibilitychange", clearBadge) // an app on a home screen is seldom loaded anew
  if (new URLSearchParams(location.search).get("src") === "push") await phone.ask("/api/v1/push/opened")
  const looked = `diary-push-${phone.owner}`
  if (!phone.owner || Date.now() - Number(sessionStorage.getItem(looked)) < ENOUGH_MS) return
  const push = await pushOf(phone)
  await push.reconcile()
  if ((await push.state()) !== "later") sessionStorage.setItem(looked, String(Date.now()))
}
