import assert from "node:assert/strict"
import test from "node:test"
import { unsentConsent } from "../../static/js/core/consent.js"
import { aSave, NOW } from "./phone.js"

const kept = (agreed, state, now = NOW) => ({ version: aSave({ kind: "consent", body: { agreed }, now }), state })

test("an answer that the server has, or would not take, does not wait", () => {
  assert.equal(unsentConsent([kept(false, "sent"), kept(false, "parked")]), undefined)
})

test("of the answers that wait the newest counts", () => {
  const saves = [kept(true, "unsent"), kept(false, "unsent", NOW + 1)]

  for (const versions of [saves, saves.toReversed()]) assert.equal(unsentConsent(versions).body.agreed, false)
})
