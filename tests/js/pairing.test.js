import assert from "node:assert/strict"
import test from "node:test"
import { Pairing } from "../../static/js/core/pairing.js"

const { subtle } = globalThis.crypto
const NOW = Date.parse("2026-11-20T14:00:00Z")
const ASKED = { device_code: "d1", user_code: "KFM-R2T", expires_at: "2026-11-20T14:10:00Z" }
const FULL = () => Response.json({ error: { code: "too_many" } }, { status: 429 })
const WAIT = () => Response.json({ state: "waiting" }, { status: 202 })
const GONE = () => Response.json({ error: { code: "gone" } }, { status: 410 })
const CAFE = () => new Response("<h1>Welcome to our Wi-Fi</h1>", { headers: { "Content-Type": "text/html" } })
const PAIRED = () => Response.json({ device: "phone-1", owner: "patient-1" })
const noSignal = () => { throw new TypeError("Failed to fetch") }

/** A code, from a server whose clock is ahead of the phone's by so much. */
const code = (changes = {}, aheadMs = 0) => () =>
  Response.json({ ...ASKED, ...changes }, { headers: { Date: new Date(NOW + aheadMs).toUTCString() } })

/** Run a phone against a server that gives these answers, one after the other. */
function pair(...answers) {
  return pairPhoneOf(undefined, ...answers)
}

/** The same on a phone that kept something before. */
async function pairPhoneOf(before, ...answers) {
  const shown = [], sent = [], waits = [], kept = []
  const pairing = new Pairing({
    fetch: async (path, options) => {
      sent.push([path, JSON.parse(options.body)])
      return answers.shift()()
    },
    store: { read: async () => kept.at(-1) ?? before, write: async (phone) => void kept.push(phone) },
    subtle,
    label: "iPhone",
    zone: "America/Toronto",
    now: () => NOW,
    wait: async (ms) => void waits.push(ms),
    show: (state) => shown.push(state),
  })
  await pairing.run()
  return { shown, sent, waits, kept, paths: sent.map(([path]) => path), names: shown.map(({ name }) => name) }
}

test("a code is shown until staff typed it", async () => {
  const { names, paths, waits } = await pair(code(), WAIT, WAIT, PAIRED)

  assert.deepEqual(paths, ["/pair", "/pair/poll", "/pair/poll", "/pair/poll"])
  assert.deepEqual(names, ["code", "code", "code", "ready"])
  assert.deepEqual(waits, [3000, 3000, 3000])
})

test("the phone sends its public key, its label and its zone", async () => {
  const { sent } = await pair(code(), PAIRED)

  const [, { jwk, label, zone }] = sent[0]

  assert.deepEqual(Object.keys(jwk), ["kty", "crv", "x", "y"])
  assert.deepEqual([label, zone], ["iPhone", "America/Toronto"])
})

test("the key is kept before anything is sent, and the phone's id once it is paired", async () => {
  const { kept } = await pair(code(), PAIRED)

  assert.deepEqual(kept.map(({ device }) => device), [null, "phone-1"])
  assert.equal(kept[0].key, kept[1].key)
})

test("once it is paired, the phone knows whose diary it keeps", async () => {
  const { kept } = await pair(code(), PAIRED)

  assert.deepEqual(kept.map(({ owner }) => owner), [null, "patient-1"])
})

for (const before of ["patient-0", "patient-1", null]) {
  test(`until it is paired anew, a phone knows whose diary it kept: ${before}`, async () => {
    const phone = await pairPhoneOf({ key: null, device: null, owner: before }, code(), PAIRED)

    assert.deepEqual(phone.kept.map(({ owner }) => owner), [before, "patient-1"])
  })
}

test("a code that ran out is followed by a new one", async () => {
  const { shown, paths } = await pair(code(), GONE, code({ user_code: "ABC-DEF", device_code: "d2" }), PAIRED)

  assert.deepEqual(paths, ["/pair", "/pair/poll", "/pair", "/pair/poll"])
  assert.deepEqual(shown.map((state) => state.code), ["KFM-R2T", "ABC-DEF", undefined])
})

test("without signal the page says so, tries again, and keeps its code", async () => {
  const { names, sent } = await pair(noSignal, code(), noSignal, WAIT, PAIRED)

  assert.deepEqual(names, ["offline", "code", "offline", "code", "ready"])
  assert.deepEqual(sent.slice(2).map(([, body]) => body.device_code), ["d1", "d1", "d1"])
})

test("a café's sign-in page is no answer, and no busy server", async () => {
  const { names, waits, kept } = await pair(CAFE, code(), CAFE, PAIRED)

  assert.deepEqual(names, ["offline", "code", "offline", "ready"])
  assert.deepEqual(waits, [3000, 3000, 3000])
  assert.equal(kept.at(-1).device, "phone-1")
})

test("a defect of our own is not taken for no signal", async () => {
  const noJson = 1n
  const pairing = new Pairing({ fetch: async () => assert.fail("sent it"), store: { read: async () => undefined, write: async () => {} }, subtle, label: noJson })

  await assert.rejects(pairing.run(), /BigInt/)
})

test("a busy server is left alone for half a minute", async () => {
  const { names, waits } = await pair(FULL, code(), PAIRED)

  assert.deepEqual(names, ["busy", "code", "ready"])
  assert.equal(waits[0], 30_000)
})

for (const aheadMs of [0, 3 * 3_600_000, -3 * 3_600_000]) {
  test(`the minutes left do not depend on this phone's clock: ${aheadMs / 3_600_000} h`, async () => {
    const expires_at = new Date(NOW + aheadMs + 600_000).toISOString()

    const { shown } = await pair(code({ expires_at }, aheadMs), PAIRED)

    assert.equal(shown[0].until, NOW + 600_000)
  })
}

test("a phone that cannot keep its key asks for no code", async () => {
  const pairing = new Pairing({
    fetch: () => assert.fail("asked for a code"),
    store: { read: async () => undefined, write: async () => { throw new DOMException("full", "QuotaExceededError") } },
    subtle,
  })

  await assert.rejects(pairing.run(), /full/)
})
