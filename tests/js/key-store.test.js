import assert from "node:assert/strict"
import test from "node:test"
import { makeKey, signRenewal } from "../../static/js/core/device-key.js"
import { KeyStore } from "../../static/js/core/key-store.js"
import { aPhone, OWNER, subtle } from "./phone.js"

test("a phone that was never paired has no key", async () => {
  assert.equal(await new KeyStore(aPhone()).read(), undefined)
})

test("the key, the phone's id and whose diary it keeps come back, and the key still signs", async () => {
  const phone = aPhone()
  await new KeyStore(phone).write({ key: await makeKey(subtle), device: "d", owner: OWNER })

  const { key, device, owner } = await new KeyStore(phone).read()

  assert.deepEqual([device, owner], ["d", OWNER])
  assert.match(await signRenewal(subtle, key, "nonce", device), /^[A-Za-z0-9_-]{86}$/)
})

test("the last key is the phone's", async () => {
  const store = new KeyStore(aPhone())
  await store.write({ key: null, device: null, owner: "one" })
  await store.write({ key: null, device: null, owner: "two" })

  assert.deepEqual(await store.read(), { key: null, device: null, owner: "two" })
})

test("a phone that forgets its key has none", async () => {
  const store = new KeyStore(aPhone())
  await store.write({ key: null, device: "d", owner: OWNER })

  await store.forget(OWNER)

  assert.equal(await store.read(), undefined)
})

test("the key of whoever came in meanwhile is not forgotten", async () => {
  const store = new KeyStore(aPhone())
  await store.write({ key: null, device: "d", owner: "another" })

  await store.forget(OWNER)

  assert.equal((await store.read()).device, "d")
})
