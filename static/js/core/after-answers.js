// @ts-check
import { answered, byName, effectsOf, MOST_OTHER } from "./answers.js"
import { lineOf } from "./typed-text.js"

const NONE = "none"
const LESS_PAIN = ["much_less", "a_little_less"]

/**
 * Read the screen after a session as it was filled in.
 * @param {import("./answers.js").Fields} fields
 * @returns {{ body: Record<string, any>, faults: Record<string, "choose" | "long"> }}
 */
export function readAfter(fields) {
  const typed = byName(fields)
  const one = (/** @type {string} */ name) => typed.get(name)?.[0] ?? ""
  const ticked = typed.get("effects") ?? []
  const other = lineOf(one("other"))
  const effects = effectsOf(typed, other)
  const ease = one("ease")
  /** @type {Record<string, "choose" | "long">} */
  const faults = {}
  if (!ease) faults.ease = "choose"
  const named = ticked.filter((effect) => effect !== NONE)
  if (ticked.includes(NONE) === (named.length > 0 || effects.length > 0)) faults.effects = "choose"
  if ([...other].length > MOST_OTHER) faults.other = "long"
  for (const effect of named) if (!one(`bother_${effect}`)) faults[`bother_${effect}`] = "choose"
  const body = answered({
    prompt: one("prompt"),
    ease,
    eased: LESS_PAIN.includes(ease) ? one("eased") : "",
    none_of_these: ticked.includes(NONE) || null,
    effects,
    symptoms: typed.get("symptoms"),
    usual_day: one("usual_day"),
  })
  return { body, faults }
}
