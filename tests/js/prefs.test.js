// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"
import { prefsOf } from "../../static/js/core/prefs.js"

const facts = /** @type {any} */ ({ look: { theme: "light", bigger: true }, hides_trend: true })

/** @param {string} state @param {object} body @param {number} [minute] @param {string} [kind] @returns {any} */
function kept(state, body, minute = 0, kind = "prefs") {
  return { state, version: { id: `${minute}`, kind, edited_at: new Date(minute * 60_000).toISOString(), skew_ms: 0, body } }
}

const dark = { theme: "dark", bigger: false, hides_trend: false }
const plain = { theme: "phone", bigger: false, hides_trend: false }

test("a phone that wished nothing shows what the server knows", () => {
  assert.deepEqual(prefsOf({ facts, versions: [kept("unsent", {}, 0, "entry")] }), { theme: "light", bigger: true, hides_trend: true })
})

test("what waits on the phone comes before what the server knows", () => {
  assert.deepEqual(prefsOf({ facts, versions: [kept("unsent", dark, 1), kept("sent", plain)] }), dark)
})

test("the newest of what waits counts", () => {
  assert.deepEqual(prefsOf({ facts, versions: [kept("unsent", plain, 2), kept("unsent", dark, 1)] }), plain)
})

test("once it was sent the server's word counts, which another phone may have changed", () => {
  assert.equal(prefsOf({ facts, versions: [kept("sent", dark, 1)] }).theme, "light")
})

test("what the server refused counts no more", () => {
  assert.equal(prefsOf({ facts, versions: [kept("parked", dark, 1)] }).theme, "light")
})
