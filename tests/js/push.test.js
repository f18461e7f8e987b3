import assert from "node:assert/strict"
import test from "node:test"
import { Push } from "../../static/js/core/push.js"

const OWNER = "6f0d1c5e-8a1b-4c2d-9e3f-1a2b3c4d5e6f"
const KEY = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
const bytes = (letters) => new Uint8Array(Buffer.from(letters, "base64url")).buffer
const NEVER = new Promise(() => {})

/** A browser with a push service, and the server behind it. */
class APhone {
  permission = "default"
  answer = "granted"
  status = 204
  key = KEY
  keyStatus = 200
  said = null
  forgets = false // whether the server has not heard of the address that it is told
  heard = [] // what the server was told, and what the browser did, in order
  subscription = null
  made = 0
  subscribes = async (options) => this.give(options.applicationServerKey)
  kept = new Map()
  turn = Promise.resolve()

  /** A subscription for a key. */
  give(key) {
    const endpoint = `https://fcm.googleapis.com/fcm/send/${++this.made}`
    return (this.subscription = {
      options: { applicationServerKey: bytes(key) },
      toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => {
        this.heard.push("unsubscribed")
        this.subscription = null
      },
    })
  }

  push({ owner = OWNER, ...more } = {}) {
    const registration = { pushManager: { getSubscription: async () => this.subscription, subscribe: (options) => this.subscribes(options) } }
    const phone = this
    return new Push({
      owner,
      ask: async (path, body) => {
        this.heard.push([path.slice("/api/v1/push/".length), body?.endpoint?.split("/").at(-1)].filter(Boolean).join(" "))
        return { status: this.forgets ? 201 : this.status, said: this.said }
      },
      fetch: async (path) => {
        assert.equal(path, "/api/v1/push/key")
        return Response.json(this.keyStatus === 200 ? { key: this.key } : { error: {} }, { status: this.keyStatus })
      },
      workers: { ready: Promise.resolve(registration), getRegistration: async () => registration },
      notification: {
        get permission() {
          return phone.permission
        },
        requestPermission: async () => (this.permission = this.answer),
      },
      storage: { getItem: (name) => this.kept.get(name) ?? null, setItem: (name, value) => this.kept.set(name, value) },
      lock: (_name, work) => (this.turn = this.turn.then(work)),
      patience: 20,
      ...more,
    })
  }
}

async function subscribed() {
  const phone = new APhone()
  await phone.push().askAndSubscribe()
  phone.heard = []
  return phone
}

test("a yes subscribes for the server's key and tells it the address", async () => {
  const phone = new APhone()
  let options
  phone.subscribes = async (asked) => phone.give((options = asked).applicationServerKey)

  assert.equal(await phone.push().askAndSubscribe(), "on")
  assert.deepEqual(options, { userVisibleOnly: true, applicationServerKey: KEY })
  assert.deepEqual(phone.heard, ["subscribe 1"])
})

test("the patient is asked before anything is waited for", () => {
  const phone = new APhone()
  phone.push().askAndSubscribe()

  assert.equal(phone.permission, "granted")
})

for (const [answer, state] of [["denied", "blocked"], ["default", "off"]]) {
  test(`an answer of ${answer} subscribes nothing and leaves it ${state}`, async () => {
    const phone = new APhone()
    phone.answer = answer

    assert.equal(await phone.push().askAndSubscribe(), state)
    assert.deepEqual([phone.heard, phone.made], [[], 0])
  })
}

for (const [name, missing] of [["notifications", { notification: undefined }], ["a worker", { workers: undefined }]]) {
  test(`a browser without ${name} cannot`, async () => {
    const phone = new APhone()

    assert.equal(await phone.push(missing).askAndSubscribe(), "cannot")
    assert.deepEqual(phone.heard, [])
  })
}

test("a browser that never answers is not waited for, and its late answer counts", async () => {
  const phone = new APhone()
  let late
  phone.subscribes = () => new Promise((resolve) => (late = resolve))
  const push = phone.push()

  assert.equal(await push.askAndSubscribe(), "later")
  late(phone.give(KEY))
  await new Promise((resolve) => setTimeout(resolve, 10))

  assert.equal(await push.state(), "on")
  assert.deepEqual(phone.heard, ["subscribe 1"])
})

test("of two windows that subscribe at once the second finds what the first was given", async () => {
  const phone = new APhone()
  phone.subscribes = async (options) => {
    await new Promise((resolve) => setTimeout(resolve, 5)) // as long as a push service takes
    return phone.give(options.applicationServerKey)
  }

  await Promise.all([phone.push().askAndSubscribe(), phone.push().askAndSubscribe()])

  assert.deepEqual(phone.heard, ["subscribe 1", "subscribe 1"])
})

test("a worker that is never ready is not waited for", async () => {
  const phone = new APhone()
  const registration = { pushManager: { getSubscription: async () => null } }

  assert.equal(await phone.push({ workers: { ready: NEVER, getRegistration: async () => registration } }).askAndSubscribe(), "later")
})

test("what the push service refuses is tried again at the next start", async () => {
  const phone = new APhone()
  const works = phone.subscribes
  phone.subscribes = async () => {
    throw new DOMException("Registration failed", "AbortError")
  }
  assert.equal(await phone.push().askAndSubscribe(), "later")

  phone.subscribes = works
  await phone.push().reconcile()

  assert.equal(await phone.push().state(), "on")
})

for (const [status, state] of [[500, "later"], [401, "later"], [422, "cannot"]]) {
  test(`a server that answers ${status} leaves it ${state} until it takes the address`, async () => {
    const phone = new APhone()
    phone.status = status
    assert.equal(await phone.push().askAndSubscribe(), state)

    phone.status = 204
    await phone.push().reconcile()

    assert.equal(await phone.push().state(), "on")
    assert.deepEqual(phone.heard, ["subscribe 1", "subscribe 1"])
  })
}

test("each start says the same address again", async () => {
  const phone = await subscribed()

  await phone.push().reconcile()

  assert.deepEqual([phone.heard, phone.made], [["subscribe 1"], 1])
})

test("a start without signal changes nothing", async () => {
  const phone = await subscribed()

  await phone.push({ fetch: () => Promise.reject(new TypeError("Failed to fetch")) }).reconcile()

  assert.equal(await phone.push().state(), "on")
})

for (const status of [401, 500, 503]) {
  test(`a server that answers ${status} for its key costs the phone nothing`, async () => {
    const phone = await subscribed()
    phone.keyStatus = status

    await phone.push().reconcile()

    assert.deepEqual(phone.heard, [])
    assert.equal(await phone.push().state(), "on")
  })
}

test("an address that the server has forgotten, as its push service had, is given up for another", async () => {
  const phone = await subscribed()
  phone.forgets = true

  await phone.push().reconcile()

  assert.deepEqual(phone.heard, ["subscribe 1", "unsubscribed", "subscribe 2"])
  assert.equal(await phone.push().state(), "on")
})

test("a first address is not given up for being new", async () => {
  const phone = new APhone()
  phone.forgets = true

  assert.equal(await phone.push().askAndSubscribe(), "on")
  assert.deepEqual(phone.heard, ["subscribe 1"])
})

test("a subscription that the browser lost is made anew", async () => {
  const phone = await subscribed()
  phone.subscription = null
  assert.equal(await phone.push().state(), "later")

  await phone.push().reconcile()

  assert.equal(await phone.push().state(), "on")
  assert.deepEqual(phone.heard, ["subscribe 2"])
})

test("a new address that the server does not know yet is not called on", async () => {
  const phone = await subscribed()
  phone.subscription = null

  await phone.push({ ask: () => Promise.reject(new Error("no signal")) }).reconcile()

  assert.equal(phone.made, 2)
  assert.equal(await phone.push().state(), "later")
})

test("a subscription for another key is given up for one with the server's", async () => {
  const phone = await subscribed()
  phone.key = KEY.replace("BNcR", "BMcR")

  await phone.push().reconcile()

  assert.deepEqual(phone.heard, ["unsubscribed", "subscribe 2"])
  assert.deepEqual(phone.subscription.options.applicationServerKey, bytes(phone.key))
})

for (const [permission, state] of [["denied", "blocked"], ["default", "off"]]) {
  test(`a permission that became ${permission} is told to the server once`, async () => {
    const phone = await subscribed()
    phone.permission = permission

    await phone.push().reconcile()
    await phone.push().reconcile()

    assert.deepEqual(phone.heard, ["unsubscribe"])
    assert.equal(await phone.push().state(), state)
  })
}

test("a permission that came back needs no new question", async () => {
  const phone = await subscribed()
  phone.permission = "denied"
  await phone.push().reconcile()
  phone.permission = "granted"

  await phone.push().reconcile()

  assert.equal(await phone.push().state(), "on")
})

test("who never asked for reminders is given none, whatever the browser permits", async () => {
  const phone = new APhone()
  phone.permission = "granted"

  await phone.push().reconcile()

  assert.deepEqual([phone.heard, phone.made], [[], 0])
  assert.equal(await phone.push().state(), "off")
})

test("another patient on this phone ends the subscription of the one before", async () => {
  const phone = await subscribed()
  const other = phone.push({ owner: "another" })

  await other.reconcile()

  assert.deepEqual(phone.heard, ["unsubscribed"])
  assert.equal(await other.state(), "off")
})

/** The worker says that it has shown a push. */
async function shows(tag) {
  const channel = new BroadcastChannel("diary-push")
  channel.postMessage(tag)
  await new Promise((resolve) => setTimeout(resolve, 5))
  channel.close()
}

for (const [name, order] of [["before the server answers", "early"], ["after it", "late"]]) {
  test(`a test that the worker shows ${name} has arrived`, async () => {
    const phone = await subscribed()
    const ask = async () => {
      if (order === "early") await shows("mine")
      else setTimeout(() => shows("mine"), 20)
      return { status: 200, said: { outcome: "accepted", tag: "mine" } }
    }

    assert.equal(await phone.push({ ask, patience: 500 }).test(), "arrived")
  })
}

test("another push than the test is not taken for it", async () => {
  const phone = await subscribed()
  const ask = async () => {
    await shows("yours")
    return { status: 200, said: { outcome: "accepted", tag: "mine" } }
  }

  assert.equal(await phone.push({ ask }).test(), "lost")
})

for (const outcome of ["off", "gone", "refused", "unreachable"]) {
  test(`a test that did not get as far as the phone is called ${outcome}`, async () => {
    const phone = await subscribed()
    phone.status = 200
    phone.said = { outcome, tag: "mine" }

    assert.equal(await phone.push().test(), outcome)
  })
}

for (const [outcome, made] of [["off", 1], ["gone", 2]]) {
  test(`a phone that a test found to be ${outcome} is signed up anew`, async () => {
    const phone = await subscribed()
    phone.said = { outcome }
    await phone.push().test()
    assert.equal(await phone.push().state(), "later")

    await phone.push().reconcile()

    assert.equal(await phone.push().state(), "on")
    assert.equal(phone.made, made)
  })
}

test("after too many tests the phone is to wait", async () => {
  const phone = await subscribed()
  phone.status = 429

  assert.equal(await phone.push().test(), "wait")
})

test("without signal nothing is sent", async () => {
  const phone = await subscribed()

  assert.equal(await phone.push({ ask: () => Promise.reject(new Error("no signal")) }).test(), "unreachable")
})
