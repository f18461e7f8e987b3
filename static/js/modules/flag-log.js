// @ts-check
import { diaryDay } from "../core/days.js"
import { newVersion } from "../core/envelope.js"

/**
 * Keep what became of a red-flag card.
 * @param {import("./phone.js").Phone} phone
 * @param {Record<string, any>} body
 * @param {import("../core/envelope.js").Version} [before] - the last save of the same card
 */
export async function logFlag(phone, body, before) {
  const store = await phone.store
  if (!store) throw new Error("nobody keeps a diary here")
  const [skew, { zone }, now] = [await store.skew(), phone, Date.now()]
  const about = { kind: "flag_log", for_day: diaryDay(now + skew, zone), body }
  const version = newVersion(about, { now, skew, zone, before, app: document.documentElement.dataset.app ?? "" })
  await store.keep([version])
  phone.sendWhenClosed()
  await phone.tell()
  phone.sync()
  return version
}
