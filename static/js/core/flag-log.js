// @ts-check
import { newestOf } from "./envelope.js"

const CALLED_FOR_MS = 7 * 24 * 3_600_000
const UNREAD_FOR_MS = 12 * 3_600_000 // as long as no card comes twice

/** @typedef {import("./store.js").Kept} Kept */

/**
 * The cards that somebody read on this diary's phones, as far as this one knows.
 * @param {Kept[]} versions
 */
export function readCards(versions) {
  const read = logged(versions).filter(wasRead)
  return read.map(({ version: { body } }) => ({ rule: body.rule, level: body.level, at: Date.parse(body.shown_at) }))
}

/**
 * The cards that nobody read, as on a page that the phone ended, the newest first.
 * @param {Kept[]} versions
 * @param {number} now - milliseconds of the server's clock
 */
export function unreadCards(versions, now) {
  const waiting = cardsOf(versions).filter((card) => !wasRead(card) && now - shownAt(card) < UNREAD_FOR_MS)
  return waiting.map(({ version }) => version)
}

/**
 * The card that "I have called" on Get help is about: the newest of this week that nobody called about, as it was last saved.
 * @param {Kept[]} versions
 * @param {number} now - milliseconds of the server's clock
 * @returns {{ id: string, version: import("./envelope.js").Version } | null}
 */
export function cardToCallAbout(versions, now) {
  return cardsOf(versions).find((card) => !card.version.body.called && now - shownAt(card) < CALLED_FOR_MS) ?? null
}

/** Each card as it was last saved, the newest first. @param {Kept[]} versions */
function cardsOf(versions) {
  /** @type {Map<string, Kept[]>} */
  const cards = new Map()
  for (const kept of logged(versions)) {
    const id = kept.version.body.card ?? kept.version.id
    cards.set(id, [...(cards.get(id) ?? []), kept])
  }
  const found = [...cards].map(([id, saves]) => ({ id, version: /** @type {Kept} */ (newestOf(saves)).version }))
  return found.sort((one, other) => shownAt(other) - shownAt(one))
}

/** @param {{ version: import("./envelope.js").Version }} card */
function shownAt({ version: { body } }) {
  return Date.parse(body.shown_at)
}

/** Said by who closed it, or by who called before that. @param {{ version: import("./envelope.js").Version }} card */
function wasRead({ version: { body } }) {
  return body.dismissed_at || body.called
}

/** @param {Kept[]} versions */
function logged(versions) {
  return versions.filter(({ version, state }) => version.kind === "flag_log" && state !== "parked")
}
