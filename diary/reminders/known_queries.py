"""What is known of many patients at once whose reminders are planned, or about to be sent."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, Table, bindparam, select

from diary.accounts.models import Device
from diary.checks.domain import first_check_day
from diary.checks.statements import CHECK
from diary.days import diary_day, zone_known_here
from diary.db import db
from diary.effects.followed import followed
from diary.effects.queries import after_of
from diary.effects.relief import gone_on
from diary.effects.statements import AFTER, AFTER_EFFECT, RELIEF_END
from diary.effects.values import AnsweredAfter
from diary.entries.statements import ENTRY
from diary.entries.values import Effect
from diary.many_ids import among
from diary.practice.access import PATIENT, PRACTICE
from diary.reminders.schedule import Known, Treated
from diary.sessions.queries import COURSE, SESSION

DEVICE = cast(Table, Device.__table__)
NOT_SAID = zone_known_here("Etc/Unknown")  # by a phone that knows no zone, or a younger one than our list
AROUND = timedelta(days=3)  # now: further than today and yesterday lie anywhere
LOOK_BACK = timedelta(days=32)  # who logged nothing for so long is silent since the first day

PLACES = (
    select(PATIENT.c.id, PATIENT.c.enrolled_on, PRACTICE.c.zone)
    .join(PRACTICE, PRACTICE.c.id == PATIENT.c.practice_id)
    .where(among(PATIENT.c.id, "these"))
)
OWN_PHONES = (
    select(DEVICE.c.patient_id, DEVICE.c.zone)
    .where(among(DEVICE.c.patient_id, "these"), DEVICE.c.signed_out_at.is_(None), DEVICE.c.is_carer.is_(False))
    .order_by(DEVICE.c.last_seen_at)
)
# A row for each open course; without any, one that says so.
COURSES = (
    PLACES.add_columns(COURSE.c.opened_at, COURSE.c.next_visit_at)
    .outerjoin(COURSE, (COURSE.c.patient_id == PATIENT.c.id) & COURSE.c.ended_at.is_(None))
    .order_by(COURSE.c.opened_at)
)
CHECKED = select(CHECK.c.patient_id, CHECK.c.for_day).where(
    among(CHECK.c.patient_id, "these"), CHECK.c.for_day >= bindparam("first")
)
SESSIONS = (
    select(SESSION.c.id, SESSION.c.patient_id, SESSION.c.day, SESSION.c.at, COURSE.c.area_id)
    .join(COURSE, COURSE.c.id == SESSION.c.course_id)
    .where(among(SESSION.c.patient_id, "these"), ~SESSION.c.cancelled, COURSE.c.ended_at.is_(None))
    .where(SESSION.c.at.between(bindparam("first_at"), bindparam("last_at")))
    .order_by(SESSION.c.at, SESSION.c.id)
)
# From the open courses outwards: joined the other way round, SQLite reads all that a patient ever logged.
ENTRIES = (
    select(COURSE.c.patient_id, *(ENTRY.c[name] for name in ("area_id", "for_day", "asked", "relief", "corrected_at")))
    .outerjoin_from(
        COURSE,
        ENTRY,
        (ENTRY.c.patient_id == COURSE.c.patient_id)
        & (ENTRY.c.area_id == COURSE.c.area_id)
        & (ENTRY.c.for_day >= bindparam("since")),
    )
    .where(among(COURSE.c.patient_id, "these"), COURSE.c.ended_at.is_(None))
    .order_by(ENTRY.c.for_day)
)
OF_THESE_DAYS = (among(AFTER.c.patient_id, "these"), AFTER.c.for_day >= bindparam("first"))
ANSWERS = select(AFTER).where(*OF_THESE_DAYS).order_by(AFTER.c.corrected_at, AFTER.c.version_id)
EFFECTS = select(AFTER_EFFECT).join(AFTER, AFTER.c.version_id == AFTER_EFFECT.c.version_id).where(*OF_THESE_DAYS)
ENDED = select(RELIEF_END.c.session_id).where(
    among(RELIEF_END.c.patient_id, "these"), RELIEF_END.c.for_day >= bindparam("first")
)


@dataclass(frozen=True, slots=True)
class DaySaid:
    """An entry, as far as reminders need it."""

    area: UUID
    day: date
    asked: str
    relief: str | None
    corrected_at: datetime


def zones_of(patients: Collection[UUID]) -> dict[UUID, str]:
    """Where each of them is: where their own phone was that was seen last, or else where they are treated."""
    places = {row.id: row.zone for row in rows(PLACES, these=patients)}
    zones = [(row.patient_id, zone_known_here(row.zone)) for row in rows(OWN_PHONES, these=patients)]
    return places | {one: zone for one, zone in zones if zone != NOT_SAID}


def known_of(patients: Collection[UUID], now: datetime) -> dict[UUID, Known]:
    """What decides on the reminders of each of these patients now, in a few questions however many they are."""
    courses = grouped(rows(COURSES, these=patients), by=lambda row: row.id)
    sessions = grouped(rows(SESSIONS, these=patients, first_at=now - AROUND, last_at=now + AROUND), by=patient)
    entries = rows(ENTRIES, these=patients, since=(now - LOOK_BACK).date())
    said = grouped((row for row in entries if row.for_day), by=patient)
    treated = treated_of(sessions, said, (now - AROUND).date())
    checked = grouped(rows(CHECKED, these=patients, first=(now - AROUND).date()), by=patient)
    return {
        one: Known(
            first=first_expected(own[0]),
            logged=frozenset(row.for_day for row in said[one]),
            sessions=treated[one],
            visits=[
                row.next_visit_at
                for row in own
                if row.next_visit_at and not is_checked(row.next_visit_at, checked[one], row.zone)
            ],
            is_treated=own[0].opened_at is not None,
        )
        for one, own in courses.items()
    }


def first_expected(course: Row[Any]) -> date:
    """The first day on which there should be an entry, by the row of the course that was opened first."""
    enrolled: date = course.enrolled_on
    return max(enrolled, diary_day(course.opened_at, course.zone)) if course.opened_at else enrolled


def is_checked(visit: datetime, checked: Iterable[Any], zone: str) -> bool:
    """The questions before this visit are answered; the clinic's days count."""
    return any(first_check_day(visit, zone) <= row.for_day <= diary_day(visit, zone) for row in checked)


def treated_of(
    sessions: dict[UUID, list[Row[Any]]], said: dict[UUID, list[Row[Any]]], first: date
) -> dict[UUID, list[Treated]]:
    """The sessions with what was answered after each, by patient."""
    found: dict[UUID, list[Treated]] = defaultdict(list)
    if not sessions:
        return found
    ended = {row.session_id for row in rows(ENDED, these=sessions, first=first)}
    answers = grouped(answers_of(sessions, first), by=lambda answer: answer.session_id)
    for one, own in sessions.items():
        gone = gone_in(
            [DaySaid(row.area_id, row.for_day, row.asked, row.relief, row.corrected_at) for row in said[one]], own
        )
        found[one] = [
            Treated(
                id=str(row.id),
                followed=followed(row.at, answers[row.id], has_ended=row.id in ended or row.id in gone),
            )
            for row in own
        ]
    return found


def gone_in(said: Collection[DaySaid], sessions: Collection[Any]) -> set[UUID]:
    """The sessions whose relief a check-in calls gone."""
    areas = {row.area_id for row in sessions}
    return {
        session
        for area in areas
        for session in gone_on(
            [day for day in said if day.area == area], [row for row in sessions if row.area_id == area]
        )
    }


def answers_of(patients: Collection[UUID], first: date) -> list[AnsweredAfter]:
    effects = grouped(rows(EFFECTS, these=patients, first=first), by=lambda row: row.version_id)
    return [
        after_of(
            row,
            tuple(Effect(effect=one.effect, severity=one.severity, words=one.words) for one in effects[row.version_id]),
        )
        for row in rows(ANSWERS, these=patients, first=first)
    ]


def rows(statement: Select[Any], *, these: Iterable[UUID], **values: object) -> list[Row[Any]]:
    return list(db.session.connection().execute(statement, {"these": list(these)} | values))


def grouped(found: Iterable[Any], *, by: Callable[[Any], UUID]) -> dict[UUID, list[Any]]:
    groups: dict[UUID, list[Any]] = defaultdict(list)
    for one in found:
        groups[by(one)].append(one)
    return groups


def patient(row: Row[Any]) -> UUID:
    found: UUID = row.patient_id
    return found
