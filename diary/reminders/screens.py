"""How it stands with a patient's reminders, as the screen says it."""

from dataclasses import dataclass
from datetime import date, timedelta

from diary.reminders.schedule import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """Which sentence the screen begins with.

    Attributes:
        line: deleting, where the patient asked for that; ended, once the course has; off; early, before a course; paused; on.
        resume_on: The first day with reminders after a pause.
    """

    line: str = "off"
    resume_on: date | None = None


def reminders_of(plan: Plan | None, *, is_deleting: bool, had_course: bool, is_treated: bool, today: date) -> Reminders:
    """What is true of a plan on a day of the calendar where the patient is; `is_treated` while a course is open."""
    if is_deleting:
        return Reminders(line="deleting")
    if had_course and not is_treated:
        return Reminders(line="ended")
    if plan is None or not plan.is_on:
        return Reminders()
    if not is_treated:
        return Reminders(line="early")
    if plan.paused_until and plan.paused_until >= today:
        return Reminders(line="paused", resume_on=plan.paused_until + timedelta(days=1))
    return Reminders(line="on")
