"""Which patients the list shows, in which order: rules without a database."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True)
class ListedFlag:
    """A red-flag card that a patient was shown, and whether they say to have called.

    `shared` is whether the clinic would hear of a call now.
    """

    shown_at: datetime
    called: bool
    shared: bool


@dataclass(frozen=True, kw_only=True)
class ListedPatient:
    """One line of the list. `last_entry` and `flag` are left out for those who may not read entries.

    `course_id` is the course of the next visit; while none is booked, the open course to book one for.
    """

    id: UUID
    name: str
    age: int
    areas: tuple[str, ...]
    next_visit: datetime | None
    course_id: UUID | None
    last_entry: date | None
    flag: ListedFlag | None = None


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """The list as a page shows it: today's visits by time, then everybody else by name."""

    today: tuple[ListedPatient, ...]
    others: tuple[ListedPatient, ...]
    total: int

    @property
    def found(self) -> int:
        return len(self.today) + len(self.others)


def caseload(patients: Iterable[ListedPatient], search: str, *, day: date, zone: str) -> Caseload:
    """Sort and search the patients of a practice.

    Args:
        patients: All of them, in any order.
        search: Parts of names; empty for everybody.
        day: Today at the practice.
        zone: Of the practice.
    """
    everybody = list(patients)
    found = [patient for patient in everybody if answers(patient.name, search)]
    today = [patient for patient in found if visits_on(patient, day, zone)]
    others = [patient for patient in found if not visits_on(patient, day, zone)]
    return Caseload(
        today=tuple(sorted(today, key=lambda patient: (patient.next_visit, folded(patient.name)))),
        others=tuple(sorted(others, key=lambda patient: folded(patient.name))),
        total=len(everybody),
    )


def visits_on(patient: ListedPatient, day: date, zone: str) -> bool:
    return patient.next_visit is not None and patient.next_visit.astimezone(ZoneInfo(zone)).date() == day


def answers(name: str, search: str) -> bool:
    """Whether every part of the search stands in the name, whatever the case and the accents."""
    return all(part in folded(name) for part in folded(search).split())


def folded(words: str) -> str:
    """The letters without case and accents, as people type them in a hurry."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
