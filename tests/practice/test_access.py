"""The one door: staff reach patients of their own practice, a phone reaches its own patient."""

from uuid import uuid4

import pytest

from diary.db import db
from diary.errors import NotFound
from diary.practice.access import patient_for, patient_of_phone
from diary.practice.models import Patient
from tests.practice.logins import login_of, signed_in


def test_staff_reach_a_patient_of_their_practice(alice, bob):
    patient = patient_for(alice.id, signed_in(bob))

    assert (patient.name, patient.practice.name) == ("Alice Martin", "Harbour Lane Clinic")


def test_a_foreign_patient_and_a_missing_one_are_refused_alike(alice, charlie):
    refusals = []
    for patient_id in (alice.id, uuid4()):
        with pytest.raises(NotFound) as refusal:
            patient_for(patient_id, signed_in(charlie))
        refusals.append((refusal.value.status, str(refusal.value)))

    assert refusals[0] == refusals[1]


def test_foreign_and_missing_ask_the_database_the_same_one_question(alice, charlie, questions):
    for patient_id in (alice.id, uuid4()):
        with pytest.raises(NotFound):
            patient_for(patient_id, signed_in(charlie))

    assert len(questions) == 2
    assert questions[0] == questions[1]


def test_the_record_says_until_when_the_patient_shares(alice, bob):
    row = db.session.get_one(Patient, alice.id)
    row.sharing_stopped_at = row.created_at
    db.session.commit()

    assert patient_for(alice.id, signed_in(bob)).shared_until == alice.created_at


def test_the_record_lists_the_rows_that_are_asked(alice, bob):
    assert patient_for(alice.id, signed_in(bob)).rows == {"sleep", "medicine", "relief", "goal", "effects", "note"}


def test_a_phone_reaches_its_own_patient(alice, phone):
    assert patient_of_phone(login_of(phone)).id == alice.id


def test_a_phone_of_one_practice_reaches_nobody_in_another(phone, charlie):
    with pytest.raises(NotFound):
        patient_of_phone(login_of(phone, practice_id=charlie.practice_id))
