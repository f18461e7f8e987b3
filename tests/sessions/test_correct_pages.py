"""The list of sessions, and putting one right, as a practitioner's browser uses them."""

from datetime import date, timedelta

import pytest

from diary.sessions.queries import session_with_note, sessions_of_course
from tests.sessions.made import NOW, TODAY, a_session
from tests.sessions.pages import a_form, address, value_of, words_of

pytestmark = pytest.mark.usefixtures("ten_in_the_morning")
WEEK = timedelta(days=7)


def test_the_list_shows_each_course_with_its_sessions_newest_first(bob_browser, alice, course_id):
    a_session(alice, course_id, TODAY - WEEK, points=20)
    a_session(alice, course_id, TODAY, points=24)

    page = words_of(bob_browser.get(address(alice, "/sessions")))

    assert "2 of 6 sessions." in page
    assert page.index("24 points.") < page.index("20 points.")


def test_the_pain_after_is_added_from_the_list(bob_browser, alice, course_id):
    session_id = a_session(alice, course_id)

    response = bob_browser.send_form(address(alice, f"/sessions/{session_id}/pain-after"), pain_after_15min="4")

    assert response.status_code == 303
    assert "Pain 15 minutes after: 4." in words_of(bob_browser.get(response.location))


@pytest.mark.parametrize("typed", ["", "11", "x", "-1"])
def test_a_wrong_pain_after_is_named_beside_its_session(bob_browser, alice, course_id, typed):
    session_id = a_session(alice, course_id)

    response = bob_browser.send_form(address(alice, f"/sessions/{session_id}/pain-after"), pain_after_15min=typed)

    assert response.status_code == 422
    assert f'id="pain-after-{session_id}-error"' in response.get_data(as_text=True)


def test_a_session_is_put_right(bob_browser, alice, course_id):
    session_id = a_session(alice, course_id, points=20)
    path = address(alice, f"/sessions/{session_id}")

    shown = bob_browser.get(path)
    response = bob_browser.send_form(
        path, **a_form(revision=value_of(shown, "revision"), date="2026-11-19", points="24")
    )

    kept = session_with_note(alice.id, session_id)
    assert value_of(shown, "points") == "20"
    assert response.status_code == 303
    assert (kept.day, kept.points) == (date(2026, 11, 19), 24)
    assert "20 points." in words_of(bob_browser.get(path))


def test_the_note_is_there_for_the_practitioner_who_opens_the_session(bob_browser, alice, course_id):
    session_id = a_session(alice, course_id, note="needs a rest")

    assert "needs a rest" in words_of(bob_browser.get(address(alice, f"/sessions/{session_id}")))


def test_a_correction_over_a_newer_one_is_a_conflict(bob_browser, alice, course_id):
    session_id = a_session(alice, course_id)
    path = address(alice, f"/sessions/{session_id}")
    bob_browser.send_form(path, **a_form(revision="1", points="24"))

    response = bob_browser.send_form(path, **a_form(revision="1", points="30"))

    assert response.status_code == 409


def test_a_date_too_old_to_move_is_refused_and_the_rest_stays_typed(bob_browser, alice, course_id):
    session_id = a_session(alice, course_id, TODAY - 2 * WEEK, now=NOW - 2 * WEEK)
    path = address(alice, f"/sessions/{session_id}")

    response = bob_browser.send_form(path, **a_form(revision="1", date="2026-11-05", points="7"))

    assert response.status_code == 422
    assert "The date can be changed for 7 days" in words_of(response)
    assert value_of(response, "points") == "7"


def test_cancelling_asks_first(bob_browser, alice, course_id):
    session_id = a_session(alice, course_id)

    page = bob_browser.get(address(alice, f"/sessions/{session_id}/cancel"))

    assert "Cancel session 1 of November 20, 2026?" in words_of(page)
    assert len(sessions_of_course(alice.id, course_id)) == 1


def test_cancelling_takes_the_session_out(bob_browser, alice, course_id):
    session_id = a_session(alice, course_id)

    response = bob_browser.send_form(address(alice, f"/sessions/{session_id}/cancel"))

    assert sessions_of_course(alice.id, course_id) == []
    assert "The session is cancelled." in words_of(bob_browser.get(response.location))
