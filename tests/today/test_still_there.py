"""An effect that began is asked after by name, until it is gone or two weeks have passed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from diary.db import db
from diary.effects.actions import record_what_followed
from diary.effects.values import AfterBody
from diary.effects.wire import after_message
from diary.entries.queries import entry_of
from diary.entries.values import Effect
from diary.entries.wire import write_version
from diary.practice.models import Patient
from tests.entries.saves import PHONE
from tests.today.days import FRIDAY, MONDAY, TUESDAY, a_session, save

SORE = 'data-still="soreness"'


@pytest.fixture
def session(course):
    return a_session(course, FRIDAY)


def said_after(alice, session, **answers) -> None:
    """What Alice answered on the evening of the session."""
    at = session.at + timedelta(hours=6)
    version = write_version(
        "after",
        after_message(AfterBody(**answers)),
        version_id=uuid4(),
        for_day=session.day,
        session=session.id,
        edited_at=at,
        zone="America/Toronto",
        app="1",
    )
    record_what_followed(alice.id, version, actor=PHONE, source="phone", now=at)


def asks(browser, day=TUESDAY) -> bool:
    return SORE in browser.get(f"/check-in/{day}").text


@pytest.fixture
def sore(alice, session) -> None:
    said_after(alice, session, effects=(Effect(effect="soreness", severity=2),))


def test_what_began_after_the_session_is_asked_after_by_name(at_check_in, sore):
    page = at_check_in.get("/").text

    assert "Is the soreness still there?" in page
    assert 'name="effects" value="soreness"' not in page
    assert 'name="effects" value="bruise"' in page


def test_what_began_in_a_check_in_is_asked_after_too(at_check_in, session):
    save(at_check_in, MONDAY, pain="4", bothered="yes", effects=["soreness"], bother_soreness="1")

    assert asks(at_check_in)
    assert not asks(at_check_in, MONDAY)


def test_gone_closes_it_and_is_kept_as_an_answer(at_check_in, alice, knee, sore):
    save(at_check_in, MONDAY, pain="4", still_soreness="0")

    entry = entry_of(alice.id, knee.id, MONDAY)
    assert (entry.bothered, entry.effects) == (None, (Effect(effect="soreness", severity=0),))
    assert not asks(at_check_in)


def test_still_there_is_kept_with_how_much_it_bothers(at_check_in, alice, knee, sore):
    save(at_check_in, MONDAY, pain="4", still_soreness="3")

    entry = entry_of(alice.id, knee.id, MONDAY)
    assert (entry.bothered, entry.effects) == (True, (Effect(effect="soreness", severity=3),))
    assert asks(at_check_in)


def test_nothing_bothers_closes_it(at_check_in, sore):
    save(at_check_in, MONDAY, pain="4", bothered="no")

    assert not asks(at_check_in)


def test_unanswered_it_stays_open(at_check_in, sore):
    save(at_check_in, MONDAY, pain="4")

    assert asks(at_check_in)


@pytest.mark.parametrize(("days", "asked"), [(14, True), (15, False)])
def test_day_14_asks_a_last_time(at_check_in, alice, course, days, asked):
    session = a_session(course, TUESDAY - timedelta(days=days))
    said_after(alice, session, effects=(Effect(effect="soreness", severity=2),))

    assert asks(at_check_in) is asked


def test_where_the_clinic_asks_no_effects_none_is_asked_after(at_check_in, alice, sore):
    db.session.execute(db.update(Patient).values(asks_effects=False))
    db.session.commit()

    assert not asks(at_check_in)


def test_the_day_of_the_next_session_leaves_it_to_the_sessions_own_question(at_check_in, course, sore):
    a_session(course, TUESDAY)

    assert not asks(at_check_in)
