// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"
import { planOf, typedPlan } from "../../static/js/core/plan.js"

const early = { at: "08:00", on: true, again: false, paused_until: null }
const late = { at: "21:00", on: true, again: true, paused_until: "2026-12-01" }

/** @param {object} said @returns {any} */
function facts(said) {
  return said
}

/** @param {string} state @param {object} body @param {number} [minute] @param {string} [kind] @returns {any} */
function kept(state, body, minute = 0, kind = "reminders") {
  return { state, version: { id: `${minute}`, kind, edited_at: new Date(minute * 60_000).toISOString(), skew_ms: 0, body } }
}

test("who chose nothing has no plan", () => {
  assert.equal(planOf({ facts: facts({ reminders: null }), versions: [kept("unsent", {}, 0, "prefs")] }), null)
})

test("what waits on the phone comes before what the server knows, and of that the newest", () => {
  assert.deepEqual(planOf({ facts: facts({ reminders: early }), versions: [kept("unsent", late, 2), kept("unsent", early, 1)] }), late)
})

test("once it was sent the server's word counts, which another phone may have changed", () => {
  assert.deepEqual(planOf({ facts: facts({ reminders: early }), versions: [kept("sent", late)] }), early)
})

test("of a server that knows no plans, what this phone sent counts", () => {
  assert.deepEqual(planOf({ facts: facts({}), versions: [kept("sent", late)] }), late)
  assert.equal(planOf({ facts: facts({}), versions: [] }), null)
})

test("what the server refused counts no more", () => {
  assert.deepEqual(planOf({ facts: facts({ reminders: early }), versions: [kept("parked", late)] }), early)
})

test("a pause is shown through its last day, and then is over", () => {
  for (const [today, shown] of [["2026-11-30", "2026-12-01"], ["2026-12-01", "2026-12-01"], ["2026-12-02", ""]]) {
    assert.equal(typedPlan(late, today).paused_until, shown)
  }
})
