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
