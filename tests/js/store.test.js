import assert from "node:assert/strict"
import test from "node:test"
import { Store } from "../../static/js/core/store.js"
import { aPhone, aSave, everyRecord, ids, NOW, openStore, OWNER, saves, settlement, stored, subtle } from "./phone.js"

const FACTS = { clinic: { name: "Harbour Lane Clinic" }, rows: ["sleep"] }

test("what is kept waits, oldest first", async () => {
  const store = await openStore()
  const [one, two, three] = saves(3)

  await store.keep([three])
  await store.keep([one, two])

  assert.deepEqual(await store.unsent(10), [one, two, three].map((version) => ({ id: version.id, version })))
  assert.deepEqual(ids(await store.unsent(2)), ids([one, two]))
})

test("a phone that was closed and opened again has it still", async () => {
  const phone = aPhone()
  const save = aSave()
  await (await openStore(phone)).keep([save])

  assert.deepEqual((await (await openStore(phone)).unsent(1))[0].version, save)
})

test("two pages that open the first store at once can read each other", async () => {
  const phone = aPhone()
  const [here, there] = await Promise.all([openStore(phone), openStore(phone)])
  const save = aSave()

  await here.keep([save])

  assert.deepEqual((await there.versions())[0].version, save)
})

test("saves that cannot all be kept are not kept at all", async () => {
  const store = await openStore()
  const [known, other] = saves(2)
  await store.keep([known])

  await assert.rejects(store.keep([other, known]), { name: "ConstraintError" })

  assert.deepEqual(ids(await store.unsent(10)), [known.id])
})

test("a phone whose disk is full says so", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  fillDisk(phone)

  await assert.rejects(store.keep([aSave()]), { name: "QuotaExceededError" })
})

for (const verdict of ["stored", "same"]) {
  test(`${verdict}: it is sent, and when`, async () => {
    const store = await openStore()
    const save = aSave()
    await store.keep([save])

    await store.settle(settlement({ results: [{ id: save.id, verdict }] }))

    const [{ version, state, sentAt }] = await store.versions()
    assert.deepEqual({ version, state, sentAt }, { version: save, state: "sent", sentAt: NOW })
    assert.deepEqual(await store.counts(), { unsent: 0, parked: 0 })
  })
}

for (const verdict of ["invalid", "differs"]) {
  test(`${verdict}: it is parked with the reason, and waits no more`, async () => {
    const store = await openStore()
    const save = aSave()
    await store.keep([save])

    await store.settle(settlement({ results: [{ id: save.id, verdict, errors: { pain: "Choose a number." } }] }))

    const [{ state, errors, sentAt }] = await store.versions()
    assert.deepEqual({ state, errors, sentAt }, { state: "parked", errors: { pain: "Choose a number." }, sentAt: null })
    assert.deepEqual(await store.counts(), { unsent: 0, parked: 1 })
  })
}

test("what the server erased leaves the phone", async () => {
  const store = await openStore()
  const save = aSave()
  await store.keep([save])

  await store.settle(settlement({ results: [{ id: save.id, verdict: "erased" }] }))

  assert.deepEqual(await store.versions(), [])
})

for (const result of [{ verdict: "perhaps" }, { verdict: "stored", id: "another" }, { verdict: "stored", id: null }]) {
  test(`an answer that says nothing of a save leaves it waiting: ${JSON.stringify(result)}`, async () => {
    const store = await openStore()
    const save = aSave()
    await store.keep([save])

    await store.settle(settlement({ results: [{ id: save.id, ...result }] }))

    assert.deepEqual(ids(await store.unsent(10)), [save.id])
  })
}

test("what came from elsewhere is kept as sent, with who wrote it", async () => {
  const store = await openStore()
  const version = aSave({ kind: "hologram", more: { deep: ["kept", 1] } })

  await store.settle(settlement({ changes: [{ version, author: "staff", source: "paper" }], cursor: 12 }))

  assert.deepEqual(await store.versions(), [{ version, state: "sent", sentAt: null, author: "staff", source: "paper", errors: {} }])
  assert.equal(await store.cursor(), 12)
})

test("what comes back of an own save keeps when it was sent", async () => {
  const store = await openStore()
  const version = aSave()
  await store.keep([version])
  await store.settle(settlement({ results: stored(version) }))

  await store.settle(settlement({ changes: [{ version, author: "carer", source: "phone" }] }))

  const [{ state, sentAt, author }] = await store.versions()
  assert.deepEqual({ state, sentAt, author }, { state: "sent", sentAt: NOW, author: "carer" })
})

test("what waits here is never replaced by what comes from elsewhere", async () => {
  const store = await openStore()
  const version = aSave()
  await store.keep([version])

  await store.settle(settlement({ changes: [{ version: { ...version, body: { pain: 9 } }, author: "patient", source: "phone" }] }))

  assert.deepEqual(await store.unsent(1), [{ id: version.id, version }])
})

test("the facts, the cursor and the clock's error are those of the last answer", async () => {
  const store = await openStore()
  assert.deepEqual([await store.facts(), await store.cursor(), await store.skew()], [null, 0, 0])

  await store.settle(settlement({ facts: FACTS, cursor: 7, skew: -1500 }))
  await store.settle(settlement({ cursor: 8, skew: 20 }))

  assert.deepEqual([await store.facts(), await store.cursor(), await store.skew()], [FACTS, 8, 20])
})

test("an answer that cannot be kept whole moves nothing, the cursor least of all", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  const [waits, came] = saves(2)
  await store.keep([waits])
  await store.settle(settlement({ cursor: 3 }))
  for (let call = 1; call <= 5; call++) {
    const fixed = failPut(phone, call)

    const answer = settlement({ results: stored(waits), changes: [{ version: came, author: "staff", source: "paper" }], cursor: 9, skew: 5, facts: FACTS })
    await assert.rejects(store.settle(answer), { name: "QuotaExceededError" })

    fixed()
    assert.deepEqual(ids(await store.unsent(10)), [waits.id])
    assert.equal((await store.versions()).length, 1)
    assert.deepEqual([await store.facts(), await store.cursor(), await store.skew()], [null, 3, 0])
  }
})

test("only a parked save can be taken off the phone", async () => {
  const store = await openStore()
  const [waits, sent, parked] = saves(3)
  await store.keep([waits, sent, parked])
  await store.settle(settlement({ results: [...stored(sent), { id: parked.id, verdict: "invalid" }] }))

  for (const { id } of [waits, sent, parked]) await store.drop(id)

  assert.deepEqual(ids(await store.versions()).sort(), ids([waits, sent]).sort())
})

test("old days are forgotten once the server has them", async () => {
  const store = await openStore()
  const [waits, sent] = saves(2, { for_day: "2026-06-01" })
  const recent = aSave({ for_day: "2026-06-02" })
  await store.keep([waits, sent, recent])
  await store.settle(settlement({ results: stored(sent, recent) }))

  await store.prune("2026-06-02")

  assert.deepEqual(ids(await store.versions()).sort(), ids([waits, recent]).sort())
})

test("another patient on the phone sees nothing of it", async () => {
  const phone = aPhone()
  await (await openStore(phone)).keep(saves(3))
  await (await openStore(phone)).settle(settlement({ facts: FACTS }))

  const other = await openStore(phone, "another")

  assert.deepEqual([await other.versions(), await other.facts(), await other.cursor()], [[], null, 0])
})

test("nothing of a diary can be read where it lies", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  const [waits, parked] = saves(2, { body: { note: "MARKER-1" }, for_day: "2026-11-19" })
  await store.keep([waits, parked])
  const came = aSave({ body: { note: "MARKER-2" } })
  const results = [{ id: parked.id, verdict: "invalid", errors: { note: "MARKER-3" } }]
  await store.settle(settlement({ results, changes: [{ version: came, author: "MARKER-4", source: "MARKER-5" }], facts: { goal: "MARKER-6" } }))

  const records = await everyRecord(phone)

  assert.equal(records.filter(({ table }) => table === "kept").length, 3)
  for (const { value } of records) assert.doesNotMatch(legible(value), /MARKER|2026-11-19|last_24h|pain/)
})

test("the same answers lie there differently each time", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  const { id, ...same } = aSave()
  await store.keep([{ id: "0".repeat(36), ...same }, { id: "0".repeat(36).replace("0", "1"), ...same }])

  const [one, other] = (await everyRecord(phone)).filter(({ table }) => table === "kept").map(({ value }) => value.sealed)

  assert.notDeepEqual(one.iv, other.iv)
})

test("the key that closes it cannot be taken out", async () => {
  const phone = aPhone()
  await openStore(phone)

  const { value } = (await everyRecord(phone)).find(({ key }) => key === "seal")

  assert.equal(value.extractable, false)
  await assert.rejects(subtle.exportKey("raw", value))
})

test("a store that was erased comes back empty, and closed pages do not bring it back", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  await store.keep([aSave()])

  await Store.erase({ databases: phone, owner: OWNER })

  await assert.rejects(store.keep([aSave()]), { name: "AbortError" })
  assert.deepEqual(await phone.databases(), [])
  assert.deepEqual(await (await openStore(phone)).versions(), [])
})

test("a patient who leaves the phone takes along what the server has", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  const save = aSave()
  await store.keep([save])
  await store.settle(settlement({ results: stored(save) }))

  await Store.leave({ databases: phone, subtle, owner: OWNER })

  assert.deepEqual(await phone.databases(), [])
})

for (const verdict of ["unsent", "invalid"]) {
  test(`a patient who leaves the phone finds again what the server does not have: ${verdict}`, async () => {
    const phone = aPhone()
    const store = await openStore(phone)
    const save = aSave()
    await store.keep([save])
    await store.settle(settlement({ results: [{ id: save.id, verdict }] }))

    await Store.leave({ databases: phone, subtle, owner: OWNER })

    assert.deepEqual(ids(await (await openStore(phone)).versions()), [save.id])
  })
}

/** What anybody could read of a value: its texts, and its bytes as text. */
function legible(value) {
  if (value instanceof CryptoKey) return ""
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return Buffer.from(value).toString("latin1")
  if (value && typeof value === "object") return Object.entries(value).map(([name, part]) => `${name} ${legible(part)}`).join(" ")
  return String(value)
}

/** Every write from here on finds the disk full. */
function fillDisk(phone) {
  failPut(phone, 1, "add")
}

/** Let the n-th write of the next transactions fail as a full disk does; returns how to mend it. */
function failPut(phone, n, method = "put") {
  const open = phone.open.bind(phone)
  let calls = 0
  phone.open = (...args) => {
    const request = open(...args)
    request.addEventListener("success", () => {
      const transaction = request.result.transaction.bind(request.result)
      request.result.transaction = (...asked) => {
        const begun = transaction(...asked)
        const objectStore = begun.objectStore.bind(begun)
        begun.objectStore = (name) => {
          const table = objectStore(name)
          const write = table[method].bind(table)
          table[method] = (...values) => {
            if (++calls === n) throw new DOMException("full", "QuotaExceededError")
            return write(...values)
          }
          return table
        }
        return begun
      }
    })
    return request
  }
  return () => { phone.open = open }
}
