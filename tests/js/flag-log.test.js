import assert from "node:assert/strict"
import test from "node:test"
import { readCards, unreadCards } from "../../static/js/core/flag-log.js"
import { aSave, NOW } from "./phone.js"

const HOUR = 3_600_000

/** A save of a card that was shown so many hours ago. */
function aLog(hours, said = {}, state = "unsent") {
  const body = { rule: "RF06", level: "E", shown_at: new Date(NOW - hours * HOUR).toISOString(), symptoms: ["one_side"], ...said }
  return { version: aSave({ kind: "flag_log", body, now: NOW - hours * HOUR + (said.card ? 1 : 0) }), state }
}

test("a card that was shown and neither read nor followed by a call may come again, and waits to be read", () => {
  const shown = aLog(1)

  assert.deepEqual(readCards([shown]), [])
  assert.deepEqual(unreadCards([shown], NOW), [shown.version])
})

for (const closed of [{ dismissed_at: "2026-11-20T20:00:00Z" }, { called: true }]) {
  test(`a card with ${Object.keys(closed)} was read, and does not wait`, () => {
    const shown = aLog(1)
    const logs = [shown, aLog(1, { card: shown.version.id, ...closed })]

    assert.deepEqual(readCards(logs), [{ rule: "RF06", level: "E", at: NOW - HOUR }])
    assert.deepEqual(unreadCards(logs, NOW), [])
  })
}

test("cards wait for twelve hours, the newest first", () => {
  const [old, older, oldest] = [aLog(1), aLog(11), aLog(12)]

  assert.deepEqual(unreadCards([oldest, older, old], NOW), [old.version, older.version])
})
