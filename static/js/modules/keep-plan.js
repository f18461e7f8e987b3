// @ts-check
import { diaryDay } from "../core/days.js"
import { newVersion } from "../core/envelope.js"
import { newestWish } from "../core/prefs.js"

/**
 * The same plan once, however often it is saved before it is sent.
 * @param {import("../core/store.js").Store} store
 * @param {import("./phone.js").Phone} phone
 * @param {import("../core/plan.js").Plan} plan
 */
export async function keepPlan(store, phone, plan) {
  const newest = newestWish(await store.versions(), "reminders")
  if (newest?.state !== "unsent" || JSON.stringify(newest.version.body) !== JSON.stringify(plan)) {
    const skew = await store.skew()
    const { zone } = phone
    const context = { now: Date.now(), skew, before: newest?.version, zone, app: document.documentElement.dataset.app ?? "" }
    await store.keep([newVersion({ kind: "reminders", for_day: diaryDay(Date.now() + skew, zone), body: plan }, context)])
  }
  phone.sendWhenClosed()
  await phone.tell()
  phone.sync()
}
