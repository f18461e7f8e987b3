// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"
import { visitOf } from "../../static/js/core/visit.js"

const NOW = Date.parse("2026-11-17T05:00:00Z") // midnight, and still the day before, five hours to the west

/** @param {object} clinic */
function lineOf(clinic) {
  const areas = [{ visit: "2026-11-18T15:00:00Z" }]
  const facts = /** @type {any} */ ({ clinic, areas, sessions: [], questions: [], goals: [], rows: [], had_course: true })
  return visitOf({ facts, versions: [], now: NOW }).line
}

test("a practice in a zone that this browser does not know has the days of its offset", () => {
  assert.equal(lineOf({ zone: "Atlantis/Poseidonis", offset_min: 0 }), "tomorrow")
  assert.equal(lineOf({ zone: "Atlantis/Poseidonis", offset_min: -300 }), null)
})

test("a visit is shown where nobody has said the offset of such a zone yet", () => {
  assert.equal(lineOf({ zone: "Atlantis/Poseidonis" }), "tomorrow")
})

test("a question that was talked about is open again in other words of a later day", () => {
  const asked = { id: "q", words: "May I swim?", asked_on: "2026-11-10", talked_on: "2026-11-12", at: Date.parse("2026-11-10T12:00:00Z") }
  const clinic = { zone: "America/Toronto" }
  const facts = /** @type {any} */ ({ clinic, areas: [], sessions: [], questions: [asked], goals: [], rows: [], had_course: true })
  /** @param {string} for_day */
  const openAfter = (for_day) => {
    const version = { id: "v", kind: "question", for_day, edited_at: `${for_day}T13:00:00Z`, skew_ms: 0, body: { question: "q", words: "May I run?" } }
    return visitOf({ facts, versions: /** @type {any} */ ([{ version }]), now: NOW }).open.map(({ words }) => words)
  }

  assert.deepEqual(openAfter("2026-11-12"), [])
  assert.deepEqual(openAfter("2026-11-13"), ["May I run?"])
})
