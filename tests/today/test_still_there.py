"""An effect that began is asked after by name, until it is gone or two weeks have passed."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from diary.db import db
from diary.effects.actions import record_what_followed
from diary.effects.queries import after_answers
from diary.effects.values import AfterBody
from diary.effects.wire import after_message
from diary.entries.queries import entry_of
from diary.entries.values import Effect
from diary.entries.wire import write_version
from diary.practice.models import Patient
from diary.sessions.models import TreatmentSession
from tests.entries.saves import PHONE
from tests.factories import an_area
from tests.today.days import FRIDAY, MONDAY, TUESDAY, Fields, a_course, a_session, save, sent_from, versions

SORE, SECOND = 'data-still="soreness"', 'data-second="soreness"'
OPENED = datetime(2026, 11, 2, 15, tzinfo=UTC)  # after the first course


@pytest.fixture
def session(course):
    return a_session(course, FRIDAY)


def said_after(alice, session, day=None, **answers) -> None:
    """What Alice answered on the evening of the session, for its day unless another is named."""
    at = session.at + timedelta(hours=6)
    version = write_version(
        "after",
        after_message(AfterBody(**answers)),
        version_id=uuid4(),
        for_day=day or session.day,
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


def test_an_answer_from_where_it_was_the_day_before_still_is_asked_a_last_time(at_check_in, alice, course):
    session = a_session(course, TUESDAY - timedelta(days=14))
    said_after(alice, session, session.day - timedelta(days=1), effects=(Effect(effect="soreness", severity=2),))

    assert asks(at_check_in)


def test_where_the_clinic_asks_no_effects_none_is_asked_after(at_check_in, alice, sore):
    db.session.execute(db.update(Patient).values(asks_effects=False))
    db.session.commit()

    assert not asks(at_check_in)


def test_the_day_of_the_next_session_leaves_it_to_the_sessions_own_question(at_check_in, course, sore):
    a_session(course, TUESDAY)

    assert not asks(at_check_in)


@pytest.fixture
def neck(alice, course) -> TreatmentSession:
    """Alice's neck was treated on Friday too, and has been sore since."""
    session = a_session(a_course(alice, an_area(alice, name="Neck"), opened_at=OPENED), FRIDAY)
    said_after(alice, session, effects=(Effect(effect="soreness", severity=1),))
    return session


def said_of_neck(alice, session) -> list[tuple[Effect, ...]]:
    """What check-ins said of the effects after the session of her neck."""
    answers = after_answers(alice.id, FRIDAY, TUESDAY)
    return [one.effects for one in answers if one.session_id == session.id and one.ease is None]


def test_an_effect_of_both_areas_is_asked_after_twice_and_each_row_says_its_area(at_check_in, neck, sore):
    page = at_check_in.get("/").text

    rows = re.findall(r'data-(?:still|second)="soreness".*?</legend>', page, re.DOTALL)
    assert [" ".join(re.sub(r"<[^>]*>?", " ", row).split()) for row in rows] == [
        'data-still="soreness"> Is the soreness still there? Right knee',
        'data-second="soreness"> Is the soreness still there? Neck',
    ]


def test_where_two_areas_are_treated_the_relief_that_is_asked_for_is_of_the_first(at_check_in, neck, sore):
    page = at_check_in.get("/").text

    question = page.partition('data-fill="relief"')[2].partition("</legend>")[0]
    assert '<span class="hint" data-fill="area">Right knee</span>' in question


def test_what_is_open_after_a_session_of_the_second_area_alone_is_asked_after(at_check_in, session, neck):
    page = at_check_in.get("/").text

    assert SECOND in page
    assert SORE not in page


def test_what_is_said_of_the_second_area_is_kept_for_its_own_session(at_check_in, alice, knee, neck, sore):
    save(at_check_in, MONDAY, pain="4", still_soreness="2", second_soreness="0")

    assert said_of_neck(alice, neck)[-1] == (Effect(effect="soreness", severity=0),)
    assert entry_of(alice.id, knee.id, MONDAY).effects == (Effect(effect="soreness", severity=2),)
    assert asks(at_check_in)
    assert SECOND not in at_check_in.get("/").text


def test_nothing_bothers_closes_what_is_open_in_both_areas(at_check_in, neck, sore):
    save(at_check_in, MONDAY, pain="4", bothered="no")

    page = at_check_in.get("/").text
    assert (SORE in page, SECOND in page) == (False, False)


def test_what_was_said_of_the_second_area_stands_in_the_form_and_can_be_changed(at_check_in, alice, neck, clock_hands):
    save(at_check_in, pain="4", second_soreness="0")
    clock_hands.shift(timedelta(minutes=1))
    form = at_check_in.get(f"/check-in/{TUESDAY}")
    assert Fields(form.text).values["second_soreness"] == "0"

    at_check_in.send_form(f"/check-in/{TUESDAY}", **sent_from(form, second_soreness="3"))

    assert said_of_neck(alice, neck)[-1] == (Effect(effect="soreness", severity=3),)


def test_a_check_in_sent_twice_says_it_once(at_check_in, neck):
    form = at_check_in.get(f"/check-in/{TUESDAY}")
    before = len(versions())

    for _ in range(2):
        at_check_in.send_form(f"/check-in/{TUESDAY}", **sent_from(form, pain="4", second_soreness="1"))

    assert len(versions()) == before + 2


def test_the_check_in_leaves_the_screen_of_that_session_open(at_check_in, alice, course, clock_hands):
    neck = a_session(a_course(alice, an_area(alice, name="Neck"), opened_at=OPENED), MONDAY)
    said_after(alice, neck, effects=(Effect(effect="soreness", severity=1),))

    save(at_check_in, pain="4", second_soreness="1")

    assert f'href="/after/{neck.id}"' in at_check_in.get("/?closed=1").text
