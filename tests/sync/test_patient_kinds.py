"""What a patient agrees to and wishes comes by sync, too."""

from datetime import timedelta
from itertools import permutations

import pytest

from diary.audit.models import AuditEvent
from diary.db import db
from diary.practice.access import the_patient
from diary.practice.models import Consent, Patient
from diary.practice.queries import consent_of
from tests.entries.saves import EVENING, a_message, sent
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
        a_save("prefs", wishes("light")),
        a_save("prefs", wishes("dark", bigger=True, hides_trend=True), 2),
        a_save("prefs", wishes("phone"), 1),
    ]

    for place in order:
        found = facts(sync(alice_browser, saves[place]))

    assert (found["look"], found["hides_trend"]) == ({"theme": "dark", "bigger": True}, True)
    record = the_patient(Patient.id == alice.id)
    assert (record.look.theme, record.look.bigger_buttons, record.hides_trend) == ("dark", True, True)


@pytest.mark.parametrize(
    ("kind", "body", "field"),
    [
        ("consent", AGREED | {"agreed": None}, "agreed"),
        ("consent", AGREED | {"wording": ""}, "wording"),
        ("prefs", wishes("pink"), "theme"),
        ("prefs", {"theme": "dark"}, "bigger"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(alice_browser, kind, body, field):
    [result] = sync(alice_browser, a_save(kind, body)).json["results"]

    assert (result["verdict"], field in result["errors"]) == ("invalid", True)
