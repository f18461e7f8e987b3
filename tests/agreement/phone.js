// Answers on standard output, as JSON, what the phone's own code makes of the cases on standard input.
import { text } from "node:stream/consumers"
import { afterScreen, bothersALot, endsToOffer, reliefEndedAt, sessionAfterCheckIn, sessionDue } from "../../static/js/core/after.js"
import { readAfter } from "../../static/js/core/after-answers.js"
import { unsentConsent } from "../../static/js/core/consent.js"
import { newestOf, newVersion } from "../../static/js/core/envelope.js"
import { newestWish, prefsOf } from "../../static/js/core/prefs.js"
import { planOf, readPlan, remindersOf } from "../../static/js/core/plan.js"
import { readCheck, readGoal, readQuestion } from "../../static/js/core/asking.js"
import { readAnswers } from "../../static/js/core/answers.js"
import { diaryDay, isBeforeFour, offsetMinutes, stamp, takesNumber, zoneKnownHere } from "../../static/js/core/days.js"
import { ownFigure } from "../../static/js/core/own-figure.js"
import { dayPageOf, daysOf } from "../../static/js/core/past.js"
import { goalWeek } from "../../static/js/core/goal-week.js"
import { factsForCard } from "../../static/js/core/flag-facts.js"
import { cardToCallAbout, readCards } from "../../static/js/core/flag-log.js"
import { cardFor, symptomsToAsk } from "../../static/js/core/red-flags.js"
import { Store } from "../../static/js/core/store.js"
import { Sync } from "../../static/js/core/sync.js"
import { dayOf, typedOf } from "../../static/js/core/today.js"
import { visitOf } from "../../static/js/core/visit.js"
import { trendsOf } from "../../static/js/core/trend.js"
import { IDBFactory, IDBKeyRange } from "../browser/node_modules/fake-indexeddb/build/esm/index.js"

Object.assign(globalThis, { IDBKeyRange })

const READERS = { weekly_check: readCheck, question: readQuestion, goal: readGoal }
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
  afterForm: ({ fields }) => readAfter(fields),
  after: async ({ answer, questions }) => {
    const store = await synced(answer)
    const [facts, versions] = await Promise.all([store.facts(), store.versions()])
    return questions.map(({ id, day, now, zone }) => {
      const known = { facts, versions, now, zone }
      const screen = afterScreen(known, id ?? undefined)
      return {
        due: sessionDue(known)?.id ?? null,
        afterCheckIn: sessionAfterCheckIn(known, day)?.id ?? null,
        screen: screen && { ...screen, session: screen.session.id },
        bothersALot: screen && bothersALot(versions, screen.session.id),
      }
    })
  },
  relief: ({ said, session, now, zone }) => ({ ended: reliefEndedAt(said, session, now, zone), offered: endsToOffer(session, now, zone) }),
  flags: ({ flags, questions }) =>
    questions.map(({ areas, shown, now }) => {
      const card = cardFor(flags, areas, shown, now)
      return { asked: areas.map((facts) => symptomsToAsk(flags, facts)), card: card && [card.id, card.level] }
    }),
  figure: ({ days, sessions, frame }) => ownFigure(days, sessions, frame),
  past: async ({ answer, questions }) => {
    const store = await synced(answer)
    const [facts, past, versions] = await Promise.all([store.facts(), store.past(), store.versions()])
    return questions.map(({ day, ...question }) => {
      const known = { facts, past, versions, ...question }
      return { ...daysOf(known), page: dayPageOf(known, day), trends: trendsOf(known).trends }
    })
  },
  checks: ({ forms }) => forms.map(({ kind, fields }) => READERS[kind](new Map(fields))),
  plans: ({ questions }) =>
    questions.map(({ fields, today, deleting, had_course, areas }) => {
      const form = new Map(fields)
      const { plan, faults } = readPlan(form, today)
      const wrong = Object.keys(faults)
      return { faults: wrong, ...(wrong.length ? {} : { plan, ...remindersOf(plan, { deleting, had_course, areas }, today) }) }
    }),
  visits: async ({ answer, questions }) => {
    const store = await synced(answer)
    const [facts, versions] = await Promise.all([store.facts(), store.versions()])
    return questions.map((question) => ({ ...visitOf({ facts, versions, ...question }), week: goalWeek({ facts, versions, ...question }) }))
  },
  flagFacts: async ({ answer, questions }) => {
    const store = await synced(answer)
    const [facts, versions] = await Promise.all([store.facts(), store.versions()])
    return questions.map(({ now, said }) => {
      const card = cardToCallAbout(versions, now)
      return { facts: factsForCard({ facts, versions, now }, said), read: readCards(versions), toCallAbout: card && card.id }
    })
  },
  decisions: async ({ answer, now, ...said }) => {
    const store = await synced(answer)
    const [facts, heard] = await Promise.all([store.facts(), store.versions()])
    const consents = heard.filter(({ version }) => version.kind === "consent")
    const newest = { consent: newestOf(consents), prefs: newestWish(heard, "prefs"), reminders: newestWish(heard, "reminders") }
    const made = Object.entries(said).map(([kind, body]) =>
      newVersion({ kind, for_day: diaryDay(now, "UTC"), body }, { now, skew: 0, before: newest[kind]?.version, zone: "UTC", app: "1" }))
    await store.keep(made)
    const versions = await store.versions()
    return { made, agreed: unsentConsent(versions)?.body.agreed ?? facts.agreed, prefs: prefsOf({ facts, versions }), plan: planOf({ facts, versions }) }
  },
  days: async ({ answer, questions }) => {
    const store = await synced(answer)
    const [facts, versions] = await Promise.all([store.facts(), store.versions()])
    return questions.map((question) => {
      const day = dayOf({ facts, versions, ...question })
      return { ...day, rows: [...day.rows], still: day.still.map((effects) => [...effects]), reliefMayEnd: day.reliefMayEnd?.id ?? null, typed: typedOf(...day.saidSoFar) }
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
