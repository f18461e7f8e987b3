// @ts-check
import { say, show } from "./words.js"

/**
 * Fill the numbers of the clinic into whatever offers a call: `data-call` names whom, `data-fill` what else to say. The
 * demo's buttons dial nothing.
 * @param {Element} root
 * @param {import("../core/today.js").Facts["clinic"]} clinic
 */
export function offerCalls(root, { phone, emergency, hours, out_of_hours, crisis, demo }) {
  const numbers = { emergency, clinic: phone, out_of_hours, crisis }
  for (const [name, number] of Object.entries(numbers)) {
    for (const button of root.querySelectorAll(`[data-call="${name}"]`)) {
      if (number && !demo) button.setAttribute("href", `tel:${number.replace(/[^\d+*#]/g, "")}`)
      show(button, number)
    }
  }
  /** @type {Record<string, string | null>} */
  const words = { emergency, phone, hours, out_of_hours, crisis }
  for (const line of root.querySelectorAll("[data-needs]")) {
    const needs = line.getAttribute("data-needs")?.split(" ") ?? []
    if (needs.every((name) => words[name])) say(line, /** @type {Record<string, string>} */ (words))
  }
}
