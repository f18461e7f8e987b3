"""What a session says about itself."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from diary.sessions.words import said
from tests.sessions.made import TODAY, at_toronto, some_facts

AT = at_toronto(TODAY)


@pytest.mark.parametrize(
    ("injections", "bath", "bath_only"), [(True, False, False), (True, True, False), (False, True, True)]
)
def test_only_a_session_without_injections_is_a_bath(injections, bath, bath_only):
    assert some_facts(injections=injections, spg_bath=bath).is_bath_only is bath_only


def test_techniques_are_a_set_in_a_fixed_order():
    assert some_facts(injections=True, spg_bath=True).techniques == ("injections", "spg_bath")


@pytest.mark.parametrize(("now", "passed"), [(AT - timedelta(seconds=1), False), (AT, True)])
def test_a_session_has_passed_from_its_time_on(now, passed):
    assert some_facts().has_passed(now) is passed


def test_later_today_is_not_in_the_future():
    assert not some_facts(clock=time(23, 59)).is_after(at_toronto(TODAY, time(0, 1)))


def test_tomorrow_on_the_practices_calendar_is_in_the_future_wherever_the_server_is():
    late_evening = datetime(2026, 11, 21, 4, 59, tzinfo=UTC)  # still the 20th in Toronto

    assert some_facts(date(2026, 11, 21)).is_after(late_evening)
    assert not some_facts(date(2026, 11, 20)).is_after(late_evening)


def test_a_session_is_said_in_short_sentences():
    facts = some_facts(
        areas="Knee\nCalf", side="left", volume_ml=12.0, points=24, stinging=1, pain_before=7, pain_after_15min=4
    )

    assert [str(sentence) for sentence in said(facts)] == [
        "Knee, Calf (Left).",
        "Injections: Dextrose 5% in sterile water, buffered, 12 ml. Anaesthetic: Lidocaine.",
        "24 points.",
        "Stinging or pressure: A little.",
        "Pain before: 7.",
        "Pain 15 minutes after: 4.",
    ]


def test_what_was_not_recorded_is_not_said():
    facts = some_facts(injections=False, spg_bath=True, anaesthetic="none")

    assert [str(sentence) for sentence in said(facts)] == [
        "Right knee.",
        "Bath through the nose, no needle: Dextrose 5% in sterile water, buffered. Anaesthetic: None.",
    ]
