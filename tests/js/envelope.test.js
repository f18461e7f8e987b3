import assert from "node:assert/strict"
import test from "node:test"
import { correctedAt, newestOf, newVersion } from "../../static/js/core/envelope.js"
import { AREA, NOW } from "./phone.js"

const SAID = { kind: "entry", for_day: "2026-11-20", area: AREA, body: { asked: "last_24h", pain: 5 } }
const made = (context = {}, said = {}) => newVersion({ ...SAID, ...said }, { now: NOW, skew: 0, zone: "America/Toronto", app: "1.4.0", ...context })

test("a save carries what the server asks of it, and nothing else", () => {
  const { id, ...rest } = made({ skew: -1500 })

  assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  assert.deepEqual(rest, {
    kind: "entry",
    for_day: "2026-11-20",
    area: AREA,
    session: null,
    edited_at: "2026-11-20T14:00:00.000Z",
    zone: "America/Toronto",
    offset_min: -300,
    skew_ms: -1500,
    app: "1.4.0",
    body: { asked: "last_24h", pain: 5 },
  })
})

test("no two saves share an id", () => {
  assert.notEqual(made().id, made().id)
})

for (const zone of ["Etc/Unknown", undefined, "", "+05:00"]) {
  test(`a phone whose zone has no name says UTC: ${zone}`, () => {
    assert.deepEqual([made({ zone }).zone, made({ zone }).offset_min], ["UTC", 0])
  })
}

for (const [zone, now, offset] of [["Asia/Kathmandu", NOW, 345], ["America/Toronto", Date.parse("2026-07-01T12:00:00.999Z"), -240], ["Australia/Lord_Howe", NOW, 660]]) {
  test(`minutes east of UTC are those of the moment: ${zone}`, () => {
    assert.equal(made({ zone, now }).offset_min, offset)
  })
}

test("the clock's error travels in whole milliseconds", () => {
  assert.equal(made({ skew: 12.6 }).skew_ms, 13)
})

test("what is done to the answers later does not reach the save", () => {
  const body = { asked: "last_24h", pain: 5 }
  const version = made({}, { body })
  body.pain = 9

  assert.equal(version.body.pain, 5)
})

test("saves sort by the phone's clock put right", () => {
  assert.equal(correctedAt(made({ skew: -1500 })), NOW - 1500)
})

test("a save is later than the one before it, even when the clock was set back", () => {
  const before = made({ skew: 3_600_000 })
  const after = made({ now: NOW - 1, skew: 3_600_000, before })

  assert.equal(correctedAt(after), correctedAt(before) + 1)
  assert.equal(after.edited_at, new Date(NOW - 1).toISOString())
})

test("a save after one that is older goes by the clock alone", () => {
  assert.equal(made({ skew: -1500, before: made({ skew: -1501 }) }).skew_ms, -1500)
})

test("the newest of some saves is the later one, and of one moment the one with the greater id", () => {
  const [early, late] = [made(), made({ now: NOW + 1 })]
  const [low, high] = [{ ...late, id: "0" }, { ...late, id: "g" }]

  for (const saves of [[early, low, high], [high, low, early], [low, high, early]]) {
    assert.equal(newestOf(saves.map((version) => ({ version })))?.version, high)
  }
  assert.equal(newestOf([]), undefined)
})
