"""Read what the screens of the visit and the goal need."""

from datetime import datetime
from uuid import UUID

from diary.checks.domain import A_DAY, WEEK, check_is_open, first_check_day, next_visit
from diary.checks.queries import goal_of, goals_of, questions_of, weekly_checks
from diary.checks.screens import GoalWeek, Visit
from diary.checks.values import AnsweredCheck
from diary.days import diary_day
from diary.entries.queries import days_of
from diary.practice.domain import PatientRecord
from diary.sessions.domain import MOST_OPEN_COURSES
from diary.sessions.queries import all_courses, sessions_of

MOST_GOALS = 20


def visit_of(patient: PatientRecord, *, now: datetime) -> Visit:
    """The next visit of a patient, at this moment."""
    zone = patient.practice.zone
    every_course = all_courses(patient.id)
    courses = [course for course in every_course if course.is_open][:MOST_OPEN_COURSES]
    areas = {course.area_id for course in courses}
    at = next_visit((course.next_visit_at for course in courses if course.next_visit_at), now, zone)
    return Visit(
        now=now,
        zone=zone,
        has_ended=bool(every_course) and not courses,
        practice=patient.practice,
        at=at,
        check_is_open=check_is_open(at, now, zone),
        answered=check_of(patient.id, at, zone) if at else None,
        asks_change=any(one.area_id in areas and one.has_passed(now) for one in sessions_of(patient.id)),
        goal=goal_of(patient.id) if "goal" in patient.rows else None,
        questions=questions_of(patient.id),
    )


def check_of(patient_id: UUID, visit: datetime, zone: str) -> AnsweredCheck | None:
    """The check that belongs to a visit, as it was saved last."""
    checks = weekly_checks(patient_id, first_check_day(visit, zone), diary_day(visit, zone))
    complete = [check for check in checks if check.peg is not None]
    return complete[-1] if complete else None


def goal_week(patient: PatientRecord, *, zone: str, now: datetime) -> GoalWeek:
    """The goal of a patient with its seven days up to yesterday, by the wall clock of this zone."""
    goals = goals_of(patient.id)[:MOST_GOALS]
    every_course = all_courses(patient.id)
    courses = [course for course in every_course if course.is_open]
    is_over = bool(every_course) and not courses
    is_asked = "goal" in patient.rows and not is_over
    if not goals or goals[0].words is None:
        return GoalWeek(is_asked=is_asked, is_over=is_over, earlier=[goal for goal in goals if goal.words])
    today = diary_day(now, zone)
    first = today - WEEK  # as the trend, which ends yesterday
    entries = days_of(patient.id, courses[0].area_id, max(first, goals[0].set_on), today - A_DAY) if courses else []
    answers = {entry.day: entry.goal for entry in entries}
    days = [first + A_DAY * place for place in range(WEEK // A_DAY)]
    return GoalWeek(
        goal=goals[0],
        is_asked=is_asked,
        is_over=is_over,
        days=[(day, answers.get(day)) for day in days],
        earlier=[goal for goal in goals[1:] if goal.words],
    )
