// @ts-check

/**
 * What stands in the form, as `type` fills it in.
 * @param {HTMLFormElement} form
 */
export function typedIn(form) {
  /** @type {Record<string, string[]>} */
  const typed = {}
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(":checked, [name=other], [name=note]"))
  for (const { name, value } of fields) (typed[name] ??= []).push(value)
  return typed
}

/**
 * Fill the form in as somebody did before.
 * @param {HTMLFormElement} form
 * @param {Record<string, string | string[]>} typed
 * @param {(name: string) => boolean} [mayType] - which fields; all of them, unless given
 */
export function type(form, typed, mayType = () => true) {
  for (const field of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
    const value = typed[field.name]
    if (!mayType(field.name)) continue
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = value !== undefined && [value].flat().includes(field.value)
    else if (["other", "note"].includes(field.name)) field.value = String(value ?? "")
  }
  if (typed.note) form.querySelector("details")?.setAttribute("open", "")
  for (const module of form.querySelectorAll("[data-module]")) module.dispatchEvent(new Event("change", { bubbles: true }))
}
