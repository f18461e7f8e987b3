"""A day too long ago for a number takes what happened on it."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest

from diary.db import db
from diary.effects.actions import record_what_followed
from diary.entries.queries import entry_of
from diary.entries.values import Effect
from diary.entries.wire import read_version
from diary.practice.models import Patient
from tests.entries.saves import PHONE, a_message, a_save, record
from tests.factories import an_area
from tests.today.days import TUESDAY, a_course, a_session, save, versions

LAST_WEEK = TUESDAY - timedelta(days=6)


@pytest.fixture(autouse=True)
def enrolled(alice) -> None:
    db.session.execute(db.update(Patient).values(enrolled_on=TUESDAY - timedelta(days=30)))
    db.session.commit()


def test_it_asks_what_happened_and_for_no_number(at_check_in, course):
    a_session(course, LAST_WEEK - timedelta(days=1))

    page = at_check_in.get(f"/check-in/{LAST_WEEK}").text

    assert "What happened on this day?" in page
    assert re.search(r'data-area="1" data-area-id="[^"]+" hidden>', page)
    assert 'data-row="optional" hidden' in page  # there is nothing before it to add to
    for row, shown in (("sleep", False), ("relief", False), ("effects", True), ("medicine", True), ("note", True)):
        assert (f'data-row="{row}" hidden' not in page) is shown, row


def test_what_is_remembered_is_kept_without_a_number(at_check_in, alice, knee):
    response = save(at_check_in, LAST_WEEK, pain="4", sleep="2", medicine="1", note="Fell on the stairs.")

    assert response.location == f"/days/{LAST_WEEK}"
    entry = entry_of(alice.id, knee.id, LAST_WEEK)
    assert (entry.stamp, entry.pain, entry.sleep) == ("recalled", None, None)
    assert (entry.medicine, entry.note) == (1, "Fell on the stairs.")


def test_an_effect_that_is_remembered_is_part_of_its_session(at_check_in, alice, knee, course):
    a_session(course, LAST_WEEK)

    save(at_check_in, LAST_WEEK, bothered="yes", effects=["bruise"], bother_bruise="2")

    assert entry_of(alice.id, knee.id, LAST_WEEK).effects == (Effect(effect="bruise", severity=2),)


def test_a_form_that_says_nothing_is_shown_again_and_says_what_to_do(at_check_in):
    response = save(at_check_in, LAST_WEEK)

    assert response.status_code == 422
    assert re.search('href="#events"[^>]*>Add what happened, or tap Close.</a>', response.text)
    assert "What happened on this day?" in response.text
    assert "<title>Error:" in response.text
    assert versions() == []


def test_effects_of_the_second_area_alone_are_something(at_check_in, alice, course):
    second = a_course(alice, an_area(alice, name="Left hip"), opened_at=datetime(2026, 11, 2, 15, tzinfo=UTC))
    session = a_session(second, LAST_WEEK - timedelta(days=1))
    said = {"kind": "after", "session": str(session.id), "for_day": str(session.day), "area": str(second.area_id)}
    edited = {"edited_at": f"{session.day}T20:00:00.000Z"}
    effects = [{"effect": "bruise", "severity": 1}]
    message = a_message(body={"ease": "same", "effects": effects}) | said | edited
    record_what_followed(
        alice.id, read_version(message), actor=PHONE, source="phone", now=session.at + timedelta(days=1)
    )

    response = save(at_check_in, LAST_WEEK, second_bruise="0")

    assert response.location == f"/days/{LAST_WEEK}"
    assert versions()[-1].kind == "after"


def test_a_day_with_a_number_keeps_it(at_check_in, alice, knee):
    record(alice, a_save(knee, pain=6, for_day=LAST_WEEK, edited_at=datetime.combine(LAST_WEEK, time(23), UTC)))

    assert at_check_in.get(f"/check-in/{LAST_WEEK}").status_code == 410


def test_a_number_that_comes_too_late_is_refused_and_not_dropped(at_check_in):
    page = at_check_in.send_form(f"/check-in/{LAST_WEEK}", pain="4", pain_asked="last_24h")

    assert page.status_code == 422
    assert "This day is closed." in page.text
    assert versions() == []


@pytest.mark.parametrize("days", [1, 31, 120])
def test_neither_a_day_that_takes_a_number_nor_one_before_the_diary_asks_for_events(at_check_in, days):
    page = at_check_in.get(f"/check-in/{TUESDAY - timedelta(days=days)}").text

    assert "What happened on this day?" not in page
