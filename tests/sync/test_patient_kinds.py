"""What a patient agrees to and wishes comes by sync, too."""

from datetime import date, time, timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from diary.audit.models import AuditEvent
from diary.db import db
from diary.practice.access import the_patient
from diary.practice.models import Consent, Patient
from diary.practice.queries import consent_of
from diary.reminders.plan_queries import plan_of
from diary.reminders.schedule import Plan
from tests.entries.saves import EVENING, a_message, sent
from tests.factories import a_device, signed_in_phone
from tests.practice.test_consent import agree
from tests.sync.phones import facts, sync

AGREED = {"wording_version": "2026-11", "wording": "Your diary is for you.", "language": "en", "agreed": True}


def a_save(kind, body, minutes=0):
    return a_message(kind=kind, body=body) | {"area": None, "edited_at": sent(EVENING + timedelta(minutes=minutes))}


def wishes(theme="dark", *, bigger=False, hides_trend=False):
    return {"theme": theme, "bigger": bigger, "hides_trend": hides_trend}


def test_an_answer_to_before_you_start_is_kept_with_the_words_that_were_read(alice, alice_browser):
    save = a_save("consent", AGREED)
    sync(alice_browser, save)

    [kept] = db.session.scalars(db.select(Consent).where(Consent.patient_id == alice.id))
    assert (kept.wording, kept.wording_version, kept.language) == ("Your diary is for you.", "2026-11", "en")
    assert (kept.answered_at, str(kept.version_id)) == (EVENING, save["id"])
    assert consent_of(alice.id).agreed is True


def test_agreeing_and_taking_it_back_later_both_stand_and_both_are_in_the_audit(alice, alice_browser):
    sync(alice_browser, a_save("consent", AGREED), a_save("consent", AGREED | {"agreed": False}, 5))

    events = db.session.scalars(
        db.select(AuditEvent).where(AuditEvent.action.like("consent%")).order_by(AuditEvent.action)
    )
    assert [
        (event.action, event.patient_id, event.practice_id, event.actor_kind, event.detail) for event in events
    ] == [
        ("consent_given", alice.id, alice.practice_id, "patient", "2026-11"),
        ("consent_refused", alice.id, alice.practice_id, "patient", "2026-11"),
    ]
    assert consent_of(alice.id).agreed is False
    assert len(list(db.session.scalars(db.select(Consent)))) == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_wishes_count_in_whatever_order_they_come(alice, alice_browser, order):
    saves = [
        a_save("prefs", wishes("light"), -2),
        a_save("prefs", wishes("dark", bigger=True, hides_trend=True)),
        a_save("prefs", wishes("phone"), -1),
    ]

    for place in order:
        found = facts(sync(alice_browser, saves[place]))

    assert (found["look"], found["hides_trend"]) == ({"theme": "dark", "bigger": True}, True)
    record = the_patient(Patient.id == alice.id)
    assert (record.look.theme, record.look.bigger_buttons, record.hides_trend) == ("dark", True, True)


def a_plan(at="20:00", *, on=True, again=False, paused_until=None):
    return {"at": at, "on": on, "again": again, "paused_until": paused_until}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_plan_of_reminders_counts_in_whatever_order_they_come(alice, alice_browser, order):
    newest = a_plan("21:30", again=True, paused_until="2026-12-01")
    saves = [a_save("reminders", a_plan(on=False), -2), a_save("reminders", newest), a_save("reminders", a_plan(), -1)]

    for place in order:
        found = facts(sync(alice_browser, saves[place]))

    assert found["reminders"] == newest
    assert plan_of(alice.id) == Plan(at=time(21, 30), again=True, paused_until=date(2026, 12, 1))


def test_a_plan_from_the_future_is_as_of_when_it_came(alice_browser, other_phone, clock):
    sync(alice_browser, a_save("reminders", a_plan("09:00"), IN_TWO_YEARS))
    clock.shift(timedelta(minutes=10))

    found = facts(sync(other_phone, a_save("reminders", a_plan("18:15"), 10)))

    assert found["reminders"]["at"] == "18:15"


IN_TWO_YEARS = 2 * 365 * 24 * 60
NO = AGREED | {"agreed": False}


@pytest.fixture
def other_phone(app, alice):
    """One that has not heard of what the first one saves."""
    return signed_in_phone(app.test_client(), alice, device=a_device(alice, label="iPad"))


def in_force(alice) -> tuple[bool, str]:
    """Whether Alice agrees, and the look she wishes."""
    db.session.rollback()
    return consent_of(alice.id).agreed, the_patient(Patient.id == alice.id).look.theme


def test_an_answer_from_the_future_gives_way_to_the_next_one(alice, alice_browser, other_phone, clock):
    sync(alice_browser, a_save("consent", AGREED, IN_TWO_YEARS), a_save("prefs", wishes("dark"), IN_TWO_YEARS))
    assert in_force(alice) == (True, "dark")

    clock.shift(timedelta(minutes=10))
    sync(other_phone, a_save("consent", NO, 10), a_save("prefs", wishes("light"), 10))

    assert in_force(alice) == (False, "light")


def test_it_gives_way_to_the_next_one_of_a_form_too(alice, alice_browser, practice, clock):
    sync(alice_browser, a_save("consent", AGREED, IN_TWO_YEARS), a_save("prefs", wishes("dark"), IN_TWO_YEARS))
    clock.shift(timedelta(minutes=10))

    agree(alice_browser, practice, agreed="no")
    alice_browser.send_form("/settings", theme="light")

    assert in_force(alice) == (False, "light")


def test_an_answer_from_the_future_is_as_of_when_it_came(alice, alice_browser, other_phone, clock):
    """It may have been given at any time before: it stands against what was answered by then, and is dated so."""
    sync(other_phone, a_save("consent", NO), a_save("prefs", wishes("light")))
    clock.shift(timedelta(minutes=10))

    sync(alice_browser, a_save("consent", AGREED, IN_TWO_YEARS), a_save("prefs", wishes("dark"), IN_TWO_YEARS))

    assert in_force(alice) == (True, "dark")
    assert consent_of(alice.id).answered_at == EVENING + timedelta(minutes=10)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_answers_from_the_future_that_come_together_keep_their_order(alice, alice_browser, order):
    saves = [
        (a_save("consent", AGREED | {"agreed": agreed}, minutes), a_save("prefs", wishes(theme), minutes))
        for agreed, theme, minutes in (
            (True, "dark", IN_TWO_YEARS),
            (False, "light", IN_TWO_YEARS + 1),
            (True, "phone", -1),
        )
    ]

    sync(alice_browser, *(save for place in order for save in saves[place]))

    assert in_force(alice) == (False, "light")


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_of_two_answers_of_one_moment_the_same_one_counts_in_whatever_order_they_come(alice, alice_browser, order):
    saves = [
        a_save("consent", AGREED | {"agreed": agreed}) | {"id": identity}
        for agreed, identity in ((True, f"0{str(uuid4())[1:]}"), (False, f"f{str(uuid4())[1:]}"))
    ]

    for place in order:
        sync(alice_browser, saves[place])

    assert consent_of(alice.id).agreed is False


@pytest.mark.parametrize(
    ("kind", "body", "field"),
    [
        ("consent", AGREED | {"agreed": None}, "agreed"),
        ("consent", AGREED | {"wording": ""}, "wording"),
        ("prefs", wishes("pink"), "theme"),
        ("prefs", {"theme": "dark"}, "bigger"),
        ("reminders", a_plan("24:00"), "at"),
        ("reminders", a_plan("8:00"), "at"),
        ("reminders", a_plan("20:00:00"), "at"),
        ("reminders", a_plan("20:00Z"), "at"),
        ("reminders", a_plan(on=1), "on"),
        ("reminders", a_plan(again="yes"), "again"),
        ("reminders", a_plan(paused_until="2026-02-30"), "paused_until"),
        ("reminders", a_plan(paused_until="tomorrow"), "paused_until"),
        ("reminders", {"at": "20:00", "on": True, "again": False}, "paused_until"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(alice_browser, kind, body, field):
    [result] = sync(alice_browser, a_save(kind, body)).json["results"]

    assert (result["verdict"], field in result["errors"]) == ("invalid", True)
