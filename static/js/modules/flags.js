// @ts-check

/**
 * The red flags of a form: the symptoms to ask about, and the card. What it takes is fetched once somebody begins to fill
 * the form in.
 *
 * The form holds `effects/_flags.html`, names its day in `data-day`, and asks how much an effect bothers with fields named
 * `bother_{effect}`; a "no" to `bothered` takes them all back. Ticked symptoms are its fields named `symptoms`. When a card
 * is shown the form hears of it by an event "flag": what it holds is to be kept as far as it can be.
 */
export class Flags {
  /** @param {HTMLElement} element @param {import("./phone.js").Phone} phone */
  constructor(element, phone) {
    const form = /** @type {HTMLFormElement} */ (element.closest("form"))
    form.addEventListener("change", async () => {
      const cards = await import("./flag-cards.js").catch(() => null) // no signal, and not kept yet: the next change asks again
      cards?.FlagForm.of(form, element, phone).match()
    })
  }
}
