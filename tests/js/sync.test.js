import assert from "node:assert/strict"
import test from "node:test"
import { makeKey } from "../../static/js/core/device-key.js"
import { Login } from "../../static/js/core/login.js"
import { overNetwork } from "../../static/js/core/post.js"
import { Sync } from "../../static/js/core/sync.js"
import { aPhone, aSave, changeRecords, ids, NOW, openStore, OWNER, saves, settlement, stored, subtle } from "./phone.js"

const LATER_MS = 60_000
const SIGNED_OUT = { error: { code: "signed_out", message: "…" } }
const html = (status = 200) => new Response("<h1>Welcome to our Wi-Fi</h1>", { status, headers: { "Content-Type": "text/html" } })

/** What the server says when it has this to say. */
const said = (changes = {}) => ({ now: new Date(NOW).toISOString(), results: [], changes: [], cursor: 1, more: false, ...changes })
const json = (body, status = 200) => Response.json(body, { status })
const keepsAll = ({ items }) => json(said({ results: stored(...items) }))

/** Locks as browsers give them: one at a time by name. */
function locks() {
  let last = Promise.resolve()
  return (_name, work) => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}

/** A phone with a server that answers each request by the next of these, the last one for all that follow. */
async function phoneWith(...answers) {
  const store = await openStore()
  const asked = [], states = []
  const network = async (path, options) => {
    const body = JSON.parse(options.body)
    asked.push({ path, options, ...body })
    return (answers.length > 1 ? answers.shift() : answers[0])(body)
  }
  const fetch = (path, options) => overNetwork(network(path, options))
  const sync = new Sync({ store, owner: OWNER, fetch, lock: locks(), now: () => NOW, onState: (state) => states.push(state) })
  return { store, sync, asked, states, fetch }
}

const waiting = async (store) => ids(await store.unsent(1000))

test("what waits is sent, and the server's word is kept", async () => {
  const { store, sync, asked, states } = await phoneWith(keepsAll)
  const [one, two] = saves(2)
  await store.keep([one, two])

  assert.equal(await sync.run(), "sent")

  const [{ path, since, items }] = asked
  assert.deepEqual({ path, since, items }, { path: "/api/v1/sync", since: 0, items: [one, two] })
  assert.deepEqual(await store.counts(), { unsent: 0, parked: 0 })
  assert.deepEqual([states[0], states.at(-1)], ["sending", "sent"])
})

test("once all is sent the phone says so, then asks what its screens are filled from", async () => {
  const facts = { type: "facts", level: 4 }
  const { store, sync, asked, states } = await phoneWith(keepsAll, () => { states.push("asked again"); return json(said({ changes: [facts] })) })
  await store.keep(saves(2))

  assert.equal(await sync.run(), "sent")

  assert.deepEqual(asked.map(({ items }) => items.length), [2, 0])
  assert.deepEqual(states, ["sending", "sent", "asked again", "sent"])
  assert.deepEqual(await store.facts(), facts)
})

test("what was sent stays sent when the signal goes before the screens have heard", async () => {
  const { store, sync, states } = await phoneWith(keepsAll, () => { throw new TypeError("Failed to fetch") })
  await store.keep(saves(1))

  assert.equal(await sync.run(), "offline")

  assert.deepEqual(states, ["sending", "sent", "offline"])
  assert.deepEqual(await waiting(store), [])
})

test("a request says whose diary it is about, and follows nobody elsewhere", async () => {
  const { sync, asked } = await phoneWith(keepsAll)

  await sync.run()

  const [{ options }] = asked
  assert.equal(options.headers["Diary-Owner"], OWNER)
  assert.deepEqual([options.method, options.redirect], ["POST", "manual"])
})

test("a phone with nothing to send asks for what is new", async () => {
  const version = aSave()
  const facts = { type: "facts", goal: "Walk the dog" }
  const { store, sync, asked } = await phoneWith(() => json(said({ changes: [{ type: "version", revision: 4, version, author: "staff", source: "paper" }, facts], cursor: 4 })))

  assert.equal(await sync.run(), "sent")

  assert.deepEqual(asked[0].items, [])
  assert.deepEqual(ids(await store.versions()), [version.id])
  assert.deepEqual([await store.facts(), await store.cursor()], [facts, 4])
})

test("it goes on until there is no more to fetch, from where it was", async () => {
  const { sync, asked } = await phoneWith(() => json(said({ cursor: 500, more: true })), () => json(said({ cursor: 731 })))

  assert.equal(await sync.run(), "sent")

  assert.deepEqual(asked.map(({ since }) => since), [0, 500])
})

test("changes of a kind that only newer diaries know are passed over", async () => {
  const { store, sync } = await phoneWith(() => json(said({ changes: [{ type: "weather" }, null, 3, { type: "version" }], cursor: 9 })))

  assert.equal(await sync.run(), "sent")

  assert.deepEqual([await store.versions(), await store.cursor()], [[], 9])
})

test("no more than a hundred saves travel together", async () => {
  const { store, sync, asked } = await phoneWith(keepsAll)
  await store.keep(saves(250))

  assert.equal(await sync.run(), "sent")

  assert.deepEqual(asked.map(({ items }) => items.length), [100, 100, 50, 0])
})

test("no more than 200 kB travel together, and a single save always does", async () => {
  const { store, sync, asked } = await phoneWith(keepsAll)
  const big = { body: { more: "é".repeat(45_000) } }
  await store.keep([...saves(5, big), aSave({ now: NOW + 9000, body: { more: "x".repeat(300_000) } })])

  assert.equal(await sync.run(), "sent")

  assert.deepEqual(asked.map(({ items }) => items.length), [2, 2, 1, 1, 0])
})

test("the error of the phone's clock is measured from the middle of the request", async () => {
  const { store, fetch } = await phoneWith(() => json(said({ now: new Date(NOW + LATER_MS).toISOString() })))
  const times = [NOW, NOW + 4000, NOW + 4000]
  const sync = new Sync({ store, owner: OWNER, fetch, lock: locks(), now: () => times.shift() })

  await sync.run()

  assert.equal(await store.skew(), LATER_MS - 2000)
})

const NO_ANSWERS = {
  "a sign-in page of a café": () => html(),
  "JSON of a café": () => json({ welcome: true }),
  "JSON that is no object": () => json(null),
  "an answer without results": () => json(said({ results: undefined })),
  "an answer without changes": ({ items }) => json(said({ results: stored(...items), changes: {} })),
  "an answer with a cursor that is no number": ({ items }) => json(said({ results: stored(...items), cursor: "7" })),
  "an answer with half a cursor": ({ items }) => json(said({ results: stored(...items), cursor: 7.5 })),
  "an answer without its time": ({ items }) => json(said({ results: stored(...items), now: "soon" })),
  "an answer that only claims to be JSON": () => new Response("{", { headers: { "Content-Type": "application/json" } }),
  "an answer of ours under another type": ({ items }) => new Response(JSON.stringify(said({ results: stored(...items) })), { headers: { "Content-Type": "text/html" } }),
  "an answer from where somebody led us": ({ items }) => Object.defineProperty(json(said({ results: stored(...items) })), "redirected", { value: true }),
  "201 with all that an answer has": ({ items }) => json(said({ results: stored(...items) }), 201),
  "a redirect": () => new Response(null, { status: 302, headers: { Location: "/pair" } }),
  "a redirect that was not followed": () => Object.defineProperties(new Response(null), { status: { value: 0 }, type: { value: "opaqueredirect" } }),
  "no content": () => new Response(null, { status: 204 }),
  "a busy server": () => json({ error: { code: "busy" } }, 503),
  "a broken server": () => html(500),
  "too many at once": () => html(429),
  "a sign-in page with 401": () => html(401),
  "a refusal that is not ours": () => html(413),
  "an answer that names other saves": () => json(said({ results: stored(aSave()) })),
  "an answer that names nothing": () => json(said({ results: [null, 4, {}, { id: null, verdict: "invalid" }] })),
  "a verdict that only newer diaries know": ({ items }) => json(said({ results: items.map(({ id }) => ({ id, verdict: "pondered" })) })),
}

for (const [name, answer] of Object.entries(NO_ANSWERS)) {
  test(`nothing counts as sent after ${name}`, async () => {
    const { store, sync, asked } = await phoneWith(answer)
    const kept = saves(3)
    await store.keep(kept)

    assert.equal(await sync.run(), "later")

    assert.deepEqual(await waiting(store), ids(kept))
    assert.deepEqual(await store.counts(), { unsent: 3, parked: 0 })
    assert.ok(asked.length <= 3, `${asked.length} requests`)
  })
}

const cutInBody = () => new Response(new ReadableStream({ start: (body) => body.error(new TypeError("network error")) }), { headers: { "Content-Type": "application/json" } })
const NO_SIGNAL = {
  "no signal": () => { throw new TypeError("Failed to fetch") },
  "a server that says nothing for long": () => { throw new DOMException("The operation timed out.", "TimeoutError") },
  "an answer that is cut off": cutInBody,
}

for (const [name, answer] of Object.entries(NO_SIGNAL)) {
  test(`all is kept after ${name}`, async () => {
    const { store, sync } = await phoneWith(answer)
    const [save] = saves(1)
    await store.keep([save])

    assert.equal(await sync.run(), "offline")

    assert.deepEqual(await waiting(store), [save.id])
  })
}

test("what was cut off after the server had it is sent again and counts once", async () => {
  const there = new Map()
  const takeIn = ({ items }) => said({ results: items.map(({ id, ...item }) => ({ id, verdict: there.has(id) ? "same" : (there.set(id, item), "stored") })) })
  const { store, sync } = await phoneWith((body) => (takeIn(body), cutInBody()), (body) => json(takeIn(body)))
  await store.keep(saves(2))
  await sync.run()

  assert.equal(await sync.run(), "sent")

  assert.deepEqual([there.size, await waiting(store)], [2, []])
})

for (const [day, stays] of [["2026-11-18", true], ["2026-11-17", false]]) {
  test(`a check-in that was begun ${stays ? "stays while its day may be open somewhere" : "leaves the phone once its day is over everywhere"}`, async () => {
    const { store, sync } = await phoneWith(keepsAll)
    await store.keepDraft({ upon: `${day},knee`, typed: { pain: ["5"] } })

    await sync.run()

    assert.equal((await store.draft()) !== null, stays)
  })
}

const ours = async () => { throw new TypeError("ours") }
for (const step of ["mend", "unsent", "cursor", "settle", "prune"]) {
  test(`a defect of our own is not taken for no signal: ${step}`, async () => {
    const { store, sync } = await phoneWith(keepsAll)
    store[step] = ours

    await assert.rejects(sync.run(), /ours/)
  })
}

test("a defect in renewing the login is not taken for no signal", async () => {
  const { store } = await phoneWith(keepsAll)
  const login = new Login({ fetch: async () => json(SIGNED_OUT, 401), subtle, store: { read: ours } })
  const sync = new Sync({ store, owner: OWNER, fetch: login.fetch.bind(login), lock: locks(), now: () => NOW })

  await assert.rejects(sync.run(), /ours/)
})

test("after a defect the next drain starts anew", async () => {
  const { store, sync } = await phoneWith(keepsAll)
  await store.keep(saves(1))
  const { cursor } = store
  store.cursor = ours
  await sync.run().catch(() => {})
  store.cursor = cursor

  assert.equal(await sync.run(), "sent")
})

test("a lock that breaks before the drain does not silence the phone for good", async () => {
  const { store, fetch } = await phoneWith(keepsAll)
  let broken = true
  const lock = async (_name, work) => { if (broken) throw new DOMException("gone", "InvalidStateError"); return work() }
  const sync = new Sync({ store, owner: OWNER, fetch, lock, now: () => NOW })
  await assert.rejects(sync.run())

  broken = false

  assert.equal(await sync.run(), "sent")
})

/** A phone whose login ended; its key opens the door again, or does not. */
async function phoneWithEndedLogin(renewal) {
  const there = { signedIn: false }
  const asked = []
  const fetch = async (path, options) => {
    asked.push(path)
    if (path === "/session/challenge") return json({ nonce: "n" })
    if (path === "/session/renew") return renewal(there)
    return there.signedIn ? keepsAll(JSON.parse(options.body)) : json(SIGNED_OUT, 401)
  }
  const key = await makeKey(subtle)
  const login = new Login({ fetch, subtle, store: { read: async () => ({ key, device: "d", owner: OWNER }) } })
  const store = await openStore()
  const sync = new Sync({ store, owner: OWNER, fetch: login.fetch.bind(login), lock: locks(), now: () => NOW })
  return { store, sync, asked }
}

test("a login that ended is renewed, and the drain goes on", async () => {
  const { store, sync } = await phoneWithEndedLogin((there) => { there.signedIn = true; return json({ device: "d" }) })
  await store.keep(saves(150))

  assert.equal(await sync.run(), "sent")

  assert.deepEqual(await waiting(store), [])
})

test("a phone that is signed out keeps all and asks once", async () => {
  const { store, sync, asked } = await phoneWithEndedLogin(() => json(SIGNED_OUT, 401))
  await store.keep(saves(150))

  assert.equal(await sync.run(), "signed-out")

  assert.equal((await waiting(store)).length, 150)
  assert.deepEqual(asked, ["/api/v1/sync", "/session/challenge", "/session/renew"])
})

test("a renewal that got no answer signs nobody out", async () => {
  const { sync } = await phoneWithEndedLogin(() => html(503))

  assert.equal(await sync.run(), "later")
})

test("a save that the server refuses is parked with its word, and the rest is sent", async () => {
  const judge = ({ items }) => json(said({ results: items.map(({ id, body }) => (body.pain > 10 ? { id, verdict: "invalid", errors: { pain: "Choose a number from 0 to 10." } } : { id, verdict: "stored", errors: {} })) }))
  const { store, sync } = await phoneWith(judge)
  const [poison, ...good] = [aSave({ now: NOW - 1000, body: { pain: 99 } }), ...saves(120)]
  await store.keep([poison, ...good])

  assert.equal(await sync.run(), "sent")

  const parked = (await store.versions()).filter(({ state }) => state === "parked")
  assert.deepEqual(parked.map(({ version, errors }) => [version.id, errors]), [[poison.id, { pain: "Choose a number from 0 to 10." }]])
  assert.deepEqual(await store.counts(), { unsent: 0, parked: 1 })
})

test("what an answer brings is kept even when it settles nothing", async () => {
  const version = aSave()
  const { store, sync } = await phoneWith(() => json(said({ changes: [{ type: "version", version, author: "staff", source: "paper" }], cursor: 5 })))
  await store.keep(saves(1))

  assert.equal(await sync.run(), "later")

  assert.ok(ids(await store.versions()).includes(version.id))
  assert.equal(await store.cursor(), 5)
})

test("an answer settles nothing that was not in its question", async () => {
  const kept = saves(101)
  const { store, sync } = await phoneWith(({ items }) => json(said({ results: stored(...items, kept[100]) })), () => html(503))
  await store.keep(kept)

  await sync.run()

  assert.deepEqual(await waiting(store), [kept[100].id])
})

test("what an answer leaves out is sent again", async () => {
  const { store, sync, asked } = await phoneWith(({ items }) => json(said({ results: stored(...items.slice(0, 1)) })))
  await store.keep(saves(3))

  assert.equal(await sync.run(), "sent")

  assert.deepEqual(asked.map(({ items }) => items.length), [3, 2, 1, 0])
})

for (const status of [413, 422]) {
  const refuses = (poison) => ({ items }) => (items.some(({ id }) => id === poison) ? json({ error: { code: "refused", fields: { note: "Too long." } } }, status) : keepsAll({ items }))

  for (const place of [0, 49, 99]) {
    test(`${status}: the save that is to blame is found at place ${place}, parked, and the rest sent`, async () => {
      const kept = saves(100)
      const { store, sync, asked } = await phoneWith(refuses(kept[place].id))
      await store.keep(kept)

      assert.equal(await sync.run(), "sent")

      const [parked, ...others] = (await store.versions()).filter(({ state }) => state === "parked")
      assert.deepEqual([parked.version.id, parked.errors, others], [kept[place].id, { note: "Too long." }, []])
      assert.equal((await store.counts()).unsent, 0)
      assert.ok(asked.length < 40, `${asked.length} requests`)
    })
  }
}

test("parking a save moves neither the cursor nor the clock's error", async () => {
  const { store, sync } = await phoneWith(({ items }) => (items.length ? json({ error: { code: "too_large" } }, 413) : html(503)))
  await store.settle(settlement({ cursor: 7, skew: 1234 }))
  await store.keep(saves(1))

  await sync.run()

  assert.deepEqual([(await store.counts()).parked, await store.cursor(), await store.skew()], [1, 7, 1234])
})

test("days that the server sends to no phone any more leave this one", async () => {
  const { store, sync } = await phoneWith(keepsAll)
  const [last, old] = ["2026-07-23", "2026-07-22"].map((for_day) => aSave({ for_day }))
  await store.keep([last, old])

  assert.equal(await sync.run(), "sent")

  assert.deepEqual(ids(await store.versions()), [last.id])
})

test("a refusal that is about the question parks no save", async () => {
  const { store, sync } = await phoneWith(() => json({ error: { code: "invalid", fields: { since: "?" } } }, 422))
  await store.keep(saves(2))

  assert.equal(await sync.run(), "later")

  assert.deepEqual(await store.counts(), { unsent: 2, parked: 0 })
})

test("what the phone cannot read is set aside before anything is sent, and the rest of it is fetched anew", async () => {
  const phone = aPhone()
  const [waits, readable] = saves(2)
  const before = await openStore(phone)
  await before.keep([waits])
  await before.settle(settlement({ cursor: 7 }))
  await changeRecords(phone, "facts", (value, name) => (name === "seal" ? undefined : value))
  const store = await openStore(phone)
  await store.keep([readable])
  const asked = []
  const fetch = async (_path, options) => (asked.push(JSON.parse(options.body)), keepsAll(asked.at(-1)))
  const told = []
  const sync = new Sync({ store, owner: OWNER, fetch, lock: locks(), now: () => NOW, onState: () => void told.push(store.counts()) })

  assert.equal(await sync.run(), "sent")

  assert.deepEqual([asked[0].since, ids(asked[0].items)], [0, [readable.id]])
  assert.deepEqual((await Promise.all(told)).map(({ parked }) => parked), [1, 1, 1])
  assert.deepEqual(ids(await store.unreadable()), [waits.id])
})

test("after the server was restored from a backup it gets again what this phone once sent, and new saves with it", async () => {
  const [old, lost, fresh] = saves(3)
  const there = new Set()
  let revision = 0
  const server = ({ since, items }) => {
    const known = new Set(there)
    if (since > revision) return json(said({ cursor: revision, restored: true }))
    items.forEach(({ id }) => there.add(id))
    revision = there.size
    return json(said({ results: items.map(({ id }) => ({ id, verdict: known.has(id) ? "same" : "stored" })), cursor: revision }))
  }
  const { store, sync, asked } = await phoneWith(server)
  await store.keep([old, lost])
  assert.equal(await sync.run(), "sent")
  there.delete(lost.id)
  revision = 1
  await store.keep([fresh])

  assert.equal(await sync.run(), "later")
  assert.equal((await store.counts()).unsent, 3)
  assert.equal(await sync.run(), "sent")

  assert.deepEqual([...there].sort(), ids([old, lost, fresh]).sort())
  assert.deepEqual(asked.map(({ since }) => since), [0, 2, 2, 0, 3])
  assert.deepEqual([(await store.counts()).unsent, await store.cursor()], [0, 3])
})

test("each request names the save at the cursor, as the answer before it did", async () => {
  const [first, second] = saves(2)
  const { store, sync, asked } = await phoneWith(
    () => json(said({ cursor: 4, mark: first.id, more: true })),
    () => json(said({ cursor: 5, mark: second.id })),
  )

  assert.equal(await sync.run(), "sent")

  assert.deepEqual(asked.map(({ since, mark }) => [since, mark]), [[0, null], [4, first.id]])
  assert.equal(await store.mark(), second.id)
})

test("two servers that know different things are not asked without end", async () => {
  const { sync, asked } = await phoneWith(() => json(said({ cursor: asked.length % 2 ? 500 : 3, restored: asked.length % 2 === 0, more: true })))

  assert.equal(await sync.run(), "later")

  assert.equal(asked.length, 2)
})

test("a server that always has more but never moves on is left alone", async () => {
  const { sync, asked } = await phoneWith(() => json(said({ cursor: 0, more: true })))

  assert.equal(await sync.run(), "later")
  assert.equal(asked.length, 1)
})

test("a save during a drain is sent by the same or the next round", async () => {
  const { store, sync, asked } = await phoneWith(async (body) => {
    if (asked.length === 1) await store.keep(saves(1, { for_day: "2026-11-19" })).then(() => void sync.run())
    return keepsAll(body)
  })
  await store.keep(saves(1))

  await sync.run()
  await sync.run()

  assert.deepEqual(await waiting(store), [])
})

test("many that ask while a drain runs share one more", async () => {
  let release
  const { sync, asked } = await phoneWith(async () => { await new Promise((resolve) => (release = resolve)); return json(said()) }, () => json(said()))
  const first = sync.run()
  while (!release) await new Promise(setImmediate)

  const others = [sync.run(), sync.run(), sync.run()]
  release()

  assert.deepEqual(await Promise.all([first, ...others]), ["sent", "sent", "sent", "sent"])
  assert.equal(asked.length, 2)
})

test("whoever asks while a drain is ending still gets a drain that begins later", async () => {
  const { store, fetch } = await phoneWith(keepsAll)
  let asked = null
  const onState = (state) => {
    if (state === "sent") asked ??= store.keep(saves(1)).then(() => sync.run())
  }
  const sync = new Sync({ store, owner: OWNER, fetch, lock: locks(), now: () => NOW, onState })

  await sync.run()
  await asked

  assert.deepEqual(await waiting(store), [])
})

test("two pages under one lock never send at once, and no save twice", async () => {
  const phone = aPhone()
  const lock = locks()
  const sent = []
  let open = 0
  const fetch = async (_path, options) => {
    assert.equal(++open, 1)
    const { items } = JSON.parse(options.body)
    sent.push(...ids(items))
    await new Promise((resolve) => setTimeout(resolve, 3))
    open--
    return keepsAll({ items })
  }
  const pages = await Promise.all([1, 2].map(async () => {
    const store = await openStore(phone)
    return { store, sync: new Sync({ store, owner: OWNER, fetch, lock, now: () => NOW }) }
  }))

  await Promise.all(Array.from({ length: 20 }, async (_, place) => {
    const { store, sync } = pages[place % 2]
    await store.keep(saves(3))
    await sync.run()
  }))

  assert.deepEqual([sent.length, new Set(sent).size], [60, 60])
})

test("an answer that the phone cannot keep is asked for again", async () => {
  const { store, sync, asked } = await phoneWith(keepsAll)
  await store.keep(saves(1))
  const settle = store.settle.bind(store)
  store.settle = async () => { throw new DOMException("full", "QuotaExceededError") }
  await assert.rejects(sync.run(), { name: "QuotaExceededError" })

  store.settle = settle
  assert.equal(await sync.run(), "sent")

  assert.deepEqual(ids(asked[0].items), ids(asked[1].items))
})

// Answers in any order: whatever comes, a save is waiting, parked, or the server acknowledged it.
const CHAOS = [keepsAll, cutInBody, ...Object.values(NO_ANSWERS), ...Object.values(NO_SIGNAL), ({ items }) => json(said({ results: stored(...items.filter((_, place) => place % 2)) })), () => json(SIGNED_OUT, 401)]

test("300 runs of good and bad answers lose no save and take none for sent that was not", async () => {
  const random = seeded(20261120)
  for (let run = 0; run < 300; run++) {
    const acknowledged = new Set()
    const { store, sync } = await phoneWith((body) => {
      const answer = CHAOS[Math.floor(random() * CHAOS.length)]
      if (answer === keepsAll) ids(body.items).forEach((id) => acknowledged.add(id))
      else if (answer === CHAOS.at(-2)) ids(body.items).filter((_, place) => place % 2).forEach((id) => acknowledged.add(id))
      return answer(body)
    })
    const kept = saves(1 + Math.floor(random() * 7))
    await store.keep(kept)

    for (let tries = 0; tries < 4; tries++) await sync.run()

    const found = await store.versions()
    assert.deepEqual(ids(found).sort(), ids(kept).sort())
    const sent = found.filter(({ state }) => state === "sent").map(({ version }) => version.id)
    assert.deepEqual(sent.filter((id) => !acknowledged.has(id)), [])
  }
})

/** Numbers that look random and are the same each time (mulberry32). */
function seeded(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
