// @ts-check

let touched = false
for (const type of ["input", "change"]) addEventListener(type, ({ target }) => (touched ||= isField(target)))

/** Whether somebody has put something into this page; a page that fills itself in tells only its modules. */
export function isTouched() {
  return touched
}

/** @param {EventTarget | null} target */
export function isField(target) {
  return "value" in /** @type {object} */ (target)
}
