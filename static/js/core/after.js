// @ts-check
// Which session to ask about, and when; the same rules as diary/effects/schedule.py and diary/today/after_facts.py.
import { diaryDay, stamp, wallClock, zoneKnownHere } from "./days.js"
import { entriesOf, goneOn, ownSessions } from "./entries.js"
import { correctedAt, isNewer } from "./envelope.js"

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const SOON_MS = 2 * HOUR_MS // after the session, if that is by seven in the evening
const SOON_UNTIL_MS = 19 * HOUR_MS
const EVENING_MS = 20 * HOUR_MS
const MORNING_MS = DAY_MS + 9 * HOUR_MS
const JUST_ANSWERED_MS = 2 * HOUR_MS
const ASKED_FOR_MS = 48 * HOUR_MS
const LESS = ["much_less", "a_little_less"]
const A_LOT = 3
const ENDS_OF_TODAY = ["now", "earlier_today"]
const EVER = "9999-12-31"

/**
 * @typedef {import("./today.js").Facts} Facts
 * @typedef {import("./today.js").Session} Session
 * @typedef {import("./envelope.js").Version} Version
 * @typedef {{ facts: Facts, versions: import("./store.js").Kept[], now: number, zone: string }} Known
 *
 * What one save says of effects, and which session it follows; `none` is "nothing bothers".
 * @typedef {{ day: string, at: number, session: string, severities: Record<string, number>, none: boolean }} EffectAnswer
 *
 * What the screen after a session shows besides the answers.
 * @typedef {object} AfterScreen
 * @property {Session} session
 * @property {string} day - YYYY-MM-DD, that an answer now is kept for
 * @property {string} area - its name, where two areas are treated
 * @property {number} hours - since the session
 * @property {string} prompt
 * @property {boolean} asksUsualDay
 * @property {boolean} hasBath
 * @property {boolean} isBathOnly
 * @property {string | null} lateFor - the day of the session, once it is over
 */

/**
 * The session whose question is open now.
 * @param {Known} known
 * @returns {Session | null}
 */
export function sessionDue(known) {
  return asked(known).find((session) => isDue(session, known)) ?? null
}

/**
 * One session, or the one that waits most; null when it is not asked about, or none is.
 * @param {Known} known
 * @param {string} [id]
 * @returns {AfterScreen | null}
 */
export function afterScreen(known, id) {
  const sessions = asked(known)
  const session = id ? sessions.find((one) => one.id === id) : (sessionDue(known) ?? sessions[0])
  if (!session) return null
  const { facts, now, zone } = known
  const day = diaryDay(now, zone)
  const prompt = promptsBegun(session, now, zone).at(-1)?.prompt ?? "soon"
  return {
    session,
    day,
    area: areaNamed(facts, session),
    hours: Math.floor((now - Date.parse(session.at)) / HOUR_MS),
    prompt,
    asksUsualDay: prompt === "morning",
    hasBath: session.techniques.includes("spg_bath"),
    isBathOnly: session.bath,
    lateFor: session.day < day ? session.day : null,
  }
}

/** The name of a session's area, where two areas are treated. @param {Facts} facts @param {Session | null} session */
export function areaNamed({ areas }, session) {
  return areas.length > 1 ? (areas.find(({ id }) => id === session?.area)?.name ?? "") : ""
}

/**
 * The session whose question follows the check-in of today: nothing was answered in the last two hours.
 * @param {Known} known
 * @param {string} day
 * @returns {Session | null}
 */
export function sessionAfterCheckIn(known, day) {
  const isAnswered = (/** @type {Session} */ { id }) => screensAfter(known.versions, id).some((version) => known.now - correctedAt(version) < JUST_ANSWERED_MS)
  const isToday = day === diaryDay(known.now, known.zone)
  return asked(known).find((session) => isToday && session.day === day && !isAnswered(session)) ?? null
}

/**
 * Whether the last answer about a session names an effect that bothers a lot.
 * @param {import("./store.js").Kept[]} versions
 * @param {string} id
 */
export function bothersALot(versions, id) {
  const effects = screensAfter(versions, id).at(-1)?.body.effects ?? []
  return effects.some((/** @type {{ severity: number }} */ { severity }) => severity === A_LOT)
}

/**
 * What was answered after a session, the oldest first.
 * @param {import("./store.js").Kept[]} versions
 * @param {string} id
 * @returns {Version[]}
 */
export function answersAfter(versions, id) {
  return saidOf(versions, "after", id)
}

/** Those of the screen itself. @param {import("./store.js").Kept[]} versions @param {string} id */
function screensAfter(versions, id) {
  return answersAfter(versions, id).filter((version) => !isByName(version))
}

/** Said in a check-in that asked after effects by name: the screen after a session always has an ease. @param {Version} version */
export function isByName({ body }) {
  return !body.ease
}

/** @param {import("./store.js").Kept[]} versions @param {string} kind @param {string} id @returns {Version[]} */
function saidOf(versions, kind, id) {
  const own = versions.filter(({ version, state }) => version.kind === kind && version.session === id && state !== "parked")
  return own.map(({ version }) => version).filter(hasCome).sort((one, other) => (isNewer(one, other) ? 1 : -1))
}

/**
 * Whether the patient said that the relief of a session has worn off, up to a day, or answered "Gone" before another.
 * @param {string} id
 * @param {object} said
 * @param {import("./store.js").Kept[]} said.versions
 * @param {import("./today.js").Entry[]} said.entries - of the session's area
 * @param {Session[]} said.own - of the area, in order of time
 * @param {string} [said.day]
 * @param {string} [said.before]
 */
export function isReliefOver(id, { versions, entries, own, day = EVER, before = EVER }) {
  const gone = goneOn(entries, own).get(id) ?? EVER
  return gone < before || saidOf(versions, "relief_end", id).some((version) => version.for_day <= day)
}

/** @param {Version} version */
function hasCome(version) {
  return stamp(version.for_day, correctedAt(version), zoneKnownHere(version.zone, version.offset_min)) !== null
}

/** Those that the screen asks about, the newest first. @param {Known} known */
function asked({ facts, now }) {
  const times = facts.sessions.map((session) => ({ session, at: Date.parse(session.at) }))
  const ordered = times.sort((one, other) => other.at - one.at || (one.session.id < other.session.id ? 1 : -1))
  return ordered.filter(({ at }) => at <= now && now < at + ASKED_FOR_MS).map(({ session }) => session)
}

/**
 * The last prompt that has come waits, unless something was answered from two hours before it on. The next morning asks only
 * if the evening was not answered, or if an effect or relief is open.
 * @param {Session} session
 * @param {Known} known
 */
function isDue(session, known) {
  const { versions, now, zone } = known
  const last = promptsBegun(session, now, zone).at(-1)
  if (!last) return false
  const answers = answersAfter(versions, session.id)
  const isAnsweredFrom = (/** @type {number} */ moment) => answers.some((version) => !isByName(version) && wallClock(correctedAt(version), zone) > moment - JUST_ANSWERED_MS)
  const asksAgain = last.prompt !== "morning" || isOpen(session, answers, known)
  return !isAnsweredFrom(last.at) && (asksAgain || !isAnsweredFrom(midnight(session, zone) + EVENING_MS))
}

/** Whether an effect or relief is open. @param {Session} session @param {Version[]} answers @param {Known} known */
function isOpen(session, answers, { facts, versions, now }) {
  const ease = answers.flatMap(({ body }) => body.ease ?? []).at(-1)
  const own = ownSessions(facts.sessions, session.area, EVER, now)
  const hasRelief = LESS.includes(ease) && !isReliefOver(session.id, { versions, entries: entriesOf(versions, session.area), own })
  return hasRelief || openEffects(answers.map((version) => effectAnswer(version, ""))).size > 0
}

/** What an answer after a session says of effects. @param {Version} version @param {string} session @returns {EffectAnswer} */
export function effectAnswer(version, session) {
  const effects = (version.body.effects ?? []).map((/** @type {{ effect: string, severity: number }} */ { effect, severity }) => [effect, severity])
  return {
    day: version.for_day,
    at: correctedAt(version),
    session,
    severities: Object.fromEntries(effects),
    none: version.body.none_of_these === true,
  }
}

/**
 * Each effect that bothered when it was last answered, and the session it followed then.
 * @param {EffectAnswer[]} answers
 * @returns {Map<string, string>}
 */
export function openEffects(answers) {
  const found = new Map()
  const ordered = [...answers].sort((one, other) => (one.day === other.day ? one.at - other.at : one.day < other.day ? -1 : 1))
  for (const { session, severities, none } of ordered) {
    for (const effect of [...found.keys()]) if (severities[effect] === 0 || (none && !severities[effect])) found.delete(effect)
    for (const [effect, severity] of Object.entries(severities)) if (severity) found.set(effect, session)
  }
  return found
}

/**
 * When relief ended that a patient says has worn off: never before the session, and as exact as the words are. The same as
 * diary/effects/relief.py.
 * @param {string} said
 * @param {number} session - when it was
 * @param {number} now
 * @param {string} zone
 */
export function reliefEndedAt(said, session, now, zone) {
  const morning = morningOf(now, zone)
  const from = Math.max(morning, session)
  /** @type {Record<string, number>} */
  const meant = { now, earlier_today: from + (now - from) / 2, last_night: morning - 6 * HOUR_MS, yesterday: morning - 14 * HOUR_MS }
  return Math.max(meant[said], session)
}

/** What may be said of when relief ended: on the day of its session nothing before that day. @param {number} session @param {number} now @param {string} zone */
export function endsToOffer(session, now, zone) {
  return session < morningOf(now, zone) ? [...ENDS_OF_TODAY, "last_night", "yesterday"] : ENDS_OF_TODAY
}

/** When the diary's day began: at four in the morning. @param {number} now @param {string} zone */
function morningOf(now, zone) {
  return now - ((wallClock(now, zone) - 4 * HOUR_MS) % DAY_MS)
}

/** The prompts that have come by now, by the clock on the wall. @param {Session} session @param {number} now @param {string} zone */
function promptsBegun(session, now, zone) {
  const then = wallClock(Date.parse(session.at), zone)
  const day = midnight(session, zone)
  const prompts = [{ prompt: "morning", at: day + MORNING_MS }]
  if (then < day + EVENING_MS) prompts.unshift({ prompt: "evening", at: day + EVENING_MS })
  if (then + SOON_MS <= day + SOON_UNTIL_MS) prompts.unshift({ prompt: "soon", at: then + SOON_MS })
  return prompts.filter(({ at }) => at <= wallClock(now, zone))
}

/** The start of the date of a session, by the clock on the wall. @param {Session} session @param {string} zone */
function midnight({ at }, zone) {
  const then = wallClock(Date.parse(at), zone)
  return then - (then % DAY_MS)
}
