// @ts-check
// Many screens take these from here.
import "./core/envelope.js"
import "./modules/kept-screen.js"
import { applyLook } from "./modules/look.js"
import { Phone } from "./modules/phone.js"
import { start } from "./modules/start.js"
import { SyncLine } from "./modules/sync-line.js"
import { registerWorker } from "./modules/worker.js"

/**
 * Start a patient's screen: its own modules and what every screen has.
 * @param {import("./modules/start.js").Modules} modules
 */
export function openScreen(modules) {
  const phone = new Phone()
  start({ "sync-line": SyncLine, ...modules }, phone)
  applyLook()
  registerWorker()
  // Only where somebody wanted reminders; what fails now is done at the next start.
  phone.first.then(() => localStorage["diary-push"] && import("./modules/push.js").then(({ lookAfter }) => lookAfter(phone))).catch(() => {})
}
