import assert from "node:assert/strict"
import test from "node:test"
import { makeKey } from "../../static/js/core/device-key.js"
import { Login } from "../../static/js/core/login.js"

const { subtle } = globalThis.crypto

/** A server that knows one phone; `answers` overrides what it says at a path. */
function server(answers = {}) {
  const asked = []
  const said = {
    "/session/challenge": () => Response.json({ nonce: "n" }),
    "/session/renew": () => Response.json({ device: "d" }),
    ...answers,
  }
  const fetch = async (path, options) => {
    asked.push(path)
    return said[path](options)
  }
  return { asked, fetch }
}

const storeOf = (phone) => ({ read: async () => phone })
const pairedPhone = async () => ({ key: await makeKey(subtle), device: "d" })

async function loginTo({ fetch }, phone = undefined) {
  return new Login({ fetch, subtle, store: storeOf(phone === undefined ? await pairedPhone() : phone) })
}

test("a paired phone renews its login", async () => {
  const there = server()

  assert.equal(await (await loginTo(there)).renew(), "renewed")
  assert.deepEqual(there.asked, ["/session/challenge", "/session/renew"])
})

for (const phone of [null, { key: {}, device: null }]) {
  test(`a phone that was never paired asks for nothing: ${JSON.stringify(phone)}`, async () => {
    const there = server()

    assert.equal(await (await loginTo(there, phone)).renew(), "no-key")
    assert.deepEqual(there.asked, [])
  })
}

for (const path of ["/session/challenge", "/session/renew"]) {
  for (const [status, outcome] of [[401, "signed-out"], [429, "later"], [503, "later"]]) {
    test(`${status} at ${path} means ${outcome}`, async () => {
      const there = server({ [path]: () => new Response("{}", { status }) })

      assert.equal(await (await loginTo(there)).renew(), outcome)
    })
  }

  test(`no signal at ${path} means later`, async () => {
    const there = server({ [path]: () => { throw new TypeError("Failed to fetch") } })

    assert.equal(await (await loginTo(there)).renew(), "later")
  })
}

test("a key that cannot sign is not taken for no signal", async () => {
  const phone = { key: { privateKey: (await makeKey(subtle)).publicKey }, device: "d" }

  await assert.rejects((await loginTo(server(), phone)).renew(), { name: "InvalidAccessError" })
})

test("what is wrong in our own program is not taken for no signal", async () => {
  const there = server({ "/session/challenge": () => { throw new RangeError("ours") } })

  await assert.rejects((await loginTo(there)).renew(), RangeError)
})

test("an answer that the login ended is renewed once and asked again", async () => {
  let signedIn = false
  const there = server({
    "/session/renew": () => { signedIn = true; return Response.json({ device: "d" }) },
    "/api/v1/thing": () => new Response("{}", { status: signedIn ? 200 : 401 }),
  })

  const response = await (await loginTo(there)).fetch("/api/v1/thing")

  assert.equal(response.status, 200)
  assert.deepEqual(there.asked, ["/api/v1/thing", "/session/challenge", "/session/renew", "/api/v1/thing"])
})

test("a phone that stays signed out is told so after one renewal", async () => {
  const there = server({ "/api/v1/thing": () => new Response("{}", { status: 401 }) })

  const response = await (await loginTo(there)).fetch("/api/v1/thing")

  assert.equal(response.status, 401)
  assert.equal(there.asked.filter((path) => path === "/session/renew").length, 1)
})

test("while nobody knows whether the login ended for good there is no answer", async () => {
  const there = server({
    "/session/challenge": () => { throw new TypeError("Failed to fetch") },
    "/api/v1/thing": () => new Response("{}", { status: 401 }),
  })

  const response = await (await loginTo(there)).fetch("/api/v1/thing")

  assert.deepEqual([response.type, response.status], ["error", 0])
})

test("other answers are passed on as they are", async () => {
  const there = server({ "/api/v1/thing": () => new Response("{}", { status: 503 }) })

  assert.equal((await (await loginTo(there)).fetch("/api/v1/thing")).status, 503)
  assert.deepEqual(there.asked, ["/api/v1/thing"])
})

test("many that ask at the same moment share one renewal", async () => {
  const there = server()
  const login = await loginTo(there)

  const outcomes = await Promise.all([login.renew(), login.renew(), login.renew()])

  assert.deepEqual(outcomes, ["renewed", "renewed", "renewed"])
  assert.equal(there.asked.length, 2)
})

test("the next renewal after that is a new one", async () => {
  const there = server()
  const login = await loginTo(there)

  await login.renew()
  await login.renew()

  assert.equal(there.asked.length, 4)
})
