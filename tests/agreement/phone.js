// Answers on standard output, as JSON, what the phone's own code makes of the cases on standard input.
import { text } from "node:stream/consumers"
import { readAnswers, typedOf } from "../../static/js/core/answers.js"
import { diaryDay, isBeforeFour, offsetMinutes, stamp, takesNumber, zoneKnownHere } from "../../static/js/core/days.js"
import { Store } from "../../static/js/core/store.js"
import { Sync } from "../../static/js/core/sync.js"
import { dayOf } from "../../static/js/core/today.js"
import { IDBFactory, IDBKeyRange } from "../browser/node_modules/fake-indexeddb/build/esm/index.js"

Object.assign(globalThis, { IDBKeyRange })

const ANSWERS = {
  clock: ({ at, zone, day }) => ({
    day: diaryDay(at, zone),
    beforeFour: isBeforeFour(at, zone),
    offset: offsetMinutes(at, zone),
    stamp: stamp(day, at, zone),
    takesNumber: takesNumber(day, at, zone),
  }),
  zone: ({ name, offset }) => zoneKnownHere(name, offset),
  form: ({ fields }) => readAnswers(fields),
  days: async ({ answer, questions }) => {
    const store = await synced(answer)
    const [facts, versions] = await Promise.all([store.facts(), store.versions()])
    return questions.map((question) => {
      const day = dayOf({ facts, versions, ...question })
      return { ...day, rows: [...day.rows], typed: typedOf(...day.saidSoFar) }
    })
  },
}

/** A phone that the server gave this answer. */
async function synced(answer) {
  const store = await Store.open({ databases: new IDBFactory(), subtle: crypto.subtle, owner: "patient" })
  const tools = { store, owner: "patient", lock: (_name, work) => work(), now: () => Date.parse(answer.now) }
  const outcome = await new Sync({ ...tools, fetch: async () => Response.json(answer) }).run()
  if (outcome !== "sent") throw new Error(outcome)
  return store
}

const cases = JSON.parse(await text(process.stdin))
const found = []
for (const { ask, ...rest } of cases) found.push(await ANSWERS[ask](rest))
process.stdout.write(JSON.stringify(found))
