// @ts-check
import { addDays, daysBetween } from "./days.js"

const LEFT = 26
const RIGHT = 326
const TOP = 14
const FOOT = 170
const SCALE = [0, 5, 10]
const DOT = 3.1
const SQUARE = 0.88 // the side of a square beside the width of a dot, so that both weigh the same
const BEFORE_LINE = 3.4 // how far left of its session's line an earlier number stands
const RING = 11
const RING_Y = 187
const LAST_RING = RIGHT - RING - 1 // that of a session today keeps inside the picture
const ROOM_FOR_START = 36

/**
 * One day with an entry; without a pain it is from memory.
 * @typedef {{ day: string, pain: number | null, late: boolean, paper: boolean, before: boolean }} DayMark
 *
 * Path data by the name of its path, the rings under the sessions, and whether there is room for the word "start".
 * @typedef {{ paths: Record<string, string>, rings: { x: string, number: number }[], hasStart: boolean }} Figure
 *
 * @typedef {{ number: number, day: string }} Session
 */

/**
 * The patient's picture of daily pain, as the server draws it.
 * @param {DayMark[]} days - those with an entry, in order
 * @param {Session[]} sessions - in order
 * @param {{ first: string, last: string, asOf: string, start: number | null, few: boolean }} frame - days after `asOf` are not missing yet
 * @returns {Figure}
 */
export function ownFigure(days, sessions, { first, last, asOf, start, few }) {
  const width = (RIGHT - LEFT) / (daysBetween(first, last) + 1)
  const left = (/** @type {string} */ day) => LEFT + daysBetween(first, day) * width
  const shown = days.filter(({ day }) => first <= day && day <= last)
  const placed = shown.filter(({ pain }) => pain !== null).map((day) => ({ ...day, x: day.before ? left(day.day) - BEFORE_LINE : left(day.day) + width / 2, y: yOf(day.pain ?? 0) }))
  const lines = sessions.filter(({ day }) => first <= day && day <= last).map(({ number, day }) => ({ number, at: left(day) }))
  const rings = ringsThatFit(lines)
  const pick = (/** @type {boolean} */ late, /** @type {boolean} */ paper) => placed.filter((day) => day.late === late && day.paper === paper)
  return {
    paths: {
      missing: missing(first, asOf < last ? asOf : last, shown).map((day) => `M${at(left(day), TOP)}h${tenth(width)}v${tenth(FOOT - TOP)}h-${tenth(width)}z`).join(""),
      scale: SCALE.map((pain) => rule(yOf(pain))).join(""),
      start: start === null ? "" : rule(yOf(start)),
      sessions: lines.map((line) => `M${at(line.at, TOP)}V${tenth(RING_Y - RING)}`).join(""),
      line: few ? "" : joined(placed).map((run) => `M${run.map(({ x, y }) => at(x, y)).join(" ")}`).join(""),
      dots: dots(pick(false, false)),
      lateDots: dots(pick(true, false)),
      squares: squares(pick(false, true)),
      lateSquares: squares(pick(true, true)),
    },
    rings: rings.map((ring) => ({ x: tenth(Math.min(ring.at, LAST_RING)), number: ring.number })),
    hasStart: start !== null && rings.every((ring) => ring.at - RING >= LEFT + ROOM_FOR_START),
  }
}

/** @param {number} pain */
function yOf(pain) {
  return FOOT - ((FOOT - TOP) * pain) / 10
}

/** @param {number} value */
function tenth(value) {
  return value.toFixed(1).replace(/\.0$/, "")
}

/** @param {number} x @param {number} y */
function at(x, y) {
  return `${tenth(x)} ${tenth(y)}`
}

/** @param {number} y */
function rule(y) {
  return `M${at(LEFT, y)}h${tenth(RIGHT - LEFT)}`
}

/** @typedef {DayMark & { x: number, y: number }} Placed */

/** Lines of no length, which a round cap turns into dots. @param {Placed[]} days */
function dots(days) {
  return days.map(({ x, y }) => `M${at(x, y)}h0`).join("")
}

/** @param {Placed[]} days */
function squares(days) {
  const side = 2 * DOT * SQUARE
  return days.map(({ x, y }) => `M${at(x - side / 2, y - side / 2)}h${tenth(side)}v${tenth(side)}h-${tenth(side)}z`).join("")
}

/** Points split where the line breaks; nothing leads on from a number given before that day's session. @param {Placed[]} days */
function joined(days) {
  /** @type {Placed[][]} */
  const runs = []
  for (const [place, day] of days.entries()) {
    const before = days[place - 1]
    if (before && daysBetween(before.day, day.day) === 1 && !before.before) runs[runs.length - 1].push(day)
    else runs.push([day])
  }
  return runs.filter((run) => run.length > 1)
}

/** @param {string} first @param {string} last @param {DayMark[]} kept */
function missing(first, last, kept) {
  const known = new Set(kept.map(({ day }) => day))
  const days = Array.from({ length: Math.max(daysBetween(first, last) + 1, 0) }, (_, n) => addDays(first, n))
  return days.filter((day) => !known.has(day))
}

/** Sessions whose rings keep out of each other's way; the newest goes first. @param {{ number: number, at: number }[]} lines */
function ringsThatFit(lines) {
  /** @type {typeof lines} */
  const kept = []
  for (const line of [...lines].reverse()) if (!kept.length || line.at + 2 * RING <= kept[0].at) kept.unshift(line)
  return kept
}
