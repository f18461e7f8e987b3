import assert from "node:assert/strict"
import test from "node:test"
import { KeyStore } from "../../static/js/core/key-store.js"
import { Store } from "../../static/js/core/store.js"
import { aPhone, aSave, changeRecords, everyRecord, ids, NOW, openStore, OWNER, saves, settlement, stored, subtle } from "./phone.js"

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

test("what waits on a carer's phone is the carer's", async () => {
  const store = await openStore(aPhone(), `${OWNER}.carer`)
  await store.keep([aSave()])

  assert.deepEqual((await store.versions()).map(({ author }) => author), ["carer"])
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

  await store.prune("2026-06-02", "2026-11-18")

  assert.deepEqual(ids(await store.versions()).sort(), ids([waits, recent]).sort())
})

test("old saves that this phone cannot read are forgotten too", async () => {
  const { phone, store } = await aUsedPhone()
  await changeRecords(phone, "kept", DAMAGES["is damaged"])
  await store.mend()

  await store.prune("2026-11-22", "2026-11-18")

  assert.deepEqual(await keptStates(phone), ["unreadable", "unreadable"])
})

const BEGUN = { "a number": { pain: ["5"] }, "what happened": { note: ["about the stairs"] } }
for (const [what, before, open, stays] of [
  ["a number", "2026-06-02", "2026-11-20", true],
  ["a number", "2026-06-02", "2026-11-21", false],
  ["what happened", "2026-06-02", "2026-11-21", true],
  ["what happened", "2026-11-21", "2026-11-21", false],
]) {
  test(`what was begun ${stays ? "stays while" : "is forgotten once"} its day takes it ${stays ? "still" : "no more"}: ${what}`, async () => {
    const store = await openStore()
    await store.keepDraft({ upon: "2026-11-20,knee", typed: BEGUN[what] })

    await store.prune(before, open)

    assert.equal((await store.draft()) !== null, stays)
  })
}

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
  await store.keepDraft({ upon: "2026-11-19", typed: { note: ["MARKER-7"] } })

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

/** A phone with a save in each state, of which it knows all that the server said. */
async function aUsedPhone() {
  const phone = aPhone()
  const store = await openStore(phone)
  const [waits, sent, parked] = saves(3)
  await store.keep([waits, sent, parked])
  await store.settle(settlement({ results: [...stored(sent), { id: parked.id, verdict: "invalid", errors: {} }], facts: FACTS, cursor: 7 }))
  await store.keepDraft({ upon: "2026-11-20", typed: {} })
  return { phone, store, waits, sent, parked }
}

const LOST_KEYS = { "was taken away": undefined, "came back as nothing": null, "came back as something else": {} }
for (const [how, key] of Object.entries(LOST_KEYS)) {
  test(`a phone whose key ${how} goes on with a new one`, async () => {
    const { phone } = await aUsedPhone()
    await changeRecords(phone, "facts", (value, name) => (name === "seal" ? key : value))
    const save = aSave()

    const store = await openStore(phone)
    await store.keep([save])

    assert.deepEqual(ids(await store.versions()), [save.id])
    assert.deepEqual(await store.unsent(10), [{ id: save.id, version: save }])
    assert.equal(await store.facts(), null)
    assert.equal(await store.draft(), null)
    assert.deepEqual(ids(await (await openStore(phone)).versions()), [save.id])
  })
}

test("a phone that hands out no key as it wakes up keeps its own", async () => {
  const { phone, store: before } = await aUsedPhone()
  const asleep = await takeKeyAway(phone)
  const opening = openStore(phone)
  await new Promise((resolve) => setTimeout(resolve, 100))
  await changeRecords(phone, "facts", (value, name) => (name === "seal" ? asleep : value))

  assert.deepEqual(await (await opening).versions(), await before.versions())
})

test("a phone that could not read a save once sends it after all", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  const save = aSave()
  await store.keep([save])
  const key = await takeKeyAway(phone)
  await (await openStore(phone)).mend()
  await changeRecords(phone, "facts", (value, name) => (name === "seal" ? key : value))
  const again = await openStore(phone)
  assert.deepEqual(ids(await again.unreadable()), [save.id])

  await again.mend()

  assert.deepEqual(await again.unsent(10), [{ id: save.id, version: save }])
  assert.deepEqual(await again.unreadable(), [])
})

test("what cannot be read hides nothing of what waits behind it", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  const all = saves(4)
  await store.keep(all)
  await changeRecords(phone, "kept", (row) => (row.id === all[0].id || row.id === all[1].id ? DAMAGES["is damaged"](row) : row))

  assert.deepEqual(ids(await store.unsent(1)), [all[2].id])
})

test("an own save that came anew is sent again to a server that lost it", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  const save = aSave()
  await store.keep([save])
  await store.settle(settlement({ results: stored(save) }))
  await changeRecords(phone, "kept", DAMAGES["is damaged"])
  await store.mend()
  await store.settle(settlement({ changes: [{ version: save, author: "patient", source: "phone" }] }))

  await store.settle(settlement({ isRestored: true }))

  assert.deepEqual(ids(await store.unsent(10)), [save.id])
})

test("an own save that neither this phone nor the server has any more is set aside", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  const save = aSave()
  await store.keep([save])
  await store.settle(settlement({ results: stored(save) }))
  await changeRecords(phone, "kept", DAMAGES["is damaged"])
  await store.mend()
  assert.deepEqual(await store.unreadable(), [])

  await store.settle(settlement({ isRestored: true }))
  await store.mend()

  assert.deepEqual(ids(await store.unreadable()), [save.id])
})

const otherBits = (data) => Uint8Array.from(new Uint8Array(data), (byte) => byte ^ 1).buffer
const DAMAGES = {
  "is damaged": (row) => ({ ...row, sealed: { ...row.sealed, data: otherBits(row.sealed.data) } }),
  "is half there": ({ sealed: _sealed, ...row }) => row,
}

for (const [how, damage] of Object.entries(DAMAGES)) {
  for (const name of ["waits", "sent", "parked"]) {
    test(`a save that ${how} holds up none of the others: ${name}`, async () => {
      const { phone, store, ...kept } = await aUsedPhone()
      await changeRecords(phone, "kept", (row) => (row.id === kept[name].id ? damage(row) : row))

      const others = Object.keys(kept).filter((other) => other !== name)

      assert.deepEqual(ids(await store.versions()).sort(), others.map((other) => kept[other].id).sort())
      assert.deepEqual(ids(await store.unsent(10)), name === "waits" ? [] : [kept.waits.id])
    })
  }
}

test("what cannot be read is set aside with the time of its save, and what the server has of it is fetched anew", async () => {
  const { phone, waits, parked } = await aUsedPhone()
  await changeRecords(phone, "facts", (value, name) => (name === "seal" ? undefined : value))
  const store = await openStore(phone)

  await store.mend()

  assert.deepEqual(await store.unreadable(), [waits, parked].map(({ id, edited_at }) => ({ id, at: Date.parse(edited_at) })))
  assert.deepEqual(await store.counts(), { unsent: 0, parked: 2 })
  assert.deepEqual(await keptStates(phone), ["sent", "unreadable", "unreadable"])
  assert.equal(await store.cursor(), 0)
})

test("what was set aside is fetched anew once, not each time", async () => {
  const { phone } = await aUsedPhone()
  await changeRecords(phone, "facts", (value, name) => (name === "seal" ? undefined : value))
  const store = await openStore(phone)
  await store.mend()
  await store.settle(settlement({ cursor: 9 }))

  await store.mend()

  assert.equal(await store.cursor(), 9)
})

test("a phone that can read all of its saves has nothing to mend", async () => {
  const { phone, store } = await aUsedPhone()
  const before = await everyRecord(phone)

  await store.mend()

  assert.deepEqual(await everyRecord(phone), before)
})

test("what cannot be read here and the server has after all is read again", async () => {
  const { phone, waits, parked } = await aUsedPhone()
  await changeRecords(phone, "facts", (value, name) => (name === "seal" ? undefined : value))
  const store = await openStore(phone)
  await store.mend()

  await store.settle(settlement({ changes: [{ version: waits, author: "patient", source: "phone" }] }))

  assert.deepEqual(await store.versions(), [{ version: waits, state: "sent", sentAt: null, author: "patient", source: "phone", errors: {} }])
  assert.deepEqual(ids(await store.unreadable()), [parked.id])
})

test("what cannot be read can be taken off the phone", async () => {
  const { phone, waits, parked } = await aUsedPhone()
  await changeRecords(phone, "facts", (value, name) => (name === "seal" ? undefined : value))
  const store = await openStore(phone)
  await store.mend()

  await store.drop(waits.id)

  assert.deepEqual(ids(await store.unreadable()), [parked.id])
  assert.deepEqual(await store.counts(), { unsent: 0, parked: 1 })
})

test("a server that lost what it had is sent again all that this phone sent, and asked for all else", async () => {
  const { store, waits, sent, parked } = await aUsedPhone()
  const others = aSave()
  await store.settle(settlement({ changes: [{ version: others, author: "staff", source: "paper" }], cursor: 8 }))

  await store.settle(settlement({ isRestored: true, cursor: 4 }))

  assert.deepEqual(ids(await store.unsent(10)), ids([waits, sent]))
  const states = Object.fromEntries((await store.versions()).map(({ version, state }) => [version.id, state]))
  assert.deepEqual([states[others.id], states[parked.id]], ["sent", "parked"])
  assert.equal(await store.cursor(), 0)
})

const NEXT = "another".padEnd(36, "-")

test("an earlier patient's diary leaves the phone once the server has all of it", async () => {
  const phone = aPhone()
  const store = await openStore(phone)
  const save = aSave()
  await store.keep([save])
  await store.settle(settlement({ results: stored(save), facts: FACTS }))
  await openStore(phone, NEXT)

  await Store.clearOthers({ databases: phone, owner: NEXT })

  assert.deepEqual(ids(await phone.databases().then((found) => found.map(({ name }) => ({ id: name })))), [`diary-${NEXT}`])
})

test("of an earlier patient's diary only what the server does not have stays, and it is there when the patient is back", async () => {
  const { phone, waits, parked } = await aUsedPhone()

  await Store.clearOthers({ databases: phone, owner: NEXT })

  assert.equal((await everyRecord(phone)).filter(({ table }) => table === "kept").length, 2)
  const store = await openStore(phone)
  assert.deepEqual(ids(await store.versions()).sort(), ids([waits, parked]).sort())
  assert.deepEqual([await store.facts(), await store.draft(), await store.cursor()], [null, null, 0])
})

test("a patient who came back and sent what waited leaves nothing when the phone goes on", async () => {
  const { phone, waits, parked } = await aUsedPhone()
  await Store.clearOthers({ databases: phone, owner: NEXT })
  const store = await openStore(phone)
  await store.settle(settlement({ results: stored(waits) }))
  await store.drop(parked.id)

  await Store.clearOthers({ databases: phone, owner: NEXT })

  assert.deepEqual(await phone.databases(), [])
})

test("the diary that the phone keeps, and its key, are never cleared", async () => {
  const phone = aPhone()
  await new KeyStore(phone).write({ key: null, device: null, owner: OWNER })
  await openStore(phone)
  const before = await everyRecord(phone)

  await Store.clearOthers({ databases: phone, owner: OWNER })

  assert.deepEqual(await everyRecord(phone), before)
})

/** The state of every row, readable or not. */
async function keptStates(phone) {
  const kept = (await everyRecord(phone)).filter(({ table }) => table === "kept")
  return kept.map(({ value }) => value.state).sort()
}

/** The key comes back as nothing from now on; returns it. */
async function takeKeyAway(phone) {
  const { value } = (await everyRecord(phone)).find(({ key }) => key === "seal")
  await changeRecords(phone, "facts", (fact, name) => (name === "seal" ? null : fact))
  return value
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

test("what was begun is there when the diary is opened again, until it is forgotten", async () => {
  const phone = aPhone()
  const draft = { upon: "2026-11-20", typed: { pain: ["5"], note: ["about the stairs"] } }
  await (await openStore(phone)).keepDraft(draft)
  const store = await openStore(phone)

  assert.deepEqual(await store.draft(), draft)
  await store.keepDraft(null)
  assert.equal(await store.draft(), null)
})

test("what was begun last stands for what was begun before", async () => {
  const store = await openStore()
  for (const pain of ["5", "6"]) await store.keepDraft({ upon: "2026-11-20", typed: { pain: [pain] } })

  assert.deepEqual((await store.draft()).typed, { pain: ["6"] })
})

test("what one patient began is nobody else's", async () => {
  const phone = aPhone()
  await (await openStore(phone)).keepDraft({ upon: "2026-11-20", typed: { pain: ["5"] } })

  assert.equal(await (await openStore(phone, "another")).draft(), null)
})
