import assert from "node:assert/strict"
import test from "node:test"
import { zoneHere } from "../../static/js/core/days.js"

test("where the phone is, is what its clock is set to", (t) => {
  const before = process.env.TZ
  t.after(() => { before === undefined ? delete process.env.TZ : (process.env.TZ = before) })

  process.env.TZ = "America/St_Johns"

  assert.equal(zoneHere(), "America/St_Johns")
})
