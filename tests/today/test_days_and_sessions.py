"""What the form asks depends on the day: before the first session, on a session's day, and after it."""

from datetime import UTC, datetime, timedelta

import pytest

from diary.db import db
from diary.practice.models import Patient
from diary.sessions.models import Course
from tests.factories import an_area
from tests.today.days import FRIDAY, MONDAY, TUESDAY, a_course, a_session, save, sent_from, shown

RELIEF = "Is the relief from"
BOTHERED = "Are the injections bothering you today?"


def row(page: str, name: str) -> bool:
    """A row shows: all are in the page, and those not asked are hidden."""
    return f'data-row="{name}">' in page


def test_before_the_first_session_the_form_says_what_the_days_are_for(at_check_in):
    page = at_check_in.get("/").text

    assert row(page, "start")
    assert not row(page, "relief")
    assert not row(page, "effects")


def test_after_a_session_the_form_asks_for_relief_and_effects(at_check_in, course):
    a_session(course, FRIDAY)

    page = at_check_in.get("/").text

    assert "Is the relief from Friday still there?" in page
    assert row(page, "relief")
    assert row(page, "effects")
    assert not row(page, "start")


def test_relief_is_asked_until_it_is_gone(at_check_in, course, clock_hands):
    a_session(course, FRIDAY)
    clock_hands.shift(-86400)
    save(at_check_in, MONDAY, pain="4", relief="gone")
    clock_hands.shift(86400)

    page = at_check_in.get("/").text

    assert not row(page, "relief")


def test_effects_are_asked_for_seven_days(at_check_in, course):
    a_session(course, TUESDAY - timedelta(days=8))

    page = at_check_in.get("/").text

    assert not row(page, "effects")
    assert row(page, "relief")
    assert "Is the relief from Monday, November 9 still there?" in page


def test_once_its_time_has_passed_a_session_day_asks_about_the_time_since(at_check_in, course):
    a_session(course, TUESDAY)

    page = at_check_in.get("/")
    save(at_check_in, pain="3")

    assert "What was your average pain since your injections?" in page.text
    assert shown()[0].asked == "since_session"


def test_before_its_time_a_session_day_asks_as_usual(at_check_in, course):
    a_session(course, TUESDAY, hour=15, at=datetime(2026, 11, 18, 0, 30, tzinfo=UTC))

    assert "in the last 24 hours" in at_check_in.get("/").text


def test_a_bath_is_called_a_treatment(at_check_in, course):
    a_session(course, TUESDAY, injections=False, spg_bath=True)

    page = at_check_in.get("/").text

    assert "What was your average pain since your treatment?" in page
    assert "Is the treatment bothering you today?" in page
    assert 'name="effects" value="bitter_taste"' in page


def test_without_a_bath_its_effects_are_not_offered(at_check_in, course):
    a_session(course, FRIDAY)

    assert 'name="effects" value="bitter_taste"' not in at_check_in.get("/").text


def test_a_number_from_before_the_session_is_asked_again(at_check_in, course, clock_hands):
    save(at_check_in, pain="7")
    clock_hands.shift(3600)
    a_session(course, TUESDAY, at=datetime(2026, 11, 18, 0, 30, tzinfo=UTC))

    page = at_check_in.get("/")
    at_check_in.send_form(f"/check-in/{TUESDAY}", **sent_from(page, pain="3"))

    assert "since your injections" in page.text
    assert '" checked' not in page.text
    assert (shown()[0].pain, shown()[0].asked) == (3, "since_session")


def test_asking_again_keeps_what_is_not_about_the_session(at_check_in, course, clock_hands):
    a_session(course, FRIDAY)
    save(at_check_in, pain="7", sleep="3", note="Ask about work", relief="gone", bothered="yes", bother_bruise="2")
    clock_hands.shift(3600)
    a_session(course, TUESDAY, at=datetime(2026, 11, 18, 0, 30, tzinfo=UTC))

    at_check_in.send_form(f"/check-in/{TUESDAY}", **sent_from(at_check_in.get("/"), pain="3"))

    [entry] = shown()
    assert (entry.pain, entry.sleep, entry.note) == (3, 3, "Ask about work")
    assert (entry.relief, entry.bothered) == (None, None)


def test_a_second_area_is_asked_again_after_its_own_session(at_check_in, course, alice, clock_hands):
    neck = a_course(
        alice, an_area(alice, name="Neck", area_group="neck_face_scalp"), opened_at=datetime(2026, 11, 5, tzinfo=UTC)
    )
    save(at_check_in, pain="4", pain_2="8")
    clock_hands.shift(3600)
    a_session(neck, TUESDAY, at=datetime(2026, 11, 18, 0, 30, tzinfo=UTC))

    form = sent_from(at_check_in.get(f"/check-in/{TUESDAY}"))

    assert form["pain"] == "4"
    assert "pain_2" not in form


def test_only_rows_the_clinic_chose_are_shown(at_check_in, course, alice):
    a_session(course, FRIDAY)
    db.session.execute(db.update(Patient).values(asks_sleep=False, asks_effects=False, asks_worst=True))
    db.session.commit()

    page = at_check_in.get("/").text

    assert [name for name in ("sleep", "medicine", "relief", "effects", "worst", "note") if row(page, name)] == [
        "medicine",
        "relief",
        "worst",
        "note",
    ]


def test_two_open_courses_ask_two_numbers_and_the_first_is_enough(at_check_in, course, alice):
    neck = an_area(alice, name="Neck", area_group="neck_face_scalp")
    a_course(alice, neck, opened_at=datetime(2026, 11, 5, tzinfo=UTC))

    page = at_check_in.get("/").text
    first = save(at_check_in, pain="4")
    second = save(at_check_in, pain="4", pain_2="6")

    assert "Right knee" in page
    assert "Neck" in page
    assert (first.status_code, second.status_code) == (303, 303)
    assert {(entry.area_id, entry.pain) for entry in shown()} == {(course.area_id, 4), (neck.id, 6)}


def test_each_area_is_asked_about_its_own_session(at_check_in, course, alice):
    neck = an_area(alice, name="Neck", area_group="neck_face_scalp")
    a_session(a_course(alice, neck, opened_at=datetime(2026, 11, 5, tzinfo=UTC)), TUESDAY)

    save(at_check_in, pain="4", pain_2="6")

    assert {(entry.area_id, entry.asked) for entry in shown()} == {
        (course.area_id, "last_24h"),
        (neck.id, "since_session"),
    }


def test_without_a_course_the_page_says_so(alice_browser):
    page = alice_browser.get("/")

    assert page.status_code == 200
    assert "Your clinic has not started your course yet." in page.text
    assert "<form" not in page.text


def test_an_ended_course_asks_nothing(alice_browser, alice, knee):
    a_course(alice, knee, ended_at=datetime(2026, 11, 10, tzinfo=UTC))

    assert "Your course has ended. You can still see your diary." in alice_browser.get("/").text
    assert alice_browser.send_form(f"/check-in/{TUESDAY}", pain="4", pain_asked="last_24h").status_code == 422


def test_what_was_typed_while_the_course_ended_is_shown_as_not_saved(at_check_in, course):
    page = at_check_in.get(f"/check-in/{TUESDAY}")
    db.session.execute(db.update(Course).values(ended_at=datetime(2026, 11, 17, 23, tzinfo=UTC)))
    db.session.commit()

    response = at_check_in.send_form(f"/check-in/{TUESDAY}", **sent_from(page, pain="4", note="Slept on <b>it</b>"))

    assert response.status_code == 422
    assert "<title>Error: Diary</title>" in response.text
    assert "This could not be saved." in response.text
    assert "You chose 4 out of 10." in response.text
    assert "You wrote: Slept on &lt;b&gt;it&lt;/b&gt;" in response.text
    assert "Your course has ended." in response.text
    assert shown() == []


@pytest.mark.parametrize("path", ["/", f"/check-in/{TUESDAY}", f"/saved/{TUESDAY}"])
def test_nothing_is_asked_before_the_patient_agreed(stranger_browser, path):
    response = stranger_browser.get(path)

    assert (response.status_code, response.location) == (303, "/consent")
