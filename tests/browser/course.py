"""A patient's phone and her clinic taken through a course: the server's clock and the phone's move together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, expect

from diary.accounts.domain import PHONE
from diary.accounts.login_actions import start_phone_login
from diary.db import db
from diary.practice.consent import VERSION
from diary.practice.models import Consent, Patient
from tests.browser import kept
from tests.browser.conftest import DESK, watched
from tests.browser.server import Site
from tests.factories import a_device, a_patient, an_area
from tests.factories import kept as row
from tests.sessions.pages import a_form
from tests.sweeps.people import Practice
from tests.sweeps.server import Server
from tests.today.days import a_course

ZONE = ZoneInfo("America/Toronto")
FIRST = date(2026, 10, 6)  # a Tuesday; clocks go back in the fourth week
SESSION_TIME = time(10)
# What a form of the phone would keep, without its form.
KEEP = f"""async (said) => {{ {kept.OPEN}
  const area = (await store.facts()).areas[0].id
  const {{ timeZone: zone }} = Intl.DateTimeFormat().resolvedOptions()
  await store.keep([newVersion({{ area, ...said }}, {{ now: Date.now(), skew: await store.skew(), zone, app: "1" }})])
}}"""
COUNT_TAPS = (
    "addEventListener('touchstart', () => { sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1 }, true)"
)
# A worker's clock cannot be moved: on this phone, as on an iPhone, it sends nothing by itself.
NO_SENDING_WHEN_CLOSED = "delete ServiceWorkerRegistration.prototype.sync"
ALL_SENT = f"async () => (await ({kept.STATES})()).every((state) => state === 'sent')"
SAVES = f"async () => {{ {kept.OPEN} return (await store.versions()).map(({{ version }}) => version) }}"


def day_of(place: int) -> date:
    """A day counted from the first."""
    return FIRST + timedelta(days=place)


def moment(place: int, wall: time) -> datetime:
    """When the clock on the patient's wall shows this on that day."""
    return datetime.combine(day_of(place), wall, ZONE)


@dataclass
class Walk:
    """The patient, her phone, her practitioner's desk, and how much she has saved so far."""

    practice: Practice
    new_phone: Callable[..., Page]
    desk: Page
    phone: Page = field(init=False)
    patient: UUID = field(init=False)
    course: UUID = field(init=False)
    has_signal: bool = True
    saves: int = 0
    taps: dict[str, int] = field(default_factory=dict)  # by what was done with them

    def __post_init__(self) -> None:
        """Enrol her, with the first visit booked."""
        self.phone = self.new_phone()
        for script in (COUNT_TAPS, NO_SENDING_WHEN_CLOSED):
            self.phone.context.add_init_script(script)
        self.be_at(0, time(9))
        now = self.practice.now
        with self.practice.app.app_context():
            patient = a_patient(self.practice.practice, enrolled_on=FIRST, created_at=now)
            area = an_area(patient, name="Right knee", area_group="joint")
            course = a_course(patient, area, opened_at=now, next_visit_at=moment(7, SESSION_TIME))
        self.patient, self.course = patient.id, course.id

    @property
    def record(self) -> str:
        """Where the clinic keeps her."""
        return f"/clinic/patients/{self.patient}"

    def be_at(self, place: int, wall: time) -> None:
        """Let the time come, at the clinic and on the phone, which is on no page of the diary that might just be sending."""
        if self.has_signal:
            self.phone.goto("/healthz")
        at = moment(place, wall)
        self.practice.server.clock.move_to(at)
        self.phone.context.clock.set_system_time(at)

    def sign_in(self, phone: Page) -> None:
        """She agreed before, and this phone is hers."""
        with self.practice.app.app_context():
            patient = db.session.get_one(Patient, self.patient)
            token = start_phone_login(a_device(patient).id, now=self.practice.now)
            words = {"wording": "as it was", "wording_version": VERSION, "language": "en"}
            agreed = {"patient_id": self.patient, "agreed": True, "answered_at": self.practice.now, "device_id": None}
            row(Consent(id=uuid4(), **words, **agreed))
        phone.context.add_cookies(
            [{"name": PHONE.cookie_name(secure=False), "value": token, "url": self.practice.server.url}]
        )

    def open_desk(self, path: str) -> None:
        """Bob, who has just signed in, opens a page of hers."""
        cookies = self.practice.desk().cookies
        self.desk.context.add_cookies([{"name": "staff", "value": cookies["staff"], "url": self.practice.server.url}])
        self.desk.goto(self.record + path)

    def lose_signal(self) -> None:
        self.phone.context.set_offline(True)
        self.has_signal = False

    def find_signal(self) -> None:
        self.phone.context.set_offline(False)
        self.has_signal = True

    def record_session(self, place: int, *, is_last: bool = False) -> None:
        """The desk's form, filled in and sent without a screen."""
        self.be_at(place, time(10, 15))
        when = {"date": day_of(place).isoformat(), "time": f"{SESSION_TIME:%H:%M}"}
        then = {} if is_last else {"next_date": day_of(place + 7).isoformat(), "next_time": f"{SESSION_TIME:%H:%M}"}
        done = {"areas": "Right knee", "techniques": "injections", "next_date": "", "next_time": ""}
        page = f"{self.record}/sessions/new"
        self.practice.desk().send(page, page, **a_form(**when | done | then))

    def keep(self, place: int, kind: str = "entry", wall: time = time(20), **body: Any) -> None:
        """Save what a screen would, on a phone that has any page open."""
        self.be_at(place, wall)
        owner = {} if kind == "entry" else {"area": None}
        self.phone.evaluate(KEEP, owner | {"kind": kind, "for_day": day_of(place).isoformat(), "body": body})
        self.saves += 1

    def open(self, path: str) -> None:
        self.phone.goto(path)
        self.phone.locator("html:not([data-opening])").wait_for()

    def follow_reminder(self) -> None:
        """A tap on the notification: here on its address, on an empty page."""
        self.begin_to_count()
        self.phone.evaluate("""() => {
          const link = document.createElement("a")
          Object.assign(link, { href: "/", id: "reminder", textContent: "Diary" })
          document.body.replaceChildren(link)
        }""")
        self.phone.locator("#reminder").tap()
        self.phone.locator("html:not([data-opening]) #pain").wait_for()
        self.phone.wait_for_load_state()

    def begin_to_count(self) -> None:
        self.phone.evaluate("() => { sessionStorage.taps = 0 }")

    def count_taps(self, task: str) -> None:
        self.taps[task] = self.phone.evaluate("() => Number(sessionStorage.taps)")

    def tap_number(self, number: int, question: str = "pain") -> None:
        self.phone.locator(f"#{question} .pain-scale__cell").nth(number).tap()

    def choose(self, question: str, answer: str) -> None:
        group = self.phone.get_by_role("group", name=question)
        group.get_by_role("radio", name=answer, exact=True).tap()

    def tick(self, answer: str) -> None:
        self.phone.get_by_role("checkbox", name=answer, exact=True).first.tap()

    def save(self, saves: int = 1) -> None:
        """Tap Save; the phone keeps this many saves."""
        self.phone.get_by_role("button", name="Save").tap()
        self.saves += saves

    def check_in(self, place: int, number: int, wall: time = time(20)) -> None:
        """The number alone."""
        self.be_at(place, wall)
        self.follow_reminder()
        self.tap_number(number)
        self.save()
        self.see(f"Saved. Pain {number} out of 10.")
        self.count_taps("number alone")

    def see(self, words: str) -> None:
        expect(self.phone.get_by_text(words).locator("visible=true").first).to_be_visible()

    def see_saved(self) -> None:
        """The screen after the answers about a session."""
        expect(self.phone.get_by_role("heading", name="Saved", exact=True)).to_be_visible()

    def wait_until_sent(self) -> None:
        kept.wait_until(self.phone, ALL_SENT)

    def wait_until_heard(self, place: int) -> None:
        """Until the phone knows of the session of that day."""
        day = day_of(place).isoformat()
        known = (
            f"async () => {{ {kept.OPEN} return (await store.facts()).sessions.some(({{ day }}) => day === '{day}') }}"
        )
        kept.wait_until(self.phone, known)


@contextmanager
def lived(chromium: Browser, folder: Path) -> Iterator[Walk]:
    """A clinic of its own whose time a test moves, with one patient on her first morning."""
    server = Server(folder)
    practice = Practice(server)
    server.start()
    site = Site(server.url, server.folder, server.env)
    try:
        with watched(chromium) as new_context:
            looks = {"has_touch": True, "timezone_id": ZONE.key}
            yield Walk(
                practice,
                lambda **more: new_context(site, **looks | more).new_page(),
                new_context(site, viewport=DESK).new_page(),
            )
    finally:
        server.kill()
        practice.close()
