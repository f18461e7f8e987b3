// @ts-check

/** Writes the phone's clock and zone into the form as it is saved; without it the server uses its own. */
export class DeviceStamp {
  /** @type {HTMLFormElement} */ #form

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form
    form.addEventListener("submit", this.#stamp)
  }

  #stamp = () => {
    const now = new Date()
    this.#fill("edited_at", now.toISOString())
    this.#fill("zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "")
    this.#fill("offset_min", String(-now.getTimezoneOffset()))
  }

  #fill(/** @type {string} */ name, /** @type {string} */ value) {
    const field = this.#form.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = value
  }
}
