"""Courses, sessions and check-ins for the tests of the patient's pages; name only what matters."""

from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from werkzeug.test import TestResponse

from diary.db import db
from diary.entries.models import Entry, Version
from diary.practice.models import Area, Patient
from diary.sessions.models import Course, TreatmentSession
from tests.factories import kept

TUESDAY = date(2026, 11, 17)
MONDAY = TUESDAY - timedelta(days=1)
FRIDAY = date(2026, 11, 13)


def a_course(patient: Patient, area: Area, **changes: Any) -> Course:
    facts = {"condition": "joint_pain", "planned_sessions": 6, "opened_at": datetime(2026, 11, 1, 15, tzinfo=UTC)}
    return kept(Course(**{"id": uuid4(), "patient_id": patient.id, "area_id": area.id} | facts | changes))


def a_session(course: Course, day: date, hour: int = 15, **changes: Any) -> TreatmentSession:
    """Injections on a day at ten in the morning in Toronto."""
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    facts = {
        "at": at,
        "day": day,
        "zone": "America/Toronto",
        "injections": True,
        "spg_bath": False,
        "areas": "Right knee",
        "solution": "Dextrose 5%",
        "anaesthetic": "none",
        "created_at": at,
        "recorded_at": at,
    }
    owner = {"id": uuid4(), "patient_id": course.patient_id, "course_id": course.id}
    return kept(TreatmentSession(**owner | facts | changes))


def shown() -> list[Entry]:
    """What the days show now, the oldest first."""
    db.session.rollback()
    return list(db.session.scalars(select(Entry).order_by(Entry.for_day)))


def versions() -> list[Version]:
    db.session.rollback()
    return list(db.session.scalars(select(Version).order_by(Version.revision)))


class Fields(HTMLParser):
    """What a browser would send of a page's form: hidden values and what is checked or typed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self.writing: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "textarea":
            self.writing = found["name"]
            self.values[self.writing or ""] = ""
        kind = found.get("type", "text")
        if tag == "input" and (kind not in ("radio", "checkbox") or "checked" in found):
            self.add(found["name"] or "", found.get("value") or "", several=kind == "checkbox")

    def add(self, name: str, value: str, *, several: bool) -> None:
        self.values[name] = [*self.values.get(name, []), value] if several else value

    def handle_data(self, data: str) -> None:
        if self.writing:
            self.values[self.writing] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.writing = None


def sent_from(response: TestResponse, **answers: Any) -> dict[str, Any]:
    """The page's form as a browser without script sends it, with these answers."""
    values = Fields(response.text).values | answers
    return {name: value for name, value in values.items() if name != "csrf_token"}


def save(browser: Any, day: date = TUESDAY, **answers: Any) -> TestResponse:
    """Open the form of a day, answer, and save."""
    page = browser.get(f"/check-in/{day}")
    return browser.send_form(f"/check-in/{day}", **sent_from(page, **answers))
