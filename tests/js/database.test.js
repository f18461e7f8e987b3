import assert from "node:assert/strict"
import test from "node:test"
import { answer, transact } from "../../static/js/core/database.js"
import { aPhone } from "./phone.js"

const make = (database) => void database.createObjectStore("things")
const place = (databases = aPhone()) => ({ databases, name: "shelf", make })
const all = (shelf) => transact(shelf, "readonly", (table) => answer(table("things").getAll()))

test("what a transaction wrote is there once it is over", async () => {
  const shelf = place()

  assert.equal(await transact(shelf, "readwrite", (table) => answer(table("things").put("a", 1))), 1)

  assert.deepEqual(await all(shelf), ["a"])
})

for (const [how, work] of [
  ["our own code throws", () => { throw new RangeError("ours") }],
  ["our own code rejects", async () => { throw new RangeError("ours") }],
  ["a request fails", (table) => answer(table("things").add("twice", 1))],
  ["a request fails that nobody waits for", (table) => void table("things").add("twice", 1)],
  ["the transaction is aborted", (table) => table("things").transaction.abort()],
]) {
  test(`nothing of it is kept when ${how}`, async () => {
    const shelf = place()

    await assert.rejects(transact(shelf, "readwrite", async (table) => {
      await answer(table("things").put("half", 1))
      return work(table)
    }))

    assert.deepEqual(await all(shelf), [])
  })
}

test("a database that is not there is not made by looking", async () => {
  const { databases, name } = place()

  await assert.rejects(transact({ databases, name }, "readonly", () => 1))

  assert.deepEqual(await databases.databases(), [])
})

test("a page that looks does not stop another from taking the database away", async () => {
  const shelf = place()
  await all(shelf)

  await answer(shelf.databases.deleteDatabase("shelf"))

  assert.deepEqual(await shelf.databases.databases(), [])
})

test("a write asks the disk to be sure", async () => {
  const shelf = place()
  const asked = []
  const open = shelf.databases.open.bind(shelf.databases)
  shelf.databases.open = (...args) => {
    const request = open(...args)
    request.addEventListener("success", () => {
      const begin = request.result.transaction.bind(request.result)
      request.result.transaction = (...how) => (asked.push(how.slice(1)), begin(...how))
    })
    return request
  }

  await transact(shelf, "readwrite", (table) => answer(table("things").put("a", 1)))

  assert.deepEqual(asked, [["readwrite", { durability: "strict" }]])
})
