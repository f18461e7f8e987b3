"""Margaret Ellis of the demo clinic as facts: six weeks, five sessions, session 6 today."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from diary.checks.domain import CompleteCheck
from diary.checks.values import AskedQuestion
from diary.entries.values import DayEntry, Effect
from diary.practice.domain import ROWS, Look, PatientRecord, PracticeCard
from diary.sessions.values import CourseRecord, RecordedSession
from diary.trends.facts import Facts, Words

FIRST = date(2026, 10, 9)
TODAY = date(2026, 11, 20)
ZONE = "America/Toronto"
PAIN = "7 7 8 7 6 7 7 4 6 7 7 7 – 7 4 4 6 6 7 – – 3 4 6 7 6 6 6 3 3 – 4 6 6 6 3 2 3 4 4 6 6"
MEDICINE = "3 2 3 3 2 3 3 1 2 2 3 2 – 2 0 1 2 2 2 – – 1 2 3 2 2 1 1 0 0 – 1 1 2 1 0 0 0 0 0 1 1"
SLEEP = "3 2 3 2 2 3 2 2 2 2 3 2 – 2 1 1 2 2 2 – – 1 2 3 2 2 1 1 1 0 – 1 1 2 1 0 0 1 0 1 1 2"
BOTHER = "0 0 0 0 0 0 0 1 1 0 0 0 – 0 1 0 0 0 0 – – 1 2 2 1 0 0 0 1 0 – 0 0 0 0 1 0 0 0 0 0 0"
GOAL = "0 0 1 0 0 0 0 1 0 0 0 0 – 1 1 1 0 0 0 – – 1 1 0 0 0 0 1 1 1 – 1 0 0 1 1 1 1 1 1 0 1"
PEG = (6.7, 6.3, 6.0, 5.3, 4.7, 4.0)
LATE = 25

ENGLISH = Words(
    say=str,
    chart_date=lambda day: f"{day:%b} {day.day}",
    table_date=lambda day: f"{day:%a %b} {day.day}",
    medium_date=lambda day: f"{day:%b} {day.day}, {day.year}",
    full_date=lambda day: f"{day:%B} {day.day}, {day.year}",
)


def day(offset: int) -> date:
    """A day counted from the first one of the diary."""
    return FIRST + timedelta(days=offset)


def at(offset: int, hour: int = 20) -> datetime:
    """A time of that day, in UTC for simplicity: the afternoon in Toronto."""
    return datetime.combine(day(offset), datetime.min.time(), UTC) + timedelta(hours=hour)


def numbers(row: str) -> list[int | None]:
    return [None if word == "–" else int(word) for word in row.split()]


def an_entry(offset: int, pain: int | None = 6, **changes: Any) -> DayEntry:
    facts: dict[str, Any] = {
        "day": day(offset),
        "asked": "last_24h",
        "pain": pain,
        "stamp": "on_time",
        "edited": False,
        "corrected_at": at(offset),
        "zone": ZONE,
        "author": "patient",
        "source": "phone",
    }
    return DayEntry(**facts | changes)


def a_session(offset: int, number: int = 1, **changes: Any) -> RecordedSession:
    facts: dict[str, Any] = {
        "at": at(offset, 14),
        "day": day(offset),
        "zone": ZONE,
        "injections": True,
        "spg_bath": False,
        "areas": "Right knee",
        "side": None,
        "solution": "Dextrose 5%",
        "anaesthetic": "none",
        "id": uuid4(),
        "patient_id": uuid4(),
        "course_id": uuid4(),
        "area_id": uuid4(),
        "revision": 1,
        "created_at": at(offset),
        "recorded_by": None,
        "recorded_at": at(offset),
        "number": number,
    }
    return RecordedSession(**facts | changes)


def a_course(**changes: Any) -> CourseRecord:
    facts: dict[str, Any] = {
        "condition": "joint_pain",
        "condition_words": None,
        "planned_sessions": 6,
        "weekday": 4,
        "next_visit_at": None,
        "id": uuid4(),
        "patient_id": uuid4(),
        "area_id": uuid4(),
        "area_name": "Right knee, inner side",
        "area_group": "joint",
        "opened_at": at(0),
        "ended_at": None,
    }
    return CourseRecord(**facts | changes)


def a_patient(**changes: Any) -> PatientRecord:
    practice = PracticeCard(
        id=uuid4(), name="Harbour Lane Clinic", phone=None, emergency_number="911", zone=ZONE, is_demo=True
    )
    facts: dict[str, Any] = {
        "id": uuid4(),
        "practice": practice,
        "name": "Margaret Ellis",
        "year_of_birth": 1964,
        "language": "en",
        "enrolled_on": FIRST,
        "archived_at": None,
        "shared_until": None,
        "rows": frozenset(ROWS),
        "look": Look(theme="phone", bigger_buttons=False),
    }
    return PatientRecord(**facts | changes)


def some_facts(series: str = "", sessions: tuple[int, ...] = (), **changes: Any) -> Facts:
    """A diary with these scores from its first day on, read on the day after the last of them."""
    scores = numbers(series)
    facts: dict[str, Any] = {
        "patient": a_patient(),
        "today": day(len(scores)),
        "intake_pain": None,
        "courses": (),
        "course": a_course(),
        "sessions": tuple(a_session(offset, n) for n, offset in enumerate(sessions, 1)),
        "entries": tuple(
            an_entry(offset, pain, asked="since_session" if offset in sessions else "last_24h")
            for offset, pain in enumerate(scores)
            if pain is not None
        ),
        "checks": (),
        "goal": None,
        "questions": (),
    }
    return Facts(**facts | changes)


def asked(*words: str) -> tuple[AskedQuestion, ...]:
    """What a patient wants to ask."""
    facts = {"asked_on": TODAY, "talked_about_on": None, "corrected_at": at(41, 23)}
    return tuple(AskedQuestion(id=uuid4(), words=one, **facts) for one in words)


def margaret(**changes: Any) -> Facts:
    """Margaret's whole diary."""
    plain = some_facts(PAIN, (7, 14, 21, 28, 35))
    rows = zip(*(numbers(row) for row in (MEDICINE, SLEEP, BOTHER, GOAL)), strict=True)
    answers = {day(offset): (offset, *row) for offset, row in enumerate(rows)}
    facts: dict[str, Any] = {
        "course": a_course(next_visit_at=at(42, 15)),
        "entries": tuple(answered(entry, *answers[entry.day]) for entry in plain.entries),
        "checks": tuple(CompleteCheck(day=day(7 * n + 6), peg=score) for n, score in enumerate(PEG)),
        "goal": "walk 20 minutes",
        "questions": asked("Can I go back to swimming?", "Pain comes back on day 5. Is that normal?"),
    }
    return replace(plain, **facts | changes)


def answered(entry: DayEntry, offset: int, medicine: int, sleep: int, bother: int, goal: int) -> DayEntry:
    """The entry with the optional rows of its day; the third session brought more than soreness."""
    after_third = 21 <= offset < 28
    effects = ("bruise", "more_pain") if after_third else ("soreness",)
    return replace(
        entry,
        medicine=medicine,
        sleep=sleep,
        goal="yes" if goal else "no",
        bothered=None if offset < 7 else bool(bother),
        effects=tuple(Effect(effect=effect, severity=bother) for effect in effects) if bother else (),
        stamp="late" if offset == LATE else "on_time",
    )
