// @ts-check
// Which symptoms to ask, and which fixed text to show; the same rules as diary/effects/red_flags.py.

const LEVELS = ["E", "U", "C"] // emergency, seen today, call the clinic
const NOT_AGAIN_FOR_MS = 12 * 3_600_000
const SLACK = 1e-9

/**
 * All that the rules may look at: what one day says, and the session that it follows. `days` are consecutive days that end
 * on this one, the newest first, `since` counted from the session; `level` is the pain just before the session.
 * @typedef {object} FlagFacts
 * @property {string[]} symptoms
 * @property {Record<string, number>} effects - how much each bothers, 0 to 3
 * @property {number | null} hours_since
 * @property {string | null} area_group
 * @property {string[]} techniques
 * @property {boolean} anaesthetic
 * @property {boolean} blood_thinner
 * @property {number | null} level
 * @property {{ pain: number | null, worst: number | null, since: number | null }[]} days
 *
 * A condition of the file: its parts all hold.
 * @typedef {Record<string, any>} Condition
 * @typedef {{ id: string, level: string, when: Condition }} Rule
 * @typedef {{ version: string, symptoms: Record<string, { ask_when: Condition }>, rules: Rule[] }} RedFlags
 */

/** @type {Record<string, (value: any, facts: FlagFacts, when: Condition) => boolean>} */
const CONDITIONS = {
  all: (parts, facts) => parts.every((/** @type {Condition} */ part) => holds(part, facts)),
  any: (parts, facts) => parts.some((/** @type {Condition} */ part) => holds(part, facts)),
  not: (part, facts) => !holds(part, facts),
  symptom: (name, { symptoms }) => symptoms.includes(name),
  effect: (name, { effects }, { severity }) => (effects[name] ?? 0) >= severity,
  severity: () => true, // read with the effect beside it
  hours_since: ([low, high], { hours_since: hours }) => hours !== null && (low ?? -Infinity) <= hours && hours <= (high ?? Infinity),
  area_group: (groups, { area_group }) => groups.includes(area_group),
  technique: (technique, { techniques }) => techniques.includes(technique),
  anaesthetic: (wanted, { anaesthetic }) => anaesthetic === wanted,
  blood_thinner: (wanted, { blood_thinner }) => blood_thinner === wanted,
  pain_days: (asked, facts) => {
    const days = facts.days.slice(0, asked.days)
    return days.length === asked.days && days.every((day) => wasPainful(asked, day, facts.level))
  },
}

/** @param {Condition} when @param {FlagFacts} facts @returns {boolean} */
function holds(when, facts) {
  return Object.entries(when).every(([name, value]) => CONDITIONS[name](value, facts, when))
}

/** @param {any} asked @param {FlagFacts["days"][number]} day @param {number | null} level */
function wasPainful(asked, { pain, worst, since }, level) {
  if (asked.worst !== undefined) return worst !== null && worst >= asked.worst
  return pain !== null && level !== null && since !== null && since > asked.after_day && pain + SLACK >= level + asked.above_level
}

/**
 * The symptoms to ask about, in the order of the file; what was ticked may ask for more.
 * @param {RedFlags} flags
 * @param {FlagFacts} facts
 */
export function symptomsToAsk({ symptoms }, facts) {
  return Object.keys(symptoms).filter((name) => holds(symptoms[name].ask_when, facts))
}

/**
 * The one card to show: the first of the highest level that applies to any of the areas; null when the patient was shown
 * that rule at that level or a higher one within 12 hours.
 * @param {RedFlags} flags
 * @param {FlagFacts[]} areas
 * @param {{ rule: string, level: string, at: number }[]} shown - when, in milliseconds
 * @param {number} now
 * @returns {Rule | null}
 */
export function cardFor({ rules }, areas, shown, now) {
  const met = rules.filter(({ when }) => areas.some((facts) => holds(when, facts)))
  const highest = Math.min(...met.map(({ level }) => LEVELS.indexOf(level)))
  const recent = shown.filter(({ at }) => now - at < NOT_AGAIN_FOR_MS)
  const saysAsMuch = (/** @type {Rule} */ { id, level }) => recent.some((card) => card.rule === id && LEVELS.indexOf(card.level) <= LEVELS.indexOf(level))
  return met.find((rule) => LEVELS.indexOf(rule.level) === highest && !saysAsMuch(rule)) ?? null
}
