"""Booking the next visit as reception does it, who reads nothing about health."""

from datetime import UTC, datetime, timedelta

import pytest

from diary.audit.models import AuditEvent
from diary.db import db
from diary.errors import Conflict, NotFound
from diary.sessions.course_actions import book_visit, end_course
from diary.sessions.queries import course_of
from tests.factories import a_patient
from tests.sessions.made import BY_BOB, NOW, a_course, at_toronto, record_of
from tests.sessions.pages import address, value_of, words_of

pytestmark = pytest.mark.usefixtures("ten_in_the_morning")
WEEK = timedelta(days=7)


@pytest.fixture
def path(alice, course_id):
    return address(alice, f"/courses/{course_id}/visit")


def booked(alice, course_id):
    db.session.rollback()
    return course_of(alice.id, course_id).next_visit_at


def traces(*actions):
    return [row.action for row in db.session.scalars(db.select(AuditEvent)) if row.action in actions]


def test_reception_books_the_next_visit(reception_browser, alice, course_id, path):
    response = reception_browser.send_form(path, next_date="2026-11-27", next_time="14:05")

    assert response.location == f"/clinic/patients/{alice.id}/details?done=booked"
    assert booked(alice, course_id) == datetime(2026, 11, 27, 19, 5, tzinfo=UTC)
    assert traces("visit_booked", "visit_taken_out") == ["visit_booked"]
    assert "Next visit Fri Nov 27, 2:05 pm" in words_of(reception_browser.get(response.location))


def test_the_page_shows_what_is_booked_and_nothing_about_health(reception_browser, path):
    page = reception_browser.get(path)

    assert (value_of(page, "next_date"), value_of(page, "next_time")) == ("2026-11-20", "09:20")
    assert "Joint pain" not in page.text
    assert traces("visit_viewed") == ["visit_viewed"]


def test_both_left_empty_take_the_visit_out(reception_browser, alice, course_id, path):
    response = reception_browser.send_form(path, next_date="", next_time="")

    assert response.status_code == 303
    assert booked(alice, course_id) is None
    assert traces("visit_booked", "visit_taken_out") == ["visit_taken_out"]


def test_the_same_visit_again_leaves_no_trace(reception_browser, path):
    reception_browser.send_form(path, next_date="2026-11-20", next_time="09:20")

    assert traces("visit_booked", "visit_taken_out") == []


FAULTS = [
    ("2027-03-14", "02:30", "The clocks skip this time on that day. Choose another time."),
    ("2026-11-19", "09:20", "Date must be today or later."),
    ("", "09:20", "Choose a date."),
    ("2026-11-27", "", "Choose a time, such as 9:20."),
    ("tomorrow", "25:00", "Choose a date."),
]


def test_every_fault_is_named_and_what_was_typed_stays(reception_browser, alice, course_id, path):
    for day, clock, message in FAULTS:
        response = reception_browser.send_form(path, next_date=day, next_time=clock)

        assert response.status_code == 422, message
        assert message in words_of(response)
        assert (value_of(response, "next_date"), value_of(response, "next_time")) == (day, clock)
    assert booked(alice, course_id) == at_toronto(NOW.date())


def test_an_ended_course_takes_no_visit(reception_browser, alice, course_id, path):
    end_course(record_of(alice), course_id, actor=BY_BOB, now=NOW)

    shown = reception_browser.get(path)
    sent = reception_browser.send_form(path, next_date="2026-11-27", next_time="14:05")

    assert [shown.status_code, sent.status_code] == [404, 404]
    with pytest.raises(Conflict):
        book_visit(record_of(alice), course_id, NOW + WEEK, actor=BY_BOB, now=NOW)


def test_the_course_of_another_patient_is_not_found(reception_browser, practice, alice, course_id):
    stefan = a_patient(practice, name="Stefan Ilić")

    response = reception_browser.send_form(
        address(stefan, f"/courses/{course_id}/visit"), next_date="2026-11-27", next_time="14:05"
    )

    assert response.status_code == 404
    with pytest.raises(NotFound):
        book_visit(record_of(stefan), course_id, NOW + WEEK, actor=BY_BOB, now=NOW)
    assert booked(alice, course_id) == at_toronto(NOW.date())


def test_every_member_of_the_staff_finds_the_way(reception_browser, administrator_browser, bob_browser, alice, path):
    for browser in (reception_browser, administrator_browser, bob_browser):
        for page in ("/clinic/", address(alice, "/details")):
            assert f'href="{path}"' in browser.get(page).text


def test_a_patient_without_a_visit_is_booked_from_the_list(reception_browser, practice):
    joan = a_patient(practice, name="Joan Pettigrew")
    nobody_yet = a_patient(practice, name="Stefan Ilić")
    course = a_course(joan)

    page = reception_browser.get("/clinic/").text

    assert f'href="{address(joan, f"/courses/{course}/visit")}"' in page
    assert f"{nobody_yet.id}/courses/" not in page
