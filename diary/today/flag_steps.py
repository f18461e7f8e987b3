"""Where a page without script goes on after a save: to the card, to the symptoms to ask about, or to what was saved."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import url_for

from diary.accounts.domain import SignedInPhone
from diary.effects.red_flags import NO_SYMPTOM
from diary.practice.access import patient_of_phone
from diary.today.flag_actions import show_card
from diary.today.flag_load import flag_case, following_case
from diary.today.flags import FlagCase


def after_save(phone: SignedInPhone, day: date, symptoms: Sequence[str], *, saved: str, now: datetime) -> str:
    """The next address.

    Args:
        phone: Whose diary.
        day: Which day the save was for.
        symptoms: What it answered about them; empty when it was not asked.
        saved: The address that says what was saved.
        now: Aware.
    """
    case = flag_case(patient_of_phone(phone), day, now=now)
    if not symptoms and case.asked(case.effects):
        return url_for("flags.symptoms", day=day)
    return card_or(phone, case, symptoms, saved=saved)


def card_or(phone: SignedInPhone, case: FlagCase, symptoms: Sequence[str], *, saved: str) -> str:
    """The card, once it is kept that it is shown; else the address that says what was saved."""
    rule = case.card(symptoms, following_case(patient_of_phone(phone), case))
    if rule is None:
        return saved
    ticked = [name for name in symptoms if name != NO_SYMPTOM]
    return url_for("flags.card", card_id=show_card(phone, rule, ticked, now=case.now))
