"""Read the whole list of patients at once."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, case, func, literal, select

from diary.caseload.domain import ListedFlag, ListedPatient
from diary.caseload.flag_queries import waiting_flags
from diary.db import db
from diary.entries.history_queries import MADE_BY
from diary.entries.models import Entry, Version
from diary.practice.models import Area, Patient
from diary.sessions.models import Course

RUNNING = and_(Course.area_id == Area.id, Course.ended_at.is_(None))
LAST_ENTRY = select(func.max(Entry.for_day)).where(Entry.patient_id == Patient.id).correlate(Patient).scalar_subquery()
# What a patient saved after they stopped sharing is not the clinic's to know, not even that it is there.
LAST_SHARED = (
    select(func.max(Version.for_day))
    .where(
        Version.patient_id == Patient.id,
        Version.kind == "entry",
        Patient.sharing_stopped_at >= MADE_BY,
    )
    .correlate(Patient)
    .scalar_subquery()
)
LAST_KNOWN = case((Patient.sharing_stopped_at.is_(None), LAST_ENTRY), else_=LAST_SHARED)


def listed_patients(
    practice_id: UUID, *, archived: bool, with_entries: bool, day: date, zone: str
) -> list[ListedPatient]:
    """Every patient of a practice, archived or not, in as many queries whatever their number.

    One more goes out for each who stopped sharing and was shown a red-flag card since their last session.

    Args:
        practice_id: Where the reader works.
        archived: The archived ones instead of those in care.
        with_entries: Whether the reader may know of entries.
        day: Today at the practice; earlier visits are no longer next.
        zone: Of the practice.
    """
    last_entry = LAST_KNOWN if with_entries else literal(None)
    query = (
        select(Patient.id, Patient.name, Patient.year_of_birth, Area.name, Course.id, Course.next_visit_at, last_entry)
        .outerjoin(Area, Area.patient_id == Patient.id)
        .outerjoin(Course, RUNNING)
        .where(Patient.practice_id == practice_id, Patient.archived_at.is_not(None) == archived)
        .order_by(Patient.id, Area.name)
    )
    of_patient: dict[UUID, list[Any]] = {}
    for row in db.session.execute(query):
        of_patient.setdefault(row[0], []).append(row)
    morning = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    flags = waiting_flags(practice_id) if with_entries else {}
    return [listed(rows, day, morning, flags.get(patient)) for patient, rows in of_patient.items()]


def listed(rows: Sequence[Any], day: date, morning: datetime, flag: ListedFlag | None) -> ListedPatient:
    patient_id, name, year_of_birth, *_, last_entry = rows[0]
    areas = [(area, course, visit) for _id, _name, _year, area, course, visit, _last in rows if area is not None]
    treated = [area for area, course, _visit in areas if course is not None] or [area for area, *_ in areas]
    visits = [(visit, course) for _area, course, visit in areas if visit is not None and visit >= morning]
    next_visit, course_id = min(
        visits, default=(None, next((course for _area, course, _visit in areas if course), None))
    )
    return ListedPatient(
        id=patient_id,
        name=name,
        age=day.year - year_of_birth,
        areas=tuple(treated),
        next_visit=next_visit,
        course_id=course_id,
        last_entry=last_entry,
        flag=flag,
    )
