"""Read how bad the pain was just before each area's last session."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from uuid import UUID

from diary.entries.queries import days_of
from diary.sessions.values import RecordedSession
from diary.trends.facts import counted, scores_of
from diary.trends.response import response_of
from diary.trends.series import Series, treatments_until

BEFORE_SESSION = timedelta(days=3)


def levels_before(patient_id: UUID, sessions: Sequence[RecordedSession]) -> Iterator[tuple[UUID, float | None]]:
    """Pain on average in the days just before each area's last session, as trends defines it; None when too few."""
    for area, of_area in by_area(sessions):
        days = [session.day for session in of_area]
        sessions_at = {session.day: session.at for session in of_area}
        entries = days_of(patient_id, area, days[-1] - BEFORE_SESSION, days[-1])
        series = Series.until(days[-1], scores_of(counted(entries, sessions_at)))
        yield area, response_of(series, treatments_until(days[-1], days)[-1]).pre_session


def by_area(sessions: Iterable[RecordedSession]) -> Iterator[tuple[UUID, list[RecordedSession]]]:
    """The sessions of each area in order of time."""
    ordered = sorted(sessions, key=lambda one: (str(one.area_id), one.at))
    return ((area, list(group)) for area, group in groupby(ordered, lambda one: one.area_id))
