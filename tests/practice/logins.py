"""Logins as values, for actions that ask who does it."""

from uuid import uuid4

from diary.accounts.domain import SignedInPhone, SignedInStaff


def signed_in(person) -> SignedInStaff:
    return SignedInStaff(
        login_id=uuid4(),
        id=person.id,
        practice_id=person.practice_id,
        name=person.name,
        is_practitioner=person.is_practitioner,
        is_reception=person.is_reception,
        is_administrator=person.is_administrator,
    )


def login_of(phone, **changes) -> SignedInPhone:
    facts = {"practice_id": phone.practice_id, "patient_id": phone.patient_id, "is_carer": False, "zone": phone.zone}
    return SignedInPhone(**{"login_id": uuid4(), "device_id": phone.id} | facts | changes)
