// @ts-check
import { dayOf } from "../core/today.js"
import { fillKept } from "./kept-screen.js"
import { clockTime, longDate, say, show, showWhen, write } from "./words.js"

/** What today says where no question is open. */
export class Home {
  #phone

  /** @param {HTMLElement} _element @param {import("./phone.js").Phone} phone */
  constructor(_element, phone) {
    this.#phone = phone
    phone.addEventListener("state", this.#fill)
    this.#fill()
  }

  #fill = async () => {
    await fillKept(this.#phone, (known) => {
      const asked = new URLSearchParams(location.search).get("closed") ?? ""
      const { line } = dayOf(/^\d{4}-/.test(asked) ? { ...known, day: asked } : known)
      draw(dayOf(known), line)
    })
  }
}

/** @param {import("../core/today.js").Day} today @param {string | null} line */
function draw({ today, courses, savedAt, openYesterday }, line) {
  write(hook("day"), longDate(today))
  showWhen(/** @type {HTMLElement} */ (document.querySelector("main")), line)
  if (savedAt) say(hook("already"), { time: clockTime(savedAt) })
  show(hook("already"), savedAt)
  show(hook("yesterday"), openYesterday)
  hook("fill-in")?.setAttribute("href", `/check-in/${openYesterday}`)
  for (const [name, isShown] of /** @type {const} */ ([["check-in", !savedAt], ["change", savedAt]])) {
    hook(name)?.setAttribute("href", `/check-in/${today}`)
    show(hook(name), courses.length && isShown)
  }
}

/** @param {string} name */
function hook(name) {
  return document.querySelector(`[data-fill="${name}"]`)
}
