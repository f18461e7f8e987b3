"""A plan holds for as long as its patient keeps the diary."""

from datetime import UTC, datetime, time, timedelta
from itertools import count

import pytest

from diary.db import db
from diary.practice.consent_actions import answer_consent
from diary.practice.sharing_actions import ask_deletion, keep_diary, stop_sharing
from diary.reminders.plan_actions import keep_plan
from diary.reminders.plan_queries import plan_of, plans_of
from diary.reminders.schedule import Plan
from tests.factories import a_device, a_patient
from tests.practice.logins import login_of

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)
NINE = Plan(at=time(21), again=True)
MINUTES = count()


def later() -> datetime:
    return NOW + timedelta(minutes=next(MINUTES))


@pytest.fixture
def login(phone):
    return login_of(phone)


@pytest.fixture
def planned(app, alice, login):
    """Alice, who agreed and chose nine in the evening."""
    answer(login, agreed=True)
    keep_plan(login, NINE, now=later())
    return alice


def answer(login, *, agreed: bool) -> None:
    answer_consent(login, wording="words", language="en", agreed=agreed, now=later())


def plans(*patients) -> dict[object, Plan]:
    db.session.rollback()
    return plans_of([patient.id for patient in patients])


def test_each_patient_has_their_own_plan_and_who_chose_nothing_has_none(planned, practice):
    other, nobody = a_patient(practice), a_patient(practice)
    keep_plan(login_of(a_device(other)), Plan(is_on=False), now=later())

    assert plans(planned, other, nobody) == {planned.id: NINE, other.id: Plan(is_on=False)}
    assert plans(other) == {other.id: Plan(is_on=False)}
    assert plans() == {}


def test_the_next_plan_takes_its_place(planned, login):
    keep_plan(login, Plan(at=time(8)), now=later())

    assert plans(planned) == {planned.id: Plan(at=time(8))}


def test_who_no_longer_agrees_is_not_reminded_until_they_agree_again(planned, login):
    answer(login, agreed=False)
    assert plans(planned) == {}
    assert plan_of(planned.id) == NINE

    answer(login, agreed=True)
    assert plans(planned) == {planned.id: NINE}


def test_who_wants_the_diary_deleted_is_not_reminded_until_they_keep_it(planned, login):
    ask_deletion(login, now=later())
    assert plans(planned) == {}

    keep_diary(login, now=later())
    assert plans(planned) == {planned.id: NINE}


def test_who_stops_sharing_is_reminded_all_the_same(planned, login):
    stop_sharing(login, now=later())

    assert plans(planned) == {planned.id: NINE}
