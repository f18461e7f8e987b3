import assert from "node:assert/strict"
import test from "node:test"
import { inOneOrder, readAnswers } from "../../static/js/core/answers.js"
import { typedOf } from "../../static/js/core/today.js"

const read = (fields) => readAnswers({ pain_asked: "last_24h", pain: "5", ...fields })
const first = (fields) => read(fields).bodies[0]

test("the number alone is an answer", () => {
  assert.deepEqual(read({}), { bodies: [{ asked: "last_24h", pain: 5 }, null, null], faults: {} })
})

test("a form is read as well as its fields", () => {
  const form = new FormData()
  for (const [name, value] of [["pain_asked", "last_24h"], ["pain", "0"], ["medicine", "1"], ["medicines", "opioid"], ["medicines", "other"]]) form.append(name, value)

  assert.deepEqual(readAnswers(form).bodies[0], { asked: "last_24h", pain: 0, medicine: 1, medicine_classes: ["opioid", "other"] })
})

test("a second area has a save of its own once it got a number", () => {
  assert.deepEqual(read({ pain_2_asked: "since_session", pain_2: "0" }).bodies[1], { asked: "since_session", pain: 0 })
  assert.equal(read({ pain_2_asked: "since_session", pain_2: "" }).bodies[1], null)
})

for (const [fields, faults] of [
  [{ pain: "" }, { pain: "number" }],
  [{ pain: undefined }, { pain: "number" }],
  [{ effects: ["bruise", "tired"], bother_tired: "1" }, { bother_bruise: "bother" }],
  [{ effects: ["bruise"], bothered: "no" }, {}],
  [{ note: "é".repeat(301) }, { note: "long" }],
  [{ note: " " + "🙂".repeat(300) + "\n" }, {}],
  [{ other: "x".repeat(61) }, { other: "long" }],
]) {
  test(`what is wrong is named: ${JSON.stringify(fields).slice(0, 60)}`, () => {
    assert.deepEqual(read(fields).faults, faults)
  })
}

test("medicines count only where medicine was taken", () => {
  assert.deepEqual(first({ medicine: "0", medicines: ["opioid"] }), { asked: "last_24h", pain: 5, medicine: 0 })
})

test("an effect says how much it bothers, and that something does", () => {
  const effects = [{ effect: "something_else", severity: 2, words: "a dull ache" }]

  assert.deepEqual(first({ bother_something_else: "2", other: " a dull\tache " }), { asked: "last_24h", pain: 5, bothered: true, effects })
})

test("who is not bothered has no effects", () => {
  assert.deepEqual(first({ bothered: "no", effects: ["bruise"], bother_bruise: "3" }), { asked: "last_24h", pain: 5, bothered: false })
})

for (const [typed, kept] of [["e\u0301", "é"], ["a\r\nb", "a\nb"], ["a\u202eb\u0007\ud800c", "abc"], [" \u00a0a ", "a"], ["\u200b \u00ad", undefined], ["🙂", "🙂"]]) {
  test(`a note is kept in one spelling: ${JSON.stringify(typed)}`, () => {
    assert.equal(first({ note: typed }).note, kept)
  })
}

test("what was saved is typed again as it was", () => {
  const fields = {
    pain_asked: "since_session", pain: "0", worst: "10", sleep: "0", medicine: "2", medicines: ["opioid"], relief: "gone", goal: "part",
    bothered: "yes", effects: ["bruise", "something_else"], bother_bruise: "1", bother_something_else: "3", other: "an ache", note: "two\nlines",
    pain_2_asked: "last_24h", pain_2: "4",
  }
  const { pain_asked, pain_2_asked, ...typed } = fields

  const stillThere = { still_bruise: "1", still_something_else: "3" } // for the rows of effects that are open
  assert.deepEqual(typedOf(...readAnswers(fields).bodies), { ...typed, ...stillThere })
})

test("nothing was typed where nothing was saved", () => {
  assert.deepEqual(typedOf(null), { medicines: [], effects: [] })
})

test("an effect that is gone is not typed again", () => {
  assert.deepEqual(typedOf({ effects: [{ effect: "bruise", severity: 0 }] }).effects, [])
})

test("answers that came back from the server are the same in any order of their names", () => {
  const saved = { asked: "last_24h", pain: 5, effects: [{ effect: "bruise", severity: 2 }] }
  const back = { effects: [{ severity: 2, effect: "bruise" }], pain: 5, asked: "last_24h" }

  assert.equal(inOneOrder(back), inOneOrder(saved))
  assert.notEqual(inOneOrder({ ...back, pain: 4 }), inOneOrder(saved))
})
