import assert from "node:assert/strict"
import test from "node:test"
import { newestOf } from "../../static/js/core/envelope.js"
import { dayOf } from "../../static/js/core/today.js"
import { Chance } from "../sweeps/random.js"
import { AREA, aSave, NOW } from "./phone.js"

const DAY = "2026-11-20"
const HOUR = 3_600_000
const FACTS = {
  clinic: { name: "Harbour Lane Clinic", phone: null, emergency: null, demo: false },
  look: { theme: "phone", bigger: false },
  enrolled_on: "2026-11-17",
  agreed: true,
  rows: ["sleep", "relief", "note"],
  goals: [],
  had_course: true,
  areas: [{ id: AREA, name: "Right knee" }],
  sessions: [],
}

/** A save as the store hands it out. */
const kept = (changes = {}, { state = "unsent", source = "phone" } = {}) => ({ version: aSave(changes), state, sentAt: null, author: "patient", source, errors: {} })
const look = (versions = [], { facts = {}, ...known } = {}) => dayOf({ facts: { ...FACTS, ...facts }, versions, now: NOW, zone: "America/Toronto", ...known })

test("a day without a save asks for its number", () => {
  const { day, takesNumber, isDone, line, kept: days, of, courses } = look()

  assert.deepEqual({ day, takesNumber, isDone, line, days, of }, { day: DAY, takesNumber: true, isDone: false, line: "empty", days: 0, of: 4 })
  assert.deepEqual(courses, [{ area: AREA, name: "Right knee", wording: "last_24h", asked: "last_24h" }])
})

for (const state of ["unsent", "sent"]) {
  test(`what is ${state} is what the day says`, () => {
    const { entry, isDone, savedAt, kept: days } = look([kept({}, { state })])

    assert.deepEqual([entry.pain, isDone, savedAt, days], [5, true, NOW, 1])
  })
}

test("a day that somebody else saved is not said to be one's own", () => {
  const ofCarer = { ...kept(), author: "carer" }

  assert.deepEqual([look([ofCarer]).savedIsOwn, look([ofCarer], { facts: { carer: true } }).savedIsOwn], [false, true])
})

test("what the server refused is not what the day says", () => {
  assert.equal(look([kept({}, { state: "parked" })]).entry, null)
})

test("what is no check-in, or of another area, is not what the day says", () => {
  assert.equal(look([kept({ kind: "after" }), kept({ area: "another" })]).entry, null)
})

test("the newest save is the one the day says, by clocks put right", () => {
  const early = kept({ body: { pain: 1 }, now: NOW + 2 * HOUR, skew: -2 * HOUR - 1 })
  const late = kept({ body: { pain: 2 }, now: NOW })

  for (const order of [[early, late], [late, early]]) assert.equal(look(order).entry.pain, 2)
})

test("of two saves of one moment the greater id is the one the day says", () => {
  const [one, other] = [kept({ body: { pain: 1 }, id: "a0000000" }), kept({ body: { pain: 2 }, id: "b0000000" })]

  for (const order of [[one, other], [other, one]]) assert.equal(look(order).entry.pain, 2)
})

test("a save from a zone that this browser does not know is judged by its offset", () => {
  const younger = kept({ body: { pain: 2 } })
  younger.version = { ...younger.version, zone: "America/Atlantis", offset_min: -300 }

  const { entry } = look([younger])

  assert.deepEqual([entry.pain, entry.stamp], [2, "on_time"])
})

test("a save for a day that had not come yet says nothing", () => {
  assert.equal(look([kept({ for_day: "2026-11-21" })], { day: "2026-11-21", now: NOW + 24 * HOUR }).entry, null)
})

test("a save for a day that had come where it was made says so here too, a day behind", () => {
  const saved = kept({ for_day: "2026-11-21", zone: "Pacific/Kiritimati" })

  const { today, entry, kept: days, of } = look([saved], { day: "2026-11-21", zone: "Pacific/Pago_Pago" })

  assert.deepEqual([today, entry?.pain, days, of], ["2026-11-19", 5, 1, 5])
})

test("from memory come events, not ratings", () => {
  const late = { for_day: "2026-11-17", body: { pain: 5, worst: 7, sleep: 1, note: "Walked." } }

  const { entry } = look([kept(late)], { day: "2026-11-17" })

  assert.deepEqual([entry.stamp, entry.pain, entry.worst, entry.sleep, entry.note], ["recalled", null, null, null, "Walked."])
})

test("a paper diary is never from memory", () => {
  const { entry } = look([kept({ for_day: "2026-11-17" }, { source: "paper" })], { day: "2026-11-17" })

  assert.deepEqual([entry.stamp, entry.pain], ["late", 5])
})

test("a number from before the session of its day is asked for again", () => {
  const sessions = [{ area: AREA, day: DAY, at: new Date(NOW + HOUR).toISOString(), bath: false }]
  const known = { facts: { sessions }, now: NOW + 2 * HOUR }

  const { isDone, courses, saidSoFar, line } = look([kept({ body: { pain: 5, note: "Walked." } })], known)

  assert.deepEqual([isDone, line, courses[0].wording, courses[0].asked], [false, "empty", "since_injections", "since_session"])
  assert.deepEqual([saidSoFar[0].pain, saidSoFar[0].note], [null, "Walked."])
})

test("Gone on the morning of a session is about the session before", () => {
  const session = (id, day, at) => ({ id, area: AREA, day, at: new Date(at).toISOString(), bath: false, techniques: [] })
  const sessions = [session("first", "2026-11-13", NOW - 7 * 24 * HOUR), session("second", DAY, NOW + HOUR)]
  const known = { facts: { sessions }, now: NOW + 2 * HOUR }

  assert.equal(look([kept({ body: { relief: "gone" } })], known).reliefMayEnd?.id, "second")
  assert.equal(look([kept({ body: { relief: "gone", asked: "since_session" }, now: NOW + HOUR })], known).reliefMayEnd, null)
})

test("a session whose time has not come changes nothing", () => {
  const sessions = [{ area: AREA, day: DAY, at: new Date(NOW + HOUR).toISOString(), bath: false }]

  assert.equal(look([], { facts: { sessions } }).courses[0].wording, "last_24h")
})

for (const [facts, line] of [[{ areas: [] }, "ended"], [{ areas: [], had_course: false }, "not_started"]]) {
  test(`without a course there is no form: ${line}`, () => {
    const found = look([], { facts })

    assert.deepEqual([found.line, found.takesNumber, found.courses, found.openYesterday], [line, false, [], null])
  })
}

test("today and yesterday take a number, no other day does", () => {
  const lines = ["2026-11-18", "2026-11-19", DAY, "2026-11-21"].map((day) => look([], { day }).line)

  assert.deepEqual(lines, ["closed", "empty", "empty", "future"])
})

test("whatever the clock does between saves on one phone, the last save is what the day says", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const chance = new Chance(seed)
    const saves = []
    for (let pain = 0, now = NOW, skew = 0; pain <= 10; pain++) {
      now += stepOf(chance)
      if (chance.below(3) === 0) skew = NOW - now // the server said what time it is
      const before = newestOf(saves)?.version
      saves.splice(chance.below(saves.length + 1), 0, kept({ body: { pain }, now, skew, before }))

      assert.equal(look(saves).entry?.pain, pain, `seed ${seed}`)
    }
  }
})

/** Of a clock: time goes by, or somebody sets it. */
function stepOf(chance) {
  return chance.below(2) ? chance.below(60_000) : chance.pick([-8 * HOUR, -HOUR, -1, 0, 1, HOUR, 8 * HOUR])
}
