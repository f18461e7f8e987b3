// The diary's worker: keeps the files of one release, opens screens without signal, sends what waits, shows reminders.
"use strict"
const KEPT = {{ kept|tojson }}
// Each row: how an address starts, or the whole of it; its shell's place in the list above; when the shell answers.
const ROUTES = {{ routes|tojson }}
const CACHE = {{ ("diary-" ~ version)|tojson }}
const PATIENCE_MS = 3000
const LONG_PATIENCE_MS = 20_000
const SLOW_DISK_MS = 1000
const AT_ONCE = 50
const NO_SCREEN = /^\/(clinic|static|api|demo|shell|healthz|readyz|sw\.js|manifest\.webmanifest)(\/|$)/

addEventListener("install", (event) => event.waitUntil(keep()))
addEventListener("activate", (event) => event.waitUntil(takeOver()))
addEventListener("message", ({ data }) => data === "skip" && skipWaiting())

addEventListener("push", (event) => event.waitUntil(remind(event)))
addEventListener("notificationclick", (event) => event.waitUntil(open(event)))
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(move(event)))

addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname, search } = new URL(request.url)
  const address = pathname + search
  if (request.method !== "GET" || origin !== location.origin) return
  if (KEPT.includes(address)) event.respondWith(kept(address))
  else if (request.mode === "navigate" && !NO_SCREEN.test(pathname)) event.respondWith(screen(request, pathname, address))
})

addEventListener("sync", (event) => {
  const work = (lock) => lock && inStore(drain) // without the lock a page is sending already
  event.waitUntil(navigator.locks.request("diary-outbox", { ifAvailable: true }, work))
})

// All or nothing; what an earlier release kept under the same address is the same file.
async function keep() {
  const cache = await caches.open(CACHE)
  await Promise.all(KEPT.map(async (address) => {
    const file = await caches.match(address) ?? await fetch(address, { credentials: "omit", redirect: "error" })
    if (!file.ok) throw new Error(address)
    await cache.put(address, file)
  }))
}

async function takeOver() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))
  await clients.claim()
}

async function kept(address) {
  return await caches.match(address, { cacheName: CACHE, ignoreVary: true }) ?? fetch(address)
}

async function screen(request, path, address) {
  const [start, place, when = "unsent"] = ROUTES.find(([start]) => start.endsWith("*") ? address.startsWith(start.slice(0, -1)) : path === start)
  const shell = KEPT[place]
  if (when === "always" || (when === "unsent" && await Promise.race([hasUnsent(), after(SLOW_DISK_MS)]))) return kept(shell)
  const isNobodys = start === "*" // a screen that no shell can show: a slow answer, even a bad one, is better than none
  const answer = await Promise.race([fetch(request).catch(() => null), after(isNobodys ? LONG_PATIENCE_MS : PATIENCE_MS)])
  return answer && (answer.status < 500 || isNobodys) ? answer : kept(shell)
}

function after(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

// Shown at once and whatever it holds: a browser that is sent pushes and shows nothing is soon sent none.
async function remind(event) {
  let push = event
  try {
    push = event.notification ? event : event.data.json() ?? event
  } catch {}
  const { title = {{ title|tojson }}, body = {{ body|tojson }}, lang, dir, tag, navigate } = push.notification ?? {}
  await registration.showNotification(title, { body, lang, dir, tag, data: navigate, actions: push.actions, icon: {{ icon|tojson }}, badge: {{ badge|tojson }} })
  navigator.setAppBadge?.(1)
  new BroadcastChannel("diary-push").postMessage(tag)
}

// A tap opens the diary where it is open, but not on a page of the clinic's; else a new window. Only "In 1 hour" has a name, and
// is for the server to do: unless it heard of it the reminder stays. Where no login is left the diary opens, whose page renews it.
async function open({ action, notification }) {
  const { tag, data } = notification
  const answer = action && await inStore((_store, owner) => post("reminders/later", owner, { tag }))
  if (!answer || answer.ok) notification.close()
  if (answer && answer.status !== 401) return
  const address = data ?? "/"
  const pages = await clients.matchAll({ type: "window" })
  const page = pages.find(({ url }) => !NO_SCREEN.test(new URL(url).pathname))
  await page?.focus().catch(() => {}) // a browser may keep it where it is
  await page?.navigate(address).catch(() => null) ?? clients.openWindow(address)
}

// The browser ended this phone's address. Some say what was before, others nothing: then the diary's next start looks after it.
async function move({ newSubscription, oldSubscription }) {
  const subscription = newSubscription ?? await registration.pushManager.subscribe(oldSubscription.options)
  const { endpoint, keys } = subscription.toJSON()
  await inStore((_store, owner) => post("push/subscribe", owner, { endpoint, ...keys }))
}

// Run some work on the store of whoever keeps a diary on this phone; without one there is no work.
async function inStore(work) {
  const phone = await within("diary-key", (keys) => done(keys.transaction("key").objectStore("key").get("this phone")))
  return phone?.owner && within(`diary-${phone.owner}`, (store) => work(store, phone.owner))
}

async function within(name, work) {
  const opening = indexedDB.open(name)
  opening.onupgradeneeded = () => opening.transaction.abort() // the worker makes no databases
  const database = await done(opening).catch(() => null)
  try {
    return database && await work(database)
  } finally {
    database?.close()
  }
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = request.oncomplete = () => resolve(request.result)
    request.onerror = request.onabort = () => reject(request.error)
  })
}

function unsent(store) {
  return store.transaction("kept").objectStore("kept").index("state_at")
}

const UNSENT = IDBKeyRange.bound(["unsent"], ["unsent", []])
const DECISIONS = ["consent", "prefs", "reminders"]

function hasUnsent() {
  return inStore((store) => done(unsent(store).count(UNSENT))).catch(() => 0)
}

// Send what waits and can be read. Only what the server acknowledges leaves the outbox; all else is the page's to judge.
// A decision stays as well: sent, it would give way to what the server said before, and only a page hears what it says now.
async function drain(store, owner) {
  const facts = (name) => done(store.transaction("facts").objectStore("facts").get(name))
  const seal = await facts("seal")
  const since = await facts("cursor") ?? 0
  for (;;) {
    const rows = await done(unsent(store).getAll(UNSENT))
    const opened = await Promise.all(rows.map(({ sealed }) => unseal(seal, sealed).catch(() => null)))
    const items = opened.filter(Boolean).slice(0, AT_ONCE)
    if (!items.length) return
    const results = await send(owner, { since, items })
    const decided = items.filter(({ kind }) => DECISIONS.includes(kind)).map(({ id }) => id)
    if (!await settle(store, rows.filter(({ id }) => !decided.includes(id)), results)) return
  }
}

async function unseal(key, { iv, data }) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)))
}

// A refusal waits for the page; anything that is no answer of ours makes the browser try again later.
async function send(owner, body) {
  const answer = await post("sync", owner, body)
  if (answer.status >= 400 && answer.status < 500) return []
  const { results, cursor, now } = await answer.json()
  if (!Array.isArray(results) || !Number.isInteger(cursor) || !now) throw new Error("no answer")
  return results
}

function post(path, owner, body) {
  const headers = { "Content-Type": "application/json", "Diary-Owner": owner }
  return fetch(`/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body), redirect: "error", signal: AbortSignal.timeout(30_000) })
}

async function settle(store, rows, results) {
  const transaction = store.transaction("kept", "readwrite", { durability: "strict" })
  const table = transaction.objectStore("kept")
  const settled = rows.filter((row) => {
    const verdict = results.find(({ id }) => id === row.id)?.verdict
    if (verdict === "erased") return table.delete(row.id)
    if (verdict === "stored" || verdict === "same") return table.put({ ...row, state: "sent", sentAt: Date.now() })
  })
  await done(transaction)
  return settled.length
}
