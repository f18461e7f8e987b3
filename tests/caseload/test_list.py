"""The list: today's visits in time order, then everybody else by name."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from diary.caseload.domain import ListedPatient, answers, caseload

DAY = date(2026, 11, 20)
ZONE = "America/Toronto"


def listed(name: str, next_visit: datetime | None = None) -> ListedPatient:
    facts = {"age": 60, "areas": ("Low back",), "course_id": uuid4(), "last_entry": None}
    return ListedPatient(id=uuid4(), name=name, next_visit=next_visit, **facts)


def at(hour: int, day: int = 20) -> datetime:
    """A wall-clock hour in Toronto, five hours behind UTC."""
    return datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=hour + 5)


def names(patients: tuple[ListedPatient, ...]) -> list[str]:
    return [patient.name for patient in patients]


def test_todays_visits_come_in_order_of_time():
    patients = [listed("Ann", at(11)), listed("Zoe", at(9)), listed("Bea", at(9, day=21)), listed("Cy")]

    shown = caseload(patients, "", day=DAY, zone=ZONE)

    assert names(shown.today) == ["Zoe", "Ann"]
    assert names(shown.others) == ["Bea", "Cy"]


def test_a_visit_late_in_the_evening_is_still_today():
    shown = caseload([listed("Ann", at(23)), listed("Bea", at(0)), listed("Cy", at(24))], "", day=DAY, zone=ZONE)

    assert names(shown.today) == ["Bea", "Ann"]


def test_the_others_come_by_name_whatever_the_case_and_the_accents():
    shown = caseload([listed("zara"), listed("Émile"), listed("Eve"), listed("adam")], "", day=DAY, zone=ZONE)

    assert names(shown.others) == ["adam", "Émile", "Eve", "zara"]


@pytest.mark.parametrize("search", ["ellis", "MARG", "ell marg", "  ellis  ", "margarét", ""])
def test_a_search_finds_parts_of_a_name(search):
    assert answers("Margaret Ellis", search)


@pytest.mark.parametrize("search", ["elise", "marg novak", "%", "_"])
def test_a_search_that_does_not_fit_finds_nobody(search):
    assert not answers("Margaret Ellis", search)


def test_accents_need_not_be_typed():
    assert answers("Zoë Ångström", "zoe angstrom")


def test_the_list_knows_how_many_there_are_and_how_many_fit():
    shown = caseload([listed("Ann"), listed("Bea", at(9))], "bea", day=DAY, zone=ZONE)

    assert (shown.total, shown.found) == (2, 1)
