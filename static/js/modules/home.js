// @ts-check
import { fillKept } from "./kept-screen.js"
import { longDate, say, sayAlready, show, showWhen, write } from "./words.js"

/** What today says where no question is open. */
export class Home {
  #phone
  /** @type {import("./flag-cards.js").FlagCards | undefined} */ #cards

  /** @param {HTMLElement} _element @param {import("./phone.js").Phone} phone */
  constructor(_element, phone) {
    this.#phone = phone
    phone.addEventListener("state", this.#fill)
    this.#fill()
  }

  #fill = async () => {
    const load = () => Promise.all([import("../core/today.js"), import("../core/after.js"), import("../core/visit.js")])
    await fillKept(this.#phone, load, (known, [{ dayOf }, { sessionDue }, { visitOf }]) => {
      const asked = new URLSearchParams(location.search).get("closed") ?? ""
      const { line } = dayOf(/^\d{4}-/.test(asked) ? { ...known, day: asked } : known)
      draw(dayOf(known), line)
      drawAfter(sessionDue(known))
      const { checkIsOpen, answered } = visitOf(known)
      show(hook("check"), checkIsOpen && !answered)
    })
    const known = await this.#phone.known().catch(() => null)
    if (known) this.#warn(known).catch(reportError)
  }

  /** A red-flag card that the phone ended with its page was not read. @param {import("../core/flag-facts.js").Known} known */
  async #warn(known) {
    const { FlagCards } = await import("./flag-cards.js")
    this.#cards ??= new FlagCards(/** @type {HTMLElement} */ (document.getElementById("main")), this.#phone)
    this.#cards.checkUnread(known)
  }
}

/** @param {import("../core/today.js").Day} day @param {string | null} line */
function draw(day, line) {
  const { today, courses, savedAt, openYesterday, reliefMayEnd } = day
  show(hook("relief"), reliefMayEnd)
  hook("relief")?.firstElementChild?.setAttribute("href", `/after/relief/${reliefMayEnd?.id}`)
  write(hook("day"), longDate(today))
  showWhen(/** @type {HTMLElement} */ (document.querySelector("main")), line)
  sayAlready(hook("already"), day)
  show(hook("already"), savedAt && !line) // which would be said of another day
  show(hook("yesterday"), openYesterday)
  hook("fill-in")?.setAttribute("href", `/check-in/${openYesterday}`)
  for (const [name, isShown] of /** @type {const} */ ([["check-in", !savedAt], ["change", savedAt]])) {
    hook(name)?.setAttribute("href", `/check-in/${today}`)
    show(hook(name), courses.length && isShown)
  }
}

/** The question after a session, while it is open. @param {import("../core/today.js").Session | null} session */
function drawAfter(session) {
  const link = hook("after")
  if (session) say(link, { n: session.number })
  link?.setAttribute("href", `/after/${session?.id}`)
  show(link, session)
}

/** @param {string} name */
function hook(name) {
  return document.querySelector(`[data-fill="${name}"]`)
}
