"""After a save: the number and how complete the diary is, and a home that never asks twice."""

from datetime import timedelta

from diary.db import db
from diary.practice.models import Patient
from tests.today.days import FRIDAY, MONDAY, TUESDAY, a_session, save


def enrolled(day) -> None:
    db.session.execute(db.update(Patient).values(enrolled_on=day))
    db.session.commit()


def test_a_save_is_answered_with_the_number_and_a_count(at_check_in, course):
    a_session(course, FRIDAY)
    enrolled(FRIDAY - timedelta(days=7))
    save(at_check_in, MONDAY, pain="5")
    save(at_check_in, pain="4")

    page = at_check_in.get(f"/saved/{TUESDAY}").text

    assert "Saved. Pain 4 out of 10." in page
    assert "That is 2 days out of 5 since your last session." in page
    assert 'role="status"' in page


def test_before_the_first_session_days_count_from_the_enrolment(at_check_in):
    enrolled(MONDAY)
    save(at_check_in, pain="4")

    page = at_check_in.get(f"/saved/{TUESDAY}").text

    assert "That is 1 day out of 2 before your first session." in page


def test_an_open_yesterday_is_offered_and_never_blocks(at_check_in):
    enrolled(MONDAY)
    save(at_check_in, pain="4")

    assert 'href="/check-in/2026-11-16">You can still fill in yesterday.' in at_check_in.get(f"/saved/{TUESDAY}").text

    save(at_check_in, MONDAY, pain="4")
    assert 'href="/check-in/2026-11-16"' not in at_check_in.get(f"/saved/{TUESDAY}").text


def test_a_worst_below_the_average_is_offered_to_be_changed(at_check_in, alice):
    db.session.execute(db.update(Patient).values(asks_worst=True))
    db.session.commit()

    response = save(at_check_in, pain="6", worst="3")

    assert response.status_code == 303
    assert 'data-fill="lower">' in at_check_in.get(f"/saved/{TUESDAY}").text


def test_nothing_saved_leads_back_to_the_question(at_check_in):
    assert at_check_in.get(f"/saved/{TUESDAY}").location == "/"


def test_home_says_when_today_was_saved(at_check_in):
    save(at_check_in, pain="4")

    page = at_check_in.get("/").text

    assert "You checked in at 7:05 pm. You can change it." in page
    assert "<form" not in page


def test_of_a_day_that_is_closed_home_does_not_say_that_it_can_be_changed(at_check_in, clock_hands):
    save(at_check_in, pain="4")
    clock_hands.shift(timedelta(hours=34))

    page = at_check_in.get(f"/check-in/{TUESDAY}").text

    assert "This day is closed." in page
    assert 'data-fill="other-day">Tuesday, November 17</p>' in page
    assert "You can change it." not in page


def test_close_leads_home_without_a_save(at_check_in):
    page = at_check_in.get("/?closed=1").text

    assert "You have not checked in today." in page
    assert "<form" not in page


def test_yesterdays_number_is_nowhere_on_the_question(at_check_in):
    save(at_check_in, MONDAY, pain="9", note="secret words")

    page = at_check_in.get("/").text

    assert "secret words" not in page
    assert '" checked' not in page
