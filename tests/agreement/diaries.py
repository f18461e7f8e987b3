"""Diaries that nobody planned: courses, sessions and saves as chance has them, around a change of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from diary.audit.domain import Actor
from diary.checks.actions import record_answers
from diary.checks.models import Question
from diary.days import diary_day
from diary.db import db
from diary.effects.actions import record_what_followed
from diary.effects.domain import EASES
from diary.entries.actions import record_entry
from diary.entries.domain import EFFECTS, GOALS, MEDICINES, RELIEFS
from diary.entries.wire import read_version
from diary.errors import Invalid
from diary.practice.domain import ROWS
from diary.practice.models import Area, Patient, Practice
from diary.sessions.models import Course, TreatmentSession
from tests.entries.saves import a_message
from tests.factories import a_patient, an_area
from tests.today.days import a_course, a_session

ZONES = ("America/Toronto", "Europe/London", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Kolkata")
CLOCKS_CHANGE = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5), date(2026, 10, 25), date(2026, 11, 1))
STAFF = Actor.staff(UUID(int=1))
OWN = Actor.phone(UUID(int=2), is_carer=False)
CARER = Actor.phone(UUID(int=3), is_carer=True)
HOW = ((OWN, "phone"), (OWN, "form"), (CARER, "phone"), (STAFF, "paper"))
HOURS = (0, 0, 1, 1, 2, 3, 4, 6)  # of errors that phones' clocks have, and steps between saves


class Diary:
    """One patient's diary up to a day, and the moments at which to ask about it."""

    def __init__(self, practice: Practice, seed: int) -> None:
        self.random, self.ids = Random(seed), Random(f"ids {seed}")
        self.zone = self.random.choice(ZONES)
        self.middle = self.random.choice(CLOCKS_CHANGE) + timedelta(days=self.random.randrange(-3, 4))
        self.patient = self.a_patient(practice)
        self.areas = [an_area(self.patient, id=self.new_id(), name=name) for name in ("Right knee", "Low back", "Neck")]
        self.treated: list[tuple[Area, TreatmentSession]] = []
        courses_in = [] if self.chance(0.1) else self.areas
        self.sessions = [session for area in courses_in for session in self.a_course(area)]
        if self.chance(0.6):
            self.set_goal()
        for _ in range(self.random.randrange(28)):
            self.save()
        self.random = Random(f"after {seed}")
        for _ in range(self.random.randrange(12) if self.treated else 0):
            self.follow()
        self.prepare_visits(Random(f"visit {seed}"))

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def new_id(self) -> UUID:
        """Ids decide where moments are equal, so they are of the seed as well."""
        return UUID(int=self.ids.getrandbits(128), version=4)

    def day(self, before: int, after: int) -> date:
        return self.middle + timedelta(days=self.random.randrange(-before, after + 1))

    def moment(self, day: date) -> datetime:
        """A moment of a day by the wall clock of one of the places, often where something turns."""
        hour = self.random.choice((0, 3, 4, 11, 12, self.random.randrange(24)))
        second = self.random.choice((0, 1, 3599, self.random.randrange(3600)))
        local = datetime.combine(day, time(hour)) + timedelta(seconds=second)
        zone = self.random.choice((self.zone, self.zone, *ZONES))
        return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)

    def a_patient(self, practice: Practice) -> Patient:
        rows = {f"asks_{row}": self.chance(0.8) for row in ROWS}
        return a_patient(practice, id=self.new_id(), enrolled_on=self.day(16, 1), **rows)

    def a_course(self, area: Area) -> list[tuple[Area, datetime]]:
        """Perhaps a course of an area, perhaps ended, perhaps after an earlier one; its area with the times of its sessions."""
        if self.chance(0.3):
            return []
        times = []
        for ended in (True, self.chance(0.3)) if self.chance(0.2) else (self.chance(0.2),):
            ended_at = self.moment(self.middle) if ended else None
            course = a_course(self.patient, area, id=self.new_id(), ended_at=ended_at)
            days = {self.day(20, 2) for _ in range(self.random.randrange(4))}
            for day in sorted(days):  # a set has another order in each process
                bath, cancelled = self.chance(0.3), self.chance(0.15)
                facts = {"id": self.new_id(), "injections": not bath, "spg_bath": bath, "cancelled": cancelled}
                session = a_session(course, day, self.random.randrange(24), **facts)
                self.treated.append((area, session))
                times.append((area, session.at))
        return times

    def set_goal(self) -> None:
        words = None if self.chance(0.2) else "Walk the dog"
        day = self.middle - timedelta(days=10)
        self.keep(record_answers, "goal", None, {"words": words}, day, self.moment(day))

    def prepare_visits(self, chance: Random) -> None:
        """Visits, checks, goals and questions, some of them changed, withdrawn or talked about."""
        before, self.random = self.random, chance
        for course in db.session.scalars(select(Course).where(Course.patient_id == self.patient.id)).all():
            if self.chance(0.7):
                course.next_visit_at = self.moment(self.day(2, 4))
        db.session.commit()
        for _ in range(self.random.randrange(8)):
            kind, body = self.goal() if self.chance(0.1) else self.random.choice((self.check(), self.question()))
            day = self.day(14 if kind == "goal" else 3, 2)
            self.keep(record_answers, kind, None, body, day, self.moment(day))
        for asked in db.session.scalars(select(Question).where(Question.patient_id == self.patient.id)).all():
            if self.chance(0.3):
                asked.talked_about_on = self.day(4, 3)
        db.session.commit()
        self.random = before

    def check(self) -> tuple[str, dict[str, Any]]:
        """A weekly check, of which a few items may be missing."""
        items = ("peg_pain", "peg_enjoyment", "peg_activity", "goal_difficulty")
        answers = {item: self.random.randrange(11) for item in items if self.chance(0.9)}
        return "weekly_check", answers | {"change": self.random.randrange(1, 8)}

    def goal(self) -> tuple[str, dict[str, Any]]:
        return "goal", {"words": self.random.choice((None, "Climb the stairs", " Drive for 1 hour", "Knit"))}

    def question(self) -> tuple[str, dict[str, Any]]:
        """A new one, or a change of one that was asked before."""
        known = db.session.scalars(select(Question.id).where(Question.patient_id == self.patient.id)).all()
        body = {"words": self.random.choice(("May I swim?", "How long does it last? ", "Why\nthat side?"))}
        if known and self.chance(0.6):
            return "question", body | {"question": str(min(known)), "withdrawn": self.chance(0.3)}
        return "question", body

    def save(self) -> None:
        """A check-in: of a session's day and about its time, or of some day and made around it."""
        if self.sessions and self.chance(0.25):
            area, at = self.random.choice(self.sessions)
            at += timedelta(seconds=self.random.choice((-3600, -1, 0, 1)))
            day = at.date()
        else:
            area, day = self.random.choice(self.areas), self.day(14, 1)
            at = self.moment(day + timedelta(days=self.random.choice((0, 0, 0, 1, 1, 2, 5))))
        self.keep(record_entry, "entry", area, self.answers(), day, at)

    def follow(self) -> None:
        """An answer after a session, or the word that its relief has worn off."""
        area, session = self.random.choice(self.treated)
        by_name = self.chance(0.2)  # in a check-in of the days in question
        at = self.moment(self.day(3, 4)) if by_name else self.moment_after(session.at)
        zone = self.random.choice((self.zone, *ZONES))
        day = diary_day(at, zone)
        if by_name:
            self.keep(record_what_followed, "after", area, {"effects": self.effects_after()}, day, at, session)
        elif self.chance(0.25):
            moment = at.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
            body = self.random.choice(({"said": "gone"}, {"said": "now", "ended_at": moment}))
            self.keep(record_what_followed, "relief_end", area, body, day, at, session)
        else:
            self.keep(record_what_followed, "after", area, self.answers_after(), day, at, session)

    def moment_after(self, at: datetime) -> datetime:
        """A moment up to two days after a session, often where something turns."""
        return at + timedelta(
            hours=self.random.choice((0, 1, 2, 5, 9, 23, 47)), seconds=self.random.randrange(-2, 3600)
        )

    def effects_after(self) -> list[dict[str, Any]]:
        return [
            {"effect": effect, "severity": self.random.randrange(4)}
            for effect in self.random.sample(EFFECTS, self.random.choice((0, 1, 1, 2)))
        ]

    def answers_after(self) -> dict[str, Any]:
        effects = self.effects_after()
        maybe = {"ease": self.random.choice(EASES), "effects": effects, "usual_day": "almost", "prompt": "soon"}
        body = {name: value for name, value in maybe.items() if self.chance(0.7)}
        return {"none_of_these": True} if self.chance(0.25) else body

    def keep(
        self,
        record: Any,
        kind: str,
        area: Area | None,
        body: dict[str, Any],
        day: date,
        at: datetime,
        session: TreatmentSession | None = None,
    ) -> None:
        skew = timedelta(hours=self.random.choice(HOURS), milliseconds=self.random.choice((-700, 0, 40)))
        edited = (at - skew).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
        envelope = {
            "edited_at": edited,
            "skew_ms": round(skew.total_seconds() * 1000),
            "zone": self.random.choice(ZONES),
        }
        about = {"kind": kind, "for_day": day.isoformat(), "area": area and str(area.id)}
        about |= {"session": session and str(session.id)}
        message = a_message(id=str(self.new_id()), body=body) | about | envelope
        actor, source = self.random.choice(HOW)
        try:
            record(self.patient.id, read_version(message), actor=actor, source=source, now=at + timedelta(days=1))
        except Invalid:  # a day that had not come yet there
            return

    def answers(self) -> dict[str, Any]:
        effects = {
            effect: {"effect": effect, "severity": self.random.randrange(4)}
            for effect in self.random.sample(EFFECTS, self.random.randrange(3))
        }
        if self.chance(0.3):
            effects["something_else"] = {"effect": "something_else", "severity": 1, "words": "a dull ache"}
        maybe = {
            "pain": self.random.randrange(11),
            "worst": self.random.randrange(11),
            "sleep": self.random.randrange(4),
            "relief": self.random.choice(RELIEFS),
            "goal": self.random.choice(GOALS),
            "bothered": self.chance(0.5),
            "medicine_classes": self.random.sample(MEDICINES, 2),
            "effects": list(effects.values()),
            "note": self.random.choice(("Walked.", "  ", "two\nlines")),
        }
        body = {name: value for name, value in maybe.items() if self.chance(0.6)}
        return body | {"asked": self.random.choice(("last_24h", "since_session")), "medicine": 2}

    def questions(self, count: int) -> list[tuple[date, datetime, str]]:
        """Days to look at, when and where."""
        found = []
        for _ in range(count):
            now = self.moment(self.day(3, 4))
            zone = self.random.choice((self.zone, *ZONES))
            today = now.astimezone(ZoneInfo(zone)).date()
            found.append((today - timedelta(days=self.random.choice((0, 0, 1, 1, 2, 9, -1))), now, zone))
        return found
