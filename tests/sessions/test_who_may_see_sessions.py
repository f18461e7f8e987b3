"""Sessions are for the practitioners of the patient's own practice, and nobody else learns that they exist."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from diary.audit.models import AuditEvent
from diary.db import db
from diary.sessions.queries import open_courses, session_with_note, sessions_of_course
from tests.factories import a_patient
from tests.sessions.made import a_course, a_session

PAGES = [
    "/sessions",
    "/sessions/new",
    "/sessions/{session}",
    "/sessions/{session}/cancel",
    "/courses/new",
    "/courses/{course}",
]
WRITES = [
    "/sessions/new",
    "/sessions/{session}",
    "/sessions/{session}/pain-after",
    "/sessions/{session}/cancel",
    "/courses/new",
    "/courses/{course}",
    "/courses/{course}/end",
]
FORM = {
    "id": str(uuid4()),
    "revision": "1",
    "date": "2026-11-13",
    "time": "09:20",
    "areas": ["Right knee"],
    "techniques": ["injections"],
    "solution": "Dextrose",
    "anaesthetic": "none",
    "pain_after_15min": "4",
    "condition": "scar",
    "planned_sessions": "3",
}


@pytest.fixture
def course_id(alice):
    return a_course(alice)


@pytest.fixture
def session_id(alice, course_id):
    return a_session(alice, course_id)


@pytest.fixture
def address(alice, course_id, session_id):
    def of(path, patient_id=alice.id):
        return f"/clinic/patients/{patient_id}" + path.format(session=session_id, course=course_id)

    return of


@pytest.fixture
def nothing_changed(alice, course_id, session_id):
    """Fails a test after which Alice's course or session reads differently."""
    before = (open_courses(alice.id), session_with_note(alice.id, session_id))
    yield
    assert (open_courses(alice.id), session_with_note(alice.id, session_id)) == before
    assert len(sessions_of_course(alice.id, course_id)) == 1


def test_charlie_learns_nothing_from_any_page(charlie_browser, address):
    for path in PAGES:
        response = charlie_browser.get(address(path))
        missing = charlie_browser.get(address(path, uuid4()))

        assert response.status_code == missing.status_code == 404, path
        assert response.data == missing.data, path


def test_charlie_changes_nothing(charlie_browser, address, nothing_changed):
    for path in WRITES:
        response = charlie_browser.send_form(address(path), **FORM)
        missing = charlie_browser.send_form(address(path, uuid4()), **FORM)

        assert response.status_code == missing.status_code == 404, path
        assert response.data == missing.data, path


@pytest.mark.parametrize("browser_of", ["reception_browser", "administrator_browser"])
def test_the_rest_of_the_staff_may_not_use_them(request, address, browser_of, nothing_changed):
    staff = request.getfixturevalue(browser_of)

    assert {staff.get(address(path)).status_code for path in PAGES} == {403}
    assert {staff.send_form(address(path), **FORM).status_code for path in WRITES} == {403}


def test_a_patient_is_asked_to_sign_in_as_staff(alice_browser, address):
    responses = [alice_browser.get(address(path)) for path in PAGES]

    assert {response.status_code for response in responses} == {303}
    assert all(response.location.startswith("/clinic/sign-in") for response in responses)


def test_nobody_changes_anything(browser, address, nothing_changed):
    assert {browser.send_form(address(path), **FORM).status_code for path in WRITES} == {401}


def test_the_session_of_one_patient_is_not_found_at_another(bob_browser, practice, address, nothing_changed):
    stefan = a_patient(practice, name="Stefan Ilić")

    answers = {
        path: bob_browser.send_form(address(path, stefan.id), **FORM).status_code for path in WRITES if "{" in path
    }

    assert set(answers.values()) == {404}


def test_opening_a_page_is_in_the_log(bob_browser, bob, alice, address):
    for path in PAGES:
        bob_browser.get(address(path))

    events = db.session.execute(
        select(AuditEvent.actor_id, AuditEvent.patient_id).where(AuditEvent.action == "sessions_opened")
    ).all()
    assert events == [(bob.id, alice.id)] * len(PAGES)
