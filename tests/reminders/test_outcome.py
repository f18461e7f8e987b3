"""A reminder is over when a phone has it and no service asked for patience."""

from datetime import timedelta

import pytest

from diary.push.answers import Answer, Verdict
from diary.reminders.outcome import FIRST_WAIT, LONGEST_WAIT, SHORTEST_WAIT, outcome, wait_before

ACCEPTED, GONE, DEAD, REFUSED, DISTRUSTED, LATER = map(Answer, Verdict)
PATIENCE = timedelta(minutes=7)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([], "no_phone"),
        ([GONE, GONE], "no_phone"),
        ([GONE, DEAD], "no_phone"),
        ([DEAD, ACCEPTED], "sent"),
        ([GONE, REFUSED], "refused"),
        ([REFUSED, ACCEPTED, GONE], "sent"),
        ([ACCEPTED, LATER], None),
        ([DISTRUSTED, REFUSED], None),
    ],
)
def test_what_becomes_of_it_follows_from_all_answers(answers, state):
    assert outcome(answers, before=[]) == state


def test_a_phone_that_had_it_before_counts():
    had_it = [Verdict.ACCEPTED, None, Verdict.REFUSED]

    assert outcome([], before=had_it) == "sent"
    assert outcome([GONE], before=had_it) == "sent"
    assert outcome([LATER], before=had_it) is None


def test_a_phone_that_refused_it_before_counts():
    refused = [Verdict.REFUSED, None]

    assert outcome([], before=refused) == "refused"
    assert outcome([GONE], before=refused) == "refused"
    assert outcome([ACCEPTED], before=refused) == "sent"
    assert outcome([LATER], before=refused) is None


def test_a_service_waits_as_long_as_it_asked_for_and_not_all_of_its_reminders_come_back_at_once():
    asked = [ACCEPTED, Answer(Verdict.LATER, PATIENCE)]

    assert wait_before(asked, tries=5, chance=0) == PATIENCE
    assert PATIENCE < wait_before(asked, tries=1, chance=0.5) <= PATIENCE + FIRST_WAIT


def test_a_service_that_asks_for_hours_keeps_no_other_phone_waiting():
    asked = [DISTRUSTED, Answer(Verdict.LATER, timedelta(hours=2))]

    assert wait_before(asked, tries=1, chance=0) == FIRST_WAIT


def test_a_service_that_asks_for_no_time_at_all_is_given_some():
    assert wait_before([Answer(Verdict.LATER, timedelta(0))], tries=1, chance=0) == SHORTEST_WAIT


def test_without_a_word_from_it_the_waits_grow_up_to_a_quarter_of_an_hour():
    waits = [wait_before([LATER], tries=tries, chance=1) for tries in range(1, 40)]

    assert waits == sorted(waits)
    assert waits[0] == 2 * FIRST_WAIT
    assert waits[-1] == LONGEST_WAIT
    assert wait_before([LATER], tries=1, chance=0) == FIRST_WAIT
