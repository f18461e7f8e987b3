import assert from "node:assert/strict"
import test from "node:test"
import { ownPath } from "../../static/js/core/own-path.js"

const HERE = "https://diary.example"

for (const wanted of ["/", "/help", "/check-in/2026-11-20?change=0a1b-2c", "/?closed=1", "/saved/2026-11-20"]) {
  test(`a screen of ours is gone back to: ${wanted}`, () => {
    assert.equal(ownPath(wanted), wanted)
  })
}

const FOREIGN = ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "\\\\evil.example", "javascript:alert(1)", "/help\n", "help", "", null, undefined]
for (const wanted of FOREIGN) {
  test(`nothing else is: ${JSON.stringify(wanted)}`, () => {
    assert.equal(ownPath(wanted), "/")
    assert.equal(new URL(ownPath(wanted), HERE).origin, HERE)
  })
}
