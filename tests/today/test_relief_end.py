"""Relief that has worn off is said once, in words, and then asked about no more."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from diary.db import db
from diary.effects.queries import relief_ends
from diary.practice.models import Patient
from tests.entries.saves import a_save, record
from tests.today.days import MONDAY, TUESDAY, Fields, a_session, save, sent_from, versions

EVER = (TUESDAY - timedelta(days=30), TUESDAY + timedelta(days=30))
OFFER = "My relief has worn off"


@pytest.fixture
def session(course):
    """Alice's knee was injected this morning at ten."""
    return a_session(course, TUESDAY)


def say_when(browser, session, **answers):
    page = browser.get(f"/after/relief/{session.id}")
    hidden = {name: value for name, value in Fields(page.text).values.items() if name != "csrf_token"}
    return browser.send_form(f"/after/relief/{session.id}", **hidden | answers)


@pytest.mark.parametrize(
    ("said", "hours"),
    [("now", 9 + 5 / 60), ("earlier_today", (9 + 5 / 60) / 2), ("last_night", 0), ("yesterday", 0)],
)
def test_words_become_a_moment_that_is_never_before_the_session(at_check_in, alice, session, said, hours):
    assert say_when(at_check_in, session, said=said).location == "/?closed=1"

    end = relief_ends(alice.id, *EVER)[session.id]
    assert (end.said, end.day) == (said, TUESDAY)
    assert end.ended_at == session.at + timedelta(hours=hours)


def test_on_the_day_of_the_session_nothing_before_that_day_is_offered(at_check_in, session, clock_hands):
    def offered() -> list[str]:
        return re.findall(r'name="said" value="(\w+)"', at_check_in.get(f"/after/relief/{session.id}").text)

    assert offered() == ["now", "earlier_today"]
    clock_hands.shift(timedelta(hours=8, minutes=54))
    assert offered() == ["now", "earlier_today"]  # a minute to four in the morning is the same day
    clock_hands.shift(timedelta(minutes=1))
    assert offered() == ["now", "earlier_today", "last_night", "yesterday"]


def test_the_form_that_is_sent_again_is_one_save_and_another_once_it_says_something_else(
    at_check_in, alice, session, clock_hands
):
    page = at_check_in.get(f"/after/relief/{session.id}")

    for said in ("now", "now", "last_night", "last_night"):
        at_check_in.send_form(f"/after/relief/{session.id}", **sent_from(page, said=said))
        clock_hands.shift(timedelta(minutes=1))

    assert [json.loads(version.body)["body"]["said"] for version in versions()] == ["now", "last_night"]
    assert relief_ends(alice.id, *EVER)[session.id].said == "last_night"


@pytest.mark.parametrize(
    ("said", "ended"),
    [("last_night", datetime(2026, 11, 17, 3, tzinfo=UTC)), ("yesterday", datetime(2026, 11, 16, 19, tzinfo=UTC))],
)
def test_last_night_is_ten_in_the_evening_and_yesterday_two_in_the_afternoon(at_check_in, alice, course, said, ended):
    session = a_session(course, MONDAY)

    say_when(at_check_in, session, said=said)

    assert relief_ends(alice.id, *EVER)[session.id].ended_at == ended


def test_without_an_answer_nothing_is_kept(at_check_in, session):
    response = say_when(at_check_in, session)

    assert response.status_code == 422
    assert "Choose when your relief wore off." in response.text
    assert versions() == []


def test_today_offers_it_until_it_is_said(at_check_in, session):
    save(at_check_in, pain="4")
    assert OFFER in at_check_in.get("/?closed=1").text

    say_when(at_check_in, session, said="now")

    assert OFFER not in at_check_in.get("/?closed=1").text


def test_once_said_the_check_in_does_not_ask_for_the_relief(at_check_in, course):
    session = a_session(course, MONDAY)
    assert 'data-row="relief">' in at_check_in.get(f"/check-in/{TUESDAY}").text

    say_when(at_check_in, session, said="now")

    assert 'data-row="relief" hidden' in at_check_in.get(f"/check-in/{TUESDAY}").text


def test_gone_in_a_check_in_ends_the_offer(at_check_in, course):
    a_session(course, MONDAY)

    save(at_check_in, pain="4", relief="gone")

    assert OFFER not in at_check_in.get("/?closed=1").text


def test_where_the_clinic_does_not_ask_for_relief_nothing_is_offered(at_check_in, session):
    db.session.execute(db.update(Patient).values(asks_relief=False))
    db.session.commit()

    assert OFFER not in at_check_in.get("/?closed=1").text


@pytest.fixture
def eased(at_check_in, course, clock_hands):
    """A session of Monday morning after which it eased, as said that evening: the next day asks once more."""
    session = a_session(course, MONDAY)
    clock_hands.shift(timedelta(days=-1, hours=1))
    page = at_check_in.get(f"/after/{session.id}")
    at_check_in.send_form(f"/after/{session.id}", **sent_from(page, ease="much_less", effects=["none"]))
    clock_hands.shift(timedelta(days=1, hours=-1))
    return session


def test_gone_in_a_check_in_closes_the_question_after_the_session(at_check_in, eased):
    waits = f'href="/after/{eased.id}"'
    assert waits in at_check_in.get("/?closed=1").text

    save(at_check_in, pain="4", relief="gone")

    assert waits not in at_check_in.get("/?closed=1").text


def test_gone_that_is_taken_back_leaves_no_end_standing(at_check_in, eased, clock_hands):
    save(at_check_in, pain="4", relief="gone")
    clock_hands.shift(timedelta(minutes=1))

    save(at_check_in, pain="4", relief="still")

    page = at_check_in.get("/?closed=1").text
    assert OFFER in page
    assert f'href="/after/{eased.id}"' in page


def test_gone_on_the_morning_of_a_session_is_about_the_one_before(at_check_in, alice, course, knee):
    a_session(course, MONDAY - timedelta(days=6))
    at = datetime(2026, 11, 16, 14, tzinfo=UTC)
    record(alice, a_save(knee, pain=4, body={"relief": "gone"}, for_day=MONDAY, edited_at=at))

    a_session(course, MONDAY)

    assert OFFER in at_check_in.get("/?closed=1").text
    assert 'data-row="relief">' in at_check_in.get(f"/check-in/{TUESDAY}").text
