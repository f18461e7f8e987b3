import assert from "node:assert/strict"
import test from "node:test"
import { readQuestion } from "../../static/js/core/asking.js"

const read = (fields, asked) => readQuestion(new Map(Object.entries(fields)), asked)

test("a question whose box was emptied first can be removed", () => {
  assert.deepEqual(read({ words: "", question: "1", withdrawn: "1" }, "May I swim?"), { body: { words: "May I swim?", question: "1", withdrawn: true }, faults: {} })
})

test("a question without words is not kept", () => {
  assert.deepEqual(read({ words: "", question: "1" }, "May I swim?").faults, { words: "empty" })
})
