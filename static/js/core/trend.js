// @ts-check
import { addDays, dayBefore, daysBetween } from "./days.js"
import { ownFigure } from "./own-figure.js"
import { frameOf, marksOf, saidOf } from "./past.js"
import { least } from "./today.js"

const DRAWN_DAYS = 63
const ENOUGH = 4 // days, for a trend
const LEAST_ROOM = 7 // days, in the bars

/**
 * One area's trend: the numbers as the server last had them, the days as the phone has them.
 * @typedef {object} TrendView
 * @property {string} area
 * @property {import("./past.js").OwnTrend} trend
 * @property {string} headline
 * @property {string} first
 * @property {string} last
 * @property {number | null} few - how many days, when they are too few
 * @property {number | null} yesterday
 * @property {boolean} old - the numbers are not yesterday's
 * @property {number} longest - how many days the bars have room for
 * @property {import("./own-figure.js").Figure} figure
 * @property {import("./past.js").DayRow[]} rows
 */

/**
 * What the days of each area add up to, as the server's own page shows it.
 * @param {import("./past.js").Known} known
 * @returns {{ today: string, trends: TrendView[] }}
 */
export function trendsOf(known) {
  const { today, areas } = frameOf(known)
  return { today, trends: areas.flatMap((area) => (area.trend ? trendOf({ ...area, trend: area.trend }, today) : [])) }
}

/** @param {import("./past.js").AreaWithDays & { trend: import("./past.js").OwnTrend }} area @param {string} today @returns {TrendView} */
function trendOf(area, today) {
  const { name, until, trend, sessions } = area
  const entries = [...area.entries.values()].sort((one, other) => (one.day < other.day ? -1 : 1))
  const ends = until ?? today
  const last = [least(today, ends), ...entries.map(({ day }) => day)].sort().reverse()[0]
  const first = [trend.first, addDays(last, 1 - DRAWN_DAYS)].sort()[1]
  const marks = entries.filter(({ day }) => first <= day && day <= last).map((entry) => markOf(entry, sessions.get(entry.day)))
  const scored = marks.filter(({ pain, before }) => pain !== null && !before)
  const few = scored.length < ENOUGH ? scored.length : null
  const asOf = least(dayBefore(today), ends)
  const yesterday = until ? null : (scored.find(({ day }) => day === dayBefore(today))?.pain ?? null)
  return {
    area: name,
    trend,
    headline: few === null ? trend.headline : "few",
    first,
    last,
    few,
    yesterday,
    old: trend.as_of < dayBefore(dayBefore(today)),
    longest: Math.max(LEAST_ROOM, ...trend.reliefs.map(({ lo }) => lo ?? 0)),
    figure: ownFigure(marks, [...sessions.values()], { first, last, asOf, start: trend.before, few: few !== null }),
    rows: Array.from({ length: daysBetween(first, last) + 1 }, (_, n) => rowOfArea(addDays(last, -n), area)),
  }
}

/** @param {import("./today.js").Entry} entry @param {import("./past.js").PastSession | undefined} session @returns {import("./own-figure.js").DayMark} */
function markOf(entry, session) {
  const isBefore = marksOf(entry, session).includes("before")
  return { day: entry.day, pain: entry.pain ?? null, late: entry.stamp === "late", paper: entry.source === "paper", before: isBefore }
}

/** @param {string} day @param {import("./past.js").AreaWithDays} area @returns {import("./past.js").DayRow} */
function rowOfArea(day, area) {
  return { day, session: area.sessions.get(day)?.number ?? null, said: [saidOf(area, day)], fills: null }
}
