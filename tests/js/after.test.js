import assert from "node:assert/strict"
import test from "node:test"
import { afterScreen, sessionDue } from "../../static/js/core/after.js"
import { AREA, aSave } from "./phone.js"

const at = (clock, day = 17) => Date.parse(`2026-11-${day}T${clock}-05:00`)
const FACTS = { areas: [{ id: AREA, name: "Right knee" }] }

/** What waits for an answer, of a session at this hour of November 17. */
function due(session, now, answered = null) {
  const sessions = [{ id: "one", area: AREA, day: "2026-11-17", at: new Date(at(session)).toISOString(), techniques: ["injections"] }]
  const answer = () => aSave({ kind: "after", session: "one", for_day: "2026-11-17", edited_at: new Date(at(answered)).toISOString(), body: { ease: "less" } })
  const versions = answered ? [{ version: answer(), state: "sent" }] : []
  const known = { facts: { ...FACTS, sessions }, versions, now, zone: "America/Toronto" }
  return sessionDue(known) && afterScreen(known).prompt
}

for (const [session, now, prompt] of [
  ["14:00:00", at("15:59:59"), null],
  ["14:00:00", at("16:00:00"), "soon"],
  ["14:00:00", at("19:59:59"), "soon"],
  ["14:00:00", at("20:00:00"), "evening"],
  ["14:00:00", at("08:59:59", 18), "evening"],
  ["14:00:00", at("09:00:00", 18), "morning"],
  ["14:00:00", at("13:59:59", 19), "morning"],
  ["14:00:00", at("14:00:00", 19), null],
  ["17:00:00", at("19:30:00"), "soon"],
  ["17:00:01", at("19:30:00"), null],
  ["19:59:59", at("23:00:00"), "evening"],
  ["20:00:00", at("23:00:00"), null],
]) {
  test(`a session at ${session} is asked about at ${new Date(now).toISOString()} as ${prompt}`, () => {
    assert.equal(due(session, now), prompt)
  })
}

test("an answer less than two hours before is the evening's too", () => {
  assert.equal(due("14:00:00", at("20:30:00"), "18:00:00"), "evening")
  assert.equal(due("14:00:00", at("20:30:00"), "18:00:01"), null)
})
