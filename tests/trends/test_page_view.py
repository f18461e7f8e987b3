"""The practitioner opens a patient's one-pager."""

import gzip
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask.testing import FlaskClient

from diary.audit.models import AuditEvent
from diary.db import db
from diary.practice.models import Area, Patient
from diary.sessions.course_actions import open_course
from tests.entries.saves import a_save, record
from tests.factories import an_area
from tests.sessions.made import BY_BOB, a_course, a_plan, a_session, record_of
from tests.trends.margaret import FIRST, margaret

TORONTO = ZoneInfo("America/Toronto")
NOW = datetime.combine(date(2026, 11, 20), time(10), TORONTO)
MOST_BYTES = 15_000


@pytest.fixture(autouse=True)
def friday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def knee(alice: Patient) -> Area:
    return an_area(alice, name="Right knee", area_group="joint")


@pytest.fixture
def course(alice: Patient, knee: Area) -> UUID:
    return a_course(alice, area_id=knee.id)


@pytest.fixture
def whole_diary(alice: Patient, knee: Area, course: UUID) -> None:
    """Alice's diary reads like the demo patient's, day for day."""
    facts = margaret()
    for session in facts.sessions:
        a_session(alice, course, session.day, now=NOW)
    for entry in facts.entries:
        evening = datetime.combine(entry.day, time(20), TORONTO) + timedelta(hours=20 if entry.stamp == "late" else 0)
        body = {"asked": entry.asked, "sleep": entry.sleep, "medicine": entry.medicine, "goal": entry.goal}
        body["effects"] = [{"effect": one.effect, "severity": one.severity} for one in entry.effects]
        record(alice, a_save(knee, pain=entry.pain, body=body, for_day=entry.day, edited_at=evening), now=evening)


def address(alice: Patient, query: str = "") -> str:
    return f"/clinic/patients/{alice.id}{query}"


def test_the_line_under_the_name_leads_to_the_details(bob_browser: FlaskClient, alice, course):
    page = bob_browser.get(address(alice)).text

    link = page.split(f'href="{address(alice, "/details")}">', 1)[1].split("</a>", 1)[0]
    assert link.startswith('<span class="visually-hidden no-print">Details: </span>')
    assert "Right knee" in link


def test_the_page_says_what_the_diary_adds_up_to(bob_browser: FlaskClient, alice, whole_diary):
    page = bob_browser.get(address(alice)).text

    assert "Pain is down 43% from baseline. Relief after the last session lasted 5 days, up from 1." in page
    assert "Diary kept 38/" in page
    assert "Record session 6" in page


def test_the_page_is_small(bob_browser: FlaskClient, alice, whole_diary):
    response = bob_browser.get(address(alice), headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.data) <= MOST_BYTES
    assert len(gzip.decompress(response.data)) > len(response.data)


def test_the_page_of_a_new_patient_opens(bob_browser: FlaskClient, alice):
    response = bob_browser.get(address(alice))

    assert response.status_code == 200
    assert "No entries yet" in response.text


def test_opening_it_is_written_down(bob_browser: FlaskClient, alice, bob):
    bob_browser.get(address(alice))

    [seen] = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "patient_opened"))
    assert (seen.patient_id, seen.actor_id, seen.practice_id) == (alice.id, bob.id, alice.practice_id)


def test_a_practitioner_elsewhere_learns_nothing(charlie_browser: FlaskClient, alice, whole_diary):
    foreign, missing = charlie_browser.get(address(alice)), charlie_browser.get(f"/clinic/patients/{uuid4()}")

    assert (foreign.status_code, foreign.data) == (404, missing.data)
    assert db.session.scalar(db.select(db.func.count()).where(AuditEvent.action == "patient_opened")) == 0


def test_reception_does_not_read_diaries(reception_browser: FlaskClient, alice):
    assert reception_browser.get(address(alice)).status_code == 403


def test_a_patients_phone_does_not_open_it(alice_browser: FlaskClient, alice):
    assert alice_browser.get(address(alice)).status_code == 303


def test_another_course_opens_by_its_address(bob_browser: FlaskClient, alice, course):
    neck = an_area(alice, name="Neck", area_group="neck_face_scalp")
    open_course(record_of(alice), neck.id, a_plan(), actor=BY_BOB, now=NOW)

    assert "Right knee. Course of 6" in bob_browser.get(address(alice, f"?course={course}")).text
    assert "Neck. Course of 6" in bob_browser.get(address(alice)).text


@pytest.mark.parametrize("wanted", ["nonsense", "", "0", "%00", str(FIRST)])
def test_an_address_that_names_no_course_is_missing(bob_browser: FlaskClient, alice, course, wanted: str):
    assert bob_browser.get(address(alice, f"?course={wanted}")).status_code == 404


def test_what_patients_type_is_shown_and_never_run(bob_browser: FlaskClient, alice, knee, course):
    evening = datetime.combine(date(2026, 11, 19), time(20), TORONTO)
    body = {"note": "<script>alert(1)</script>"}
    record(alice, a_save(knee, body=body, for_day=evening.date(), edited_at=evening), now=evening)

    page = bob_browser.get(address(alice)).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
