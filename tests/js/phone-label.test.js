import assert from "node:assert/strict"
import test from "node:test"
import { installsFirst, phoneLabel } from "../../static/js/core/phone-label.js"

const AGENTS = [
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1", 5, "iPhone"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15", 5, "iPad"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15", 0, "Mac"],
  ["Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36", 5, "Android phone"],
  ["Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36", 5, "Android tablet"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0.0.0", 0, "Windows computer"],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0.0.0", 0, "Computer"],
]

for (const [agent, touches, label] of AGENTS) {
  test(`staff call it ${label}`, () => {
    assert.equal(phoneLabel(agent, touches), label)
  })
}

test("iPhones and iPads install before they pair, others do not", () => {
  assert.deepEqual(["iPhone", "iPad", "Android phone", "Mac"].map((label) => installsFirst(label, false)), [true, true, false, false])
})

test("what was opened from the home screen is installed", () => {
  assert.equal(installsFirst("iPhone", true), false)
})
