"""What a clinic is told of a patient's reminders: only what the numbers say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from diary.push.values import Reached
from diary.reminders.receiving import Receiving, receiving
from diary.reminders.schedule import Plan

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
TODAY = date(2026, 11, 20)
A_DAY = timedelta(days=1)
ON = Plan()


def a_phone(
    *,
    seen: timedelta = A_DAY,
    accepted: timedelta | None = None,
    opened: timedelta | None = None,
    refused: timedelta | None = None,
) -> Reached:
    """A phone, by how long ago each thing was."""
    accepted_at, opened_at, refused_at = (None if ago is None else NOW - ago for ago in (accepted, opened, refused))
    return Reached(seen_at=NOW - seen, accepted_at=accepted_at, opened_at=opened_at, refused_at=refused_at)


def said(plan: Plan | None, *phones: Reached, is_treated: bool = True, is_in_force: bool = True) -> Receiving:
    return receiving(plan, phones, is_in_force=is_in_force, is_treated=is_treated, day=TODAY, now=NOW)


@pytest.mark.parametrize(
    ("plan", "is_treated", "state"),
    [
        (None, True, "none"),
        (Plan(is_on=False), True, "off"),
        (Plan(is_on=False, paused_until=TODAY), True, "off"),
        (ON, False, "resting"),
        (Plan(paused_until=TODAY), True, "paused"),
        (Plan(paused_until=TODAY - A_DAY), True, "no phone"),
        (ON, True, "no phone"),
    ],
)
def test_a_phone_is_blamed_for_nothing_that_the_patient_or_the_course_decided(plan, is_treated, state):
    assert said(plan, is_treated=is_treated).state == state


def test_whom_nobody_may_remind_is_told_apart_from_who_was_never_asked():
    assert said(ON, a_phone(), is_in_force=False).state == "withheld"
    assert said(None, is_in_force=False).state == "none"


def test_a_pause_is_told_with_its_last_day():
    assert said(Plan(paused_until=TODAY + A_DAY), a_phone()).until == TODAY + A_DAY


def test_a_phone_that_takes_what_is_sent_is_receiving_though_nothing_was_ever_tapped():
    assert said(ON, a_phone(accepted=A_DAY)) == Receiving(state="on", sent_at=NOW - A_DAY)


def test_what_was_last_sent_and_opened_is_that_of_any_phone():
    phones = a_phone(accepted=2 * A_DAY, opened=3 * A_DAY), a_phone(accepted=A_DAY, opened=5 * A_DAY)

    assert said(ON, *phones) == Receiving(state="on", sent_at=NOW - A_DAY, opened_at=NOW - 3 * A_DAY)


def test_one_phone_that_is_refused_is_no_matter_while_another_is_not():
    assert said(ON, a_phone(refused=A_DAY), a_phone()).state == "on"


def test_phones_that_are_all_refused_receive_nothing_since_the_last_of_them_was():
    found = said(ON, a_phone(refused=9 * A_DAY, accepted=10 * A_DAY), a_phone(refused=4 * A_DAY))

    assert found == Receiving(state="refused", since=NOW - 4 * A_DAY, sent_at=NOW - 10 * A_DAY)


@pytest.mark.parametrize(("days", "state"), [(60, "on"), (61, "cold")])
def test_a_phone_on_which_the_diary_was_not_opened_for_sixty_days_is_sent_nothing(days, state):
    assert said(ON, a_phone(seen=days * A_DAY)).state == state


def test_a_cold_phone_is_told_with_the_day_on_which_the_diary_was_last_opened():
    phones = a_phone(seen=70 * A_DAY), a_phone(seen=90 * A_DAY), a_phone(seen=A_DAY, refused=A_DAY)

    assert said(ON, *phones).since == NOW - 70 * A_DAY
