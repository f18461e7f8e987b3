// @ts-check
import { showWhen, write } from "./words.js"

/** One day of the goal: met, partly, not met, or no answer. @param {HTMLElement} row @param {[day: string, answer: string | null]} day */
export function drawGoalDay(row, [day, answer]) {
  row.dataset.said = answer ?? ""
  showWhen(row, answer ?? "")
  write(row.querySelector('[data-fill="weekday"]'), shortWeekday(day))
  return row
}

/** Fri. @param {string} day */
function shortWeekday(day) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", timeZone: "UTC" }).format(Date.parse(day))
}
