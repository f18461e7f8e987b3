/** A phone for tests: IndexedDB in memory, the real cryptography, and saves with defaults. */
import { IDBFactory, IDBKeyRange } from "../browser/node_modules/fake-indexeddb/build/esm/index.js"
import { newVersion } from "../../static/js/core/envelope.js"
import { Store } from "../../static/js/core/store.js"

globalThis.IDBKeyRange = IDBKeyRange

export const { subtle } = globalThis.crypto
export const OWNER = "6f0d1c5e-8a1b-4c2d-9e3f-1a2b3c4d5e6f"
export const AREA = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
export const NOW = Date.parse("2026-11-20T14:00:00Z")

/** A phone on which nothing was ever kept. */
export function aPhone() {
  return new IDBFactory()
}

export function openStore(databases = aPhone(), owner = OWNER) {
  return Store.open({ databases, subtle, owner })
}

/** One check-in; name what matters. */
export function aSave({ for_day = "2026-11-20", area = AREA, body = {}, now = NOW, skew = 0, zone = "America/Toronto", before = undefined, ...other } = {}) {
  const said = { kind: "entry", for_day, area, body: { asked: "last_24h", pain: 5, ...body } }
  return { ...newVersion(said, { now, skew, before, zone, app: "1.0.0" }), ...other }
}

/** So many saves, a second apart. */
export function saves(count, changes = {}) {
  return Array.from({ length: count }, (_, place) => aSave({ now: NOW + place * 1000, ...changes }))
}

/** What an answer of the server changes; name what matters. */
export function settlement(changes = {}) {
  return { results: [], changes: [], cursor: 1, mark: null, isRestored: false, facts: null, skew: 0, now: NOW, ...changes }
}

export const stored = (...versions) => versions.map(({ id }) => ({ id, verdict: "stored", errors: {} }))
export const ids = (rows) => rows.map((row) => row.id ?? row.version.id)

/** Change what is kept, past the store: `change` is given each value and its key; undefined takes it away. */
export async function changeRecords(databases, tableName, change) {
  const [{ name }] = await databases.databases()
  const database = await done(databases.open(name))
  const table = database.transaction(tableName, "readwrite").objectStore(tableName)
  const [keys, values] = await Promise.all([done(table.getAllKeys()), done(table.getAll())])
  for (const [place, key] of keys.entries()) {
    const changed = change(values[place], key)
    if (changed === undefined) await done(table.delete(key))
    else await done(table.keyPath ? table.put(changed) : table.put(changed, key))
  }
  database.close()
}

/** Every record that IndexedDB holds, by table. */
export async function everyRecord(databases) {
  const found = []
  for (const { name } of await databases.databases()) {
    const database = await done(databases.open(name))
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table).objectStore(table)
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
      values.forEach((value, place) => found.push({ name, table, key: keys[place], value }))
    }
    database.close()
  }
  return found
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
