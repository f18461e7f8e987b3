import assert from "node:assert/strict"
import test from "node:test"
import { makeKey, publicHalf, signRenewal } from "../../static/js/core/device-key.js"

const { subtle } = globalThis.crypto

test("the private half cannot be taken out", async () => {
  const key = await makeKey(subtle)

  await assert.rejects(subtle.exportKey("jwk", key.privateKey))
})

test("the public half holds exactly what the server knows", async () => {
  const jwk = await publicHalf(subtle, await makeKey(subtle))

  assert.deepEqual(Object.keys(jwk), ["kty", "crv", "x", "y"])
  assert.equal(jwk.crv, "P-256")
})

test("a renewal is signed over the three parts with nothing between", async () => {
  const key = await makeKey(subtle)

  const signature = await signRenewal(subtle, key, "nonce", "device")

  assert.match(signature, /^[A-Za-z0-9_-]{86}$/)
  const bytes = Buffer.from(signature, "base64url")
  const message = new TextEncoder().encode("diary-renewnoncedevice")
  assert.ok(await subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key.publicKey, bytes, message))
})
