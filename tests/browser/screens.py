"""Every screen of the diary: who sees it and how to get there."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser import kept

Act = Callable[[Page], None]

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


@dataclass(frozen=True)
class Screen:
    """One page in one state; braces in the path stand for what the demo clinic holds."""

    name: str
    who: str
    path: str
    act: Act = lambda page: None

    @property
    def is_patients(self) -> bool:
        return not self.path.startswith("/clinic")


def press(button: str) -> Act:
    return lambda page: page.get_by_role("button", name=button, exact=True).first.click()


def follow(link: str) -> Act:
    return lambda page: page.get_by_role("link", name=link).click()


def see(heading: str) -> Act:
    return lambda page: expect(page.get_by_role("heading", name=heading)).to_be_visible()


def save_without_number(page: Page) -> None:
    page.evaluate("() => { for (const input of document.querySelectorAll('[name=pain]')) input.checked = false }")
    press("Save")(page)


def fill_in_everything(page: Page) -> None:
    """The longest the check-in ever gets."""
    page.locator("#pain .pain-scale__cell").nth(4).click()
    page.get_by_role("radio", name="Fair").check()
    page.get_by_role("group", name="Did you take extra pain medicine?").get_by_role("radio", name="Twice").check()
    page.get_by_role("group", name="Are the injections bothering you today?").get_by_role("radio", name="Yes").check()
    for effect in ("Soreness", "Bruise"):
        page.get_by_role("checkbox", name=effect).check()
    page.get_by_text("Add a note").click()


def save_effects_without_bother(page: Page) -> None:
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    fill_in_everything(page)
    press("Save")(page)


def see_question(page: Page) -> None:
    expect(page.locator("#pain-4")).to_be_checked()


def see_words(words: str) -> Act:
    return lambda page: expect(page.get_by_text(words)).to_be_visible()


def open_numbers(page: Page) -> None:
    page.get_by_text("See the numbers").click()


def ask_the_weekly_check(page: Page) -> None:
    """On the day before a visit, with nothing answered."""
    kept.book_visit(page, in_hours=20)
    page.goto("/visit/check")
    expect(page.get_by_role("button", name="Save")).to_be_visible()


def save_nothing_asked(page: Page) -> None:
    ask_the_weekly_check(page)
    press("Save")(page)


def save_own_goal_without_words(page: Page) -> None:
    page.get_by_role("radio", name="Write my own").check()
    press("Save")(page)


def see_button(name: str) -> Act:
    return lambda page: expect(page.get_by_role("button", name=name)).to_be_visible()


def ask_to_sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out of this phone").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def save_impossible_reminders(page: Page) -> None:
    page.get_by_label("Remind me at").fill("")
    page.get_by_label("Pause until").fill("2020-01-01")
    press("Save")(page)


def turn_reminders_on(page: Page) -> None:
    """The Chromium of the tests blocks them."""
    page.get_by_role("radio", name="On").check()
    press("Save")(page)
    expect(page.get_by_role("region", name="This phone")).to_be_visible()


def see_reminders_offered(page: Page) -> None:
    """The Chromium of the tests has none to offer."""
    see("Saved.")(page)
    page.evaluate("() => { document.querySelector('[data-module=reminder-offer]').hidden = false }")
    see("Can we remind you once a day?")(page)


def see_symptoms_and_card(page: Page) -> None:
    """As a phone draws them; none is kept, so that the demo's patient reads none."""
    page.evaluate("""() => {
      for (const row of document.querySelectorAll(".flags [hidden]")) row.hidden = false
      const card = document.querySelector(".flag-card")
      card.dataset.level = "E"
      for (const words of card.querySelectorAll("[data-words]")) words.textContent = words.dataset.words
      for (const part of card.querySelectorAll("[data-level], [data-rule]")) part.hidden = !/E|UC/.test(part.dataset.level) && part.dataset.rule !== "0"
      card.showModal()
    }""")
    expect(page.get_by_role("alertdialog")).to_be_visible()


MISSING = Screen("missing page", "nobody", "/nothing")

NOBODY = [
    Screen("sign-in", "nobody", "/clinic/sign-in"),
    Screen("sign-in refused", "nobody", "/clinic/sign-in", press("Sign in")),
    Screen("signed out", "nobody", "/clinic/"),
    Screen("pair", "nobody", "/pair", see("Your code")),
    Screen("install", "iphone", "/pair", see("Put your diary on your home screen")),
    Screen("install on an iPhone", "iphone", "/install", see("Put your diary on your home screen")),
    Screen("install elsewhere", "nobody", "/install", see("Put your diary on your home screen")),
    MISSING,
]

PATIENT = [
    Screen("check-in", "patient", "/check-in/{today}"),
    Screen("check-in refused", "patient", "/check-in/{today}", save_without_number),
    Screen("check-in filled", "patient", "/check-in/{today}", fill_in_everything),
    Screen("check-in faults", "patient", "/check-in/{today}", save_effects_without_bother),
    Screen("red-flag card", "patient", "/check-in/{today}", see_symptoms_and_card),
    Screen("saved", "patient", "/saved/{today}", see("Saved.")),
    Screen("reminders offered", "patient", "/saved/{today}", see_reminders_offered),
    Screen("home", "patient", "/?closed=1"),
    Screen("days", "patient", "/days"),
    Screen("days by month", "patient", "/days?by=month"),
    Screen("one day", "patient", "/days/{today}"),
    Screen("trend", "patient", "/trend", open_numbers),
    Screen("help", "patient", "/help"),
    Screen("more", "patient", "/more"),
    Screen("settings", "patient", "/settings"),
    Screen("reminders", "patient", "/reminders"),
    Screen("reminders refused", "patient", "/reminders", save_impossible_reminders),
    Screen("reminders blocked", "patient", "/reminders", turn_reminders_on),
    Screen("sign out asked", "patient", "/settings", ask_to_sign_out),
    Screen("data", "patient", "/data"),
    Screen("who opened", "patient", "/data/log"),
    Screen("copy", "patient", "/data/copy"),
    Screen("other ways", "patient", "/reminders/ways"),
    Screen("other ways, with a link", "patient", "/reminders/ways", press("Get a calendar link")),
    Screen("sharing", "patient", "/data/sharing"),
    Screen("delete", "patient", "/data/delete"),
    Screen("deleted", "nobody", "/data/deleted"),
    Screen("visit", "patient", "/visit"),
    Screen("weekly check when it is not asked", "patient", "/visit/check"),
    Screen("question", "patient", "/visit/question", press("Save")),
    Screen("goal", "patient", "/goal"),
    Screen("change of goal", "patient", "/goal/change", save_own_goal_without_words),
    Screen("consent given", "patient", "/consent"),
    Screen("privacy", "patient", "/privacy"),
    Screen("home screen", "patient", "/install"),
]

WITHOUT_SIGNAL = [
    Screen("check-in without signal", "patient without signal", "/check-in/{today}", see_question),
    Screen("faults without signal", "patient without signal", "/check-in/{today}", save_effects_without_bother),
    Screen("saved without signal", "patient without signal", "/saved/{today}", see("Saved. Pain 4 out of 10.")),
    Screen("home without signal", "patient without signal", "/?closed=1", see("Kept back on this phone")),
    Screen("days without signal", "patient without signal", "/days", see("Your days")),
    Screen("trend without signal", "patient without signal", "/trend", see("Your pain is lower than when you started")),
    Screen("one day without signal", "patient without signal", "/days/{today}", see_words("Pain 4 out of 10")),
    Screen("help without signal", "patient without signal", "/help", see("Call 911 now if you have:")),
    Screen("data without signal", "patient without signal", "/data", see("Your data")),
    Screen("settings without signal", "patient without signal", "/settings", see("Settings")),
    Screen("reminders without signal", "patient without signal", "/reminders", see("Reminders")),
    Screen("visit without signal", "patient without signal", "/visit", see("Your next visit")),
    Screen("weekly check without signal", "patient without signal", "/visit", ask_the_weekly_check),
    Screen("weekly check refused", "patient without signal", "/visit", save_nothing_asked),
    Screen("consent without signal", "patient without signal", "/consent", see("Before you start")),
    Screen("goal without signal", "patient without signal", "/goal", see("Your goal")),
    Screen("page without signal", "patient without signal", "/privacy", see("No signal")),
    Screen("nothing on the phone", "patient of a new phone", "/", see("Your diary is not on this phone yet")),
    Screen("could not send", "patient in a café", "/?closed=1", see_button("Try again")),
    Screen("sign out", "patient in a café", "/settings", ask_to_sign_out),
]

DESK = [
    Screen("patients", "practitioner", "/clinic/"),
    Screen("nobody found", "practitioner", "/clinic/?q=nobody"),
    Screen("archived", "practitioner", "/clinic/?archived=1"),
    Screen("account", "practitioner", "/clinic/account"),
    Screen("new patient", "practitioner", "/clinic/patients/new"),
    Screen("new patient refused", "practitioner", "/clinic/patients/new", press("Save patient")),
    Screen("details", "practitioner", "{patient}/details"),
    Screen("pair a phone", "practitioner", "{patient}/pair"),
    Screen("no such code", "practitioner", "{patient}/pair", press("Continue")),
    Screen("new area", "practitioner", "{patient}/areas/new"),
    Screen("area", "practitioner", "{area}"),
    Screen("one-pager", "practitioner", "{patient}"),
    Screen("one-pager table", "practitioner", "{patient}", press("Table")),
    Screen("sessions", "practitioner", "{patient}/sessions"),
    Screen("record", "practitioner", "{patient}/sessions/new"),
    Screen("record as last time", "practitioner", "{patient}/sessions/new", follow("Same as last time")),
    Screen("record refused", "practitioner", "{patient}/sessions/new", press("Save session")),
    Screen("session", "practitioner", "{session}"),
    Screen("cancel session", "practitioner", "{session}/cancel"),
    Screen("course", "practitioner", "{course}"),
    Screen("new course", "practitioner", "{patient}/courses/new"),
    Screen("visit", "reception", "{course}/visit"),
    Screen("red flags", "practitioner", "/clinic/red-flags"),
    Screen("people", "administrator", "/clinic/people"),
    Screen("person", "administrator", "{person}"),
    Screen("practice", "administrator", "/clinic/practice"),
]

SCREENS = NOBODY + PATIENT + WITHOUT_SIGNAL + DESK


def places(desk: Page, admin: Page, today: str) -> dict[str, str]:
    """Where the demo clinic keeps what the paths name: one patient, and what belongs to her."""
    desk.goto("/clinic/")
    patient = address(desk, re.compile("^Margaret Ellis"))
    desk.goto(f"{patient}/details")
    area = address(desk, re.compile("^Change Right knee"), of="areas")
    course = address(desk, re.compile("^Change Right knee"), of="courses")
    desk.goto(f"{patient}/sessions")
    session = address(desk, re.compile("^Session 1"))
    admin.goto("/clinic/people")
    person = address(admin, re.compile("Change Tom Adeyemi"))
    return {"patient": patient, "area": area, "course": course, "session": session, "person": person, "today": today}


def address(page: Page, name: re.Pattern[str], of: str = "") -> str:
    links = page.get_by_role("link", name=name)
    found = [link.get_attribute("href") or "" for link in links.all()]
    return next(href for href in found if of in href)
