// @ts-check
import { show } from "./words.js"

/** @param {HTMLFormElement} form @returns {NodeListOf<HTMLInputElement>} */
function fieldsOf(form) {
  return form.querySelectorAll("textarea, input:not([type=hidden])")
}

/** @param {HTMLInputElement} field */
function isChoice(field) {
  return field.matches("[type=radio], [type=checkbox]")
}

/**
 * What stands in the form, as `type` fills it in.
 * @param {HTMLFormElement} form
 */
export function typedIn(form) {
  /** @type {Record<string, string[]>} */
  const typed = {}
  for (const field of fieldsOf(form)) if (field.checked || (!isChoice(field) && field.value)) (typed[field.name] ??= []).push(field.value)
  return typed
}

/**
 * Fill the form in as somebody did before, or as it was saved.
 * @param {HTMLFormElement} form
 * @param {Record<string, string | string[]>} typed
 * @param {(name: string) => boolean} [mayType] - which fields; all of them, unless given
 */
export function type(form, typed, mayType = () => true) {
  for (const field of fieldsOf(form)) {
    const values = [typed[field.name] ?? []].flat()
    if (!mayType(field.name)) continue
    if (isChoice(field)) field.checked = values.includes(field.value)
    else field.value = values[0] ?? ""
  }
  if (typed.note) form.querySelector("details")?.setAttribute("open", "")
  for (const module of form.querySelectorAll("[data-module]")) module.dispatchEvent(new Event("change", { bubbles: true }))
}

/**
 * Fill in what was begun and not saved, and say so where it differs from what stood there.
 * @param {HTMLFormElement} form
 * @param {Record<string, string[]>} typed
 */
export function typeBegun(form, typed) {
  const before = JSON.stringify(typedIn(form))
  type(form, typed)
  sayBegun(form, JSON.stringify(typedIn(form)) !== before)
}

/** @param {HTMLFormElement} form @param {boolean} isBegun */
export function sayBegun(form, isBegun) {
  show(form.querySelector('[data-part="begun"]'), isBegun)
}
