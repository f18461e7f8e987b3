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
    await fillKept(this.#phone, load, (known, [{ dayOf }, { sessionDue, areaNamed }, { visitOf }]) => {
      const asked = new URLSearchParams(location.search).get("closed") ?? ""
      const today = dayOf(known)
      draw(today, dayOf(/^\d{4}-/.test(asked) ? { ...known, day: asked } : known))
      const due = sessionDue(known)
      drawAbout("after", "/after", due, areaNamed(known.facts, due))
      drawAbout("relief", "/after/relief", today.reliefMayEnd, areaNamed(known.facts, today.reliefMayEnd))
      const { checkIsOpen, answered } = visitOf(known)
      show(hook("check"), checkIsOpen && !answered)
    })
    const known = await this.#phone.known().catch(() => null)
    if (known) this.#warn(known).catch(reportError)
  }

  /** A red-flag card that the phone ended with its page was not read. @param {import("../core/flag-facts.js").Known} known */
  async #warn(known) {
    const cards = await import("./flag-cards.js").catch(() => null) // no signal, and not kept yet: the next state asks again
    if (!cards) return
    this.#cards ??= new cards.FlagCards(/** @type {HTMLElement} */ (document.getElementById("main")), this.#phone)
    this.#cards.checkUnread(known)
  }
}

/** @param {import("../core/today.js").Day} day - that is today @param {import("../core/today.js").Day} asked - for which the page was opened */
function draw(day, { line, takesNumber, day: other }) {
  const { today, courses, savedAt, openYesterday } = day
  write(hook("day"), longDate(today))
  if (courses.length && !takesNumber) write(hook("other-day"), longDate(other))
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

/**
 * What can be said about a session, while it is asked.
 * @param {string} name
 * @param {string} path
 * @param {import("../core/today.js").Session | null} session
 * @param {string} area - its name, where two areas are treated
 */
function drawAbout(name, path, session, area) {
  const place = hook(name)
  const link = place?.firstElementChild ?? place
  if (session) say(link, { n: session.number, area }, area ? "-area" : "")
  link?.setAttribute("href", `${path}/${session?.id}`)
  show(place, session)
}

/** @param {string} name */
function hook(name) {
  return document.querySelector(`[data-fill="${name}"]`)
}
