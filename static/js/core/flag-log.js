// @ts-check
import { newestOf } from "./envelope.js"

const CALLED_FOR_MS = 7 * 24 * 3_600_000

/** @typedef {import("./store.js").Kept} Kept */

/**
 * The cards that this diary's phones showed, as far as this one knows.
 * @param {Kept[]} versions
 */
export function shownCards(versions) {
  return logged(versions).map(({ version: { body } }) => ({ rule: body.rule, level: body.level, at: Date.parse(body.shown_at) }))
}

/**
 * The card that "I have called" on Get help is about: the newest of this week that nobody called about, as it was last saved.
 * @param {Kept[]} versions
 * @param {number} now - milliseconds of the server's clock
 * @returns {{ id: string, version: import("./envelope.js").Version } | null}
 */
export function cardToCallAbout(versions, now) {
  /** @type {Map<string, Kept[]>} */
  const cards = new Map()
  for (const kept of logged(versions)) {
    const id = kept.version.body.card ?? kept.version.id
    cards.set(id, [...(cards.get(id) ?? []), kept])
  }
  const found = [...cards].map(([id, saves]) => ({ id, version: /** @type {Kept} */ (newestOf(saves)).version }))
  const waiting = found.filter(({ version: { body } }) => !body.called && now - Date.parse(body.shown_at) < CALLED_FOR_MS)
  return waiting.sort((one, other) => Date.parse(other.version.body.shown_at) - Date.parse(one.version.body.shown_at))[0] ?? null
}

/** @param {Kept[]} versions */
function logged(versions) {
  return versions.filter(({ version, state }) => version.kind === "flag_log" && state !== "parked")
}
