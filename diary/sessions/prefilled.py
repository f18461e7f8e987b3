"""What a form shows before anybody has typed: today, the visit before, or what is already kept."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from diary.sessions.domain import SOLUTIONS, next_weekly
from diary.sessions.values import CoursePlan, CourseRecord, RecordedSession, SessionFacts


def new_session(
    course: CourseRecord,
    number: int,
    last: RecordedSession | None,
    area_names: Collection[str],
    *,
    same: bool,
    now: datetime,
    zone: str,
) -> dict[str, Any]:
    """A new session: now, and with "Same as last time" what was done the last time.

    Dates, pains, stinging and the note belong to one visit and are never copied.
    """
    local = now.astimezone(ZoneInfo(zone))
    shown = {
        "date": local.date().isoformat(),
        "time": f"{local:%H:%M}",
        "areas": [course.area_name],
        "solution": SOLUTIONS[0],
    }
    if same and last is not None:
        shown |= treatment(last, area_names)
    return shown | next_visit(course, number, last, local)


def next_visit(course: CourseRecord, number: int, last: RecordedSession | None, today: datetime) -> dict[str, str]:
    """The visit that is booked already; else, while the course goes on, one a week later at the usual time."""
    booked = course.next_visit_at and course.next_visit_at.astimezone(today.tzinfo)
    if booked and booked.date() > today.date():
        return day_and_time(booked)
    usual = booked or (last and last.at.astimezone(today.tzinfo))
    if usual is None or number >= course.planned_sessions:
        return {}
    return {"next_date": next_weekly(today.date(), course.weekday).isoformat(), "next_time": f"{usual:%H:%M}"}


def day_and_time(at: datetime) -> dict[str, str]:
    return {"next_date": at.date().isoformat(), "next_time": f"{at:%H:%M}"}


def kept_session(session: RecordedSession, area_names: Collection[str]) -> dict[str, Any]:
    """A session as it stands, to be put right."""
    local = session.at.astimezone(ZoneInfo(session.zone))
    return {
        "revision": str(session.revision),
        "date": local.date().isoformat(),
        "time": f"{local:%H:%M}",
        "stinging": as_typed(session.stinging),
        "pain_before": as_typed(session.pain_before),
        "pain_after_15min": as_typed(session.pain_after_15min),
        "note": session.note or "",
        **treatment(session, area_names),
    }


def treatment(facts: SessionFacts, area_names: Collection[str]) -> dict[str, Any]:
    """What was done: an area that the patient's record does not name any more was typed."""
    return {
        "areas": [area for area in facts.area_names if area in area_names],
        "other_areas": "\n".join(area for area in facts.area_names if area not in area_names),
        "side": facts.side or "",
        "techniques": list(facts.techniques),
        "solution": facts.solution,
        "volume_ml": as_typed(facts.volume_ml),
        "anaesthetic": facts.anaesthetic,
        "points": as_typed(facts.points),
    }


def kept_plan(plan: CoursePlan, zone: str) -> dict[str, Any]:
    """A course's plan as it stands, to be changed."""
    return {
        "condition": plan.condition,
        "condition_words": plan.condition_words or "",
        "planned_sessions": str(plan.planned_sessions),
        "weekday": as_typed(plan.weekday),
        **booked_visit(plan, zone),
    }


def booked_visit(plan: CoursePlan, zone: str) -> dict[str, str]:
    """The next visit of a course as it is booked, by the practice's clock; nothing when none is."""
    return day_and_time(plan.next_visit_at.astimezone(ZoneInfo(zone))) if plan.next_visit_at else {}


def as_typed(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
