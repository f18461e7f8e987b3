// @ts-check

/** @type {Set<string>} the names of the fields, those included that were filled in before this script came */
const touched = new Set()
for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input, textarea"))) {
  if (field.value !== field.defaultValue || field.checked !== field.defaultChecked) touched.add(field.name)
}
if (document.querySelector(".error:not([hidden])")) touched.add("") // given back with its faults, and with what was typed
for (const type of ["input", "change"]) addEventListener(type, ({ target }) => isField(target) && touched.add(/** @type {HTMLInputElement} */ (target).name))

/**
 * Whether somebody has put something into this page, or into the fields of this name; a page that fills itself in tells only
 * its modules.
 * @param {string} [name]
 */
export function isTouched(name) {
  return name === undefined ? touched.size > 0 : touched.has(name)
}

/** @param {EventTarget | null} target */
export function isField(target) {
  return "value" in /** @type {object} */ (target)
}
