// @ts-check
import { areaNamed, endsToOffer, reliefEndedAt } from "../core/after.js"
import { fillKept } from "./kept-screen.js"
import { KeptForm } from "./kept-form.js"
import { say, show, write } from "./words.js"

/** When the relief of a session has worn off, as far as the patient can say. */
export class Relief {
  #form
  #phone
  #skew = 0
  #session = location.pathname.split("/")[3]

  /** @param {HTMLFormElement} form @param {import("./phone.js").Phone} phone */
  constructor(form, phone) {
    this.#form = form
    this.#phone = phone
    const about = () => ({ session: this.#session, area: form.dataset.areaId ?? null })
    new KeptForm(form, phone, { kind: "relief_end", read: this.#read, upon: () => this.#session, next: () => "/?closed=1", about })
    this.#fill()
  }

  async #fill() {
    await fillKept(this.#phone, async () => null, ({ facts, now, zone }) => {
      const session = facts.sessions.find(({ id }) => id === this.#session)
      if (!session) return location.replace("/")
      Object.assign(this.#form.dataset, { at: session.at, areaId: session.area })
      say(document.querySelector('[data-fill="context"]'), { n: session.number })
      const offered = endsToOffer(Date.parse(session.at), now, zone)
      const ends = /** @type {NodeListOf<HTMLInputElement>} */ (this.#form.querySelectorAll('[name="said"]'))
      for (const end of ends) show(end.closest("label"), offered.includes(end.value))
      const area = areaNamed(facts, session)
      if (area) write(this.#form.querySelector('[data-fill="area"]'), area)
    })
    this.#skew = (await (await this.#phone.store.catch(() => null))?.skew()) ?? 0
  }

  /** @param {FormData} fields @returns {import("../core/asking.js").Read} */
  #read = (fields) => {
    const said = String(fields.get("said") ?? "")
    if (!said) return { body: {}, faults: { said: "empty" } }
    const ended = reliefEndedAt(said, Date.parse(this.#form.dataset.at ?? ""), Date.now() + this.#skew, this.#phone.zone)
    return { body: { said, ended_at: new Date(ended).toISOString() }, faults: {} }
  }
}
