import assert from "node:assert/strict"
import test from "node:test"
import { makeKey } from "../../static/js/core/device-key.js"
import { Login } from "../../static/js/core/login.js"
import { NoSignal } from "../../static/js/core/post.js"

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
  for (const [name, answer, outcome] of [
    ["401", () => Response.json({ error: { code: "signed_out" } }, { status: 401 }), "signed-out"],
    ["a sign-in page with 401", () => new Response("<h1>Wi-Fi</h1>", { status: 401, headers: { "Content-Type": "text/html" } }), "later"],
    ["JSON of somebody else with 401", () => Response.json({ error: "login" }, { status: 401 }), "later"],
    ["a sign-in page", () => new Response("<h1>Wi-Fi</h1>", { headers: { "Content-Type": "text/html" } }), "later"],
    ["429", () => new Response("{}", { status: 429 }), "busy"],
    ["503", () => new Response("{}", { status: 503 }), "busy"],
    ["a sign-in page with 511", () => new Response("<h1>Wi-Fi</h1>", { status: 511 }), "later"],
    ["an answer that is cut off", () => new Response(new ReadableStream({ start: (body) => body.error(new TypeError("cut")) }), { headers: { "Content-Type": "application/json" } }), "later"],
  ]) {
    test(`${name} at ${path} means ${outcome}`, async () => {
      const there = server({ [path]: answer })

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
  const login = new Login({ fetch: server().fetch, subtle: { sign: async () => { throw new TypeError("ours") } }, store: storeOf(await pairedPhone()) })

  await assert.rejects(login.renew(), /ours/)
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

for (const lost of [1, 2]) {
  test(`what the network does not bring is no signal, before and after the login was renewed: ${lost}`, async () => {
    let asked = 0
    const there = server({ "/api/v1/thing": () => { if (++asked === lost) throw new TypeError("Failed to fetch"); return new Response("{}", { status: 401 }) } })

    await assert.rejects((await loginTo(there)).fetch("/api/v1/thing"), NoSignal)
  })
}

test("a phone that stays signed out is told so after one renewal", async () => {
  const there = server({ "/api/v1/thing": () => new Response("{}", { status: 401 }) })

  const response = await (await loginTo(there)).fetch("/api/v1/thing")

  assert.equal(response.status, 401)
  assert.equal(there.asked.filter((path) => path === "/session/renew").length, 1)
})

for (const [name, answer] of [["no signal", () => { throw new TypeError("Failed to fetch") }], ["a busy server", () => new Response("{}", { status: 503 })]]) {
  test(`while nobody knows whether the login ended for good there is no answer: ${name}`, async () => {
    const there = server({ "/session/challenge": answer, "/api/v1/thing": () => new Response("{}", { status: 401 }) })

    const response = await (await loginTo(there)).fetch("/api/v1/thing")

    assert.deepEqual([response.type, response.status], ["error", 0])
  })
}

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
