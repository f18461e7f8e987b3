// A process full of phones: reads one command a line, answers each with one line. See node_phones.py.
import { createInterface } from "node:readline"
import { Interleaving } from "./interleaving.js"
import { MovedClock, Phone } from "./phone.js"

const [url, clockFile] = process.argv.slice(2)
const clock = new MovedClock(clockFile)
const phones = {}
const pages = {}

const COMMANDS = {
  phone: ({ name, zone, error }) => { phones[name] = new Phone({ url, clock, zone, error }) },
  pair: ({ name }, tell) => phones[name].pair((state) => state.name === "code" && tell({ code: state.code })),
  page: async ({ name, phone }) => { pages[name] = await phones[phone].openPage() },
  keep: ({ page, saves }) => inTurn(saves, (save) => pages[page].keep(save)),
  keepVersions: ({ page, versions }) => pages[page].store.keep(versions),
  drain: ({ page, tries }) => pages[page].drain(tries),
  kill: ({ page }) => pages[page].kill(),
  dump: ({ page }) => pages[page].dump(),
  error: ({ phone, ms }) => { phones[phone].error = ms },
  zone: ({ phone, zone }) => { phones[phone].zone = zone },
  interleave: ({ seed, names, area }) => new Interleaving({ seed, area, clock, phones: names.map((name) => phones[name]) }).run(),
}

/** @template T, R @param {T[]} list @param {(one: T) => Promise<R>} work */
async function inTurn(list, work) {
  const done = []
  for (const one of list) done.push(await work(one))
  return done
}

function say(line) {
  process.stdout.write(JSON.stringify(line) + "\n")
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, does, ...how } = JSON.parse(line)
  Promise.resolve()
    .then(() => COMMANDS[does](how, (event) => say({ id, event })))
    .then((value) => say({ id, value: value ?? null }), (error) => say({ id, error: String(error?.stack ?? error) }))
}
process.exit(0)
