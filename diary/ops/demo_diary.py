"""What the demo's patients saved and when: their series as saves of a phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from diary.effects.red_flags import RED_FLAGS, FlagFacts
from diary.entries.values import Effect, EntryBody
from diary.entries.wire import entry_message
from diary.ops.demo_data import DemoPatient
from diary.sessions.domain import moment_of

DAY = timedelta(days=1)
EVENING = time(19, 40)
NEXT_AFTERNOON = time(13, 25)
RELIEFS = {"s": "still", "w": "wearing_off", "g": "gone"}
USUAL_EFFECT = ("soreness",)
ASKED_FOR = 7  # days after a session that effects are asked for
CHANGE = (None, 4, 4, 3, 3, 2)  # before each session: 4 the same, 3 a little better, 2 much better
GOAL_DIFFICULTY = (8, 8, 7, 6, 5, 4)


@dataclass(frozen=True, kw_only=True)
class Save:
    """One save on the patient's phone."""

    kind: str
    for_day: date
    edited_at: datetime
    body: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Places of the series on the calendar of the clinic; `today` is the day after the last place."""

    today: date
    zone: str
    days: int

    def day(self, place: int) -> date:
        return self.today - (self.days - place) * DAY

    def moment(self, place: int, clock: time) -> datetime:
        """When this place's day showed this time."""
        at = moment_of(self.day(place), clock, self.zone)
        if at is None:
            raise ValueError(f"no clock in {self.zone} shows {clock} on {self.day(place)}")
        return at


def saves_of(patient: DemoPatient, calendar: Calendar) -> Iterator[Save]:
    """Everything this patient saved, in the order it was saved."""
    found = [
        *goals(patient, calendar),
        *entries(patient, calendar),
        *checks(patient, calendar),
        *questions(patient, calendar),
        *cards(patient, calendar),
    ]
    yield from sorted(found, key=lambda save: save.edited_at)


def entries(patient: DemoPatient, calendar: Calendar) -> Iterator[Save]:
    for place in kept_places(patient):
        body = entry_message(answers(patient, place))
        yield Save(kind="entry", for_day=calendar.day(place), edited_at=saved_at(patient, place, calendar), body=body)


def kept_places(patient: DemoPatient) -> list[int]:
    return [place for place in range(patient.days) if patient.at("pain", place) is not None]


def saved_at(patient: DemoPatient, place: int, calendar: Calendar) -> datetime:
    """In the evening, never quite at the same minute; what is late, on the afternoon of the next day."""
    if place in patient.late:
        return calendar.moment(place + 1, NEXT_AFTERNOON)
    return calendar.moment(place, EVENING) + timedelta(
        minutes=(place * 17 + patient.age * 7) % 95, seconds=(place * 23) % 60
    )


def answers(patient: DemoPatient, place: int) -> EntryBody:
    """The answers of one check-in."""
    medicine = number(patient, "medicine", place)
    severity = number(patient, "effects", place)
    return EntryBody(
        asked="since_session" if place in patient.sessions else "last_24h",
        pain=number(patient, "pain", place),
        sleep=number(patient, "sleep", place),
        medicine=medicine,
        medicine_classes=("paracetamol",) if medicine else (),
        relief=RELIEFS.get(patient.at("relief", place) or ""),
        goal={"1": "yes", "0": "no"}.get(patient.at("goal", place) or ""),
        bothered=bool(severity) if effects_are_asked(patient, place) else None,
        effects=effects(patient, place, severity),
        symptoms=(patient.cards[place],) if place in patient.cards else (),
    )


def number(patient: DemoPatient, name: str, place: int) -> int | None:
    found = patient.at(name, place)
    return None if found is None else int(found)


def effects_are_asked(patient: DemoPatient, place: int) -> bool:
    session = patient.session_before(place)
    return "effects" in patient.series and session is not None and place - patient.sessions[session - 1] <= ASKED_FOR


def effects(patient: DemoPatient, place: int, severity: int | None) -> tuple[Effect, ...]:
    session = patient.session_before(place)
    if not severity or session is None:
        return ()
    return tuple(Effect(effect=name, severity=severity) for name in patient.after.get(session, USUAL_EFFECT))


def goals(patient: DemoPatient, calendar: Calendar) -> Iterator[Save]:
    if patient.goal_words:
        at = calendar.moment(0, time(12, 5))
        yield Save(kind="goal", for_day=calendar.day(0), edited_at=at, body={"words": patient.goal_words})


def checks(patient: DemoPatient, calendar: Calendar) -> Iterator[Save]:
    """PEG on the last day before each visit that has an entry, today's visit included."""
    visits = (*patient.sessions, patient.days)
    for visit, (pain, enjoyment, activity), change, difficulty in zip(
        visits, patient.peg, CHANGE, GOAL_DIFFICULTY, strict=False
    ):
        place = max(kept for kept in kept_places(patient) if kept < visit)
        body = {"peg_pain": pain, "peg_enjoyment": enjoyment, "peg_activity": activity, "goal_difficulty": difficulty}
        at = saved_at(patient, place, calendar) + timedelta(minutes=2)
        yield Save(
            kind="weekly_check",
            for_day=calendar.day(place),
            edited_at=at,
            body=body | ({"change": change} if change else {}),
        )


def questions(patient: DemoPatient, calendar: Calendar) -> Iterator[Save]:
    """Asked over the last days before today's visit."""
    for back, words in enumerate(reversed(patient.questions), 1):
        place = patient.days - back
        at = calendar.moment(place, time(17, 30))
        yield Save(kind="question", for_day=calendar.day(place), edited_at=at, body={"words": words})


def cards(patient: DemoPatient, calendar: Calendar) -> Iterator[Save]:
    """Shown as the symptom was ticked; read, and by the patient's word called, minutes later."""
    for place, symptom in patient.cards.items():
        shown = saved_at(patient, place, calendar)
        read = shown + timedelta(minutes=4)
        rule = RED_FLAGS.card([FlagFacts(symptoms=[symptom])], (), shown)
        if rule is None:
            raise ValueError(f"no card is shown for {symptom}")
        body = {"rule": rule.id, "level": rule.level, "rules_version": RED_FLAGS.version, "symptoms": [symptom]}
        told = {"shown_at": as_sent(shown), "dismissed_at": as_sent(read), "called": True}
        yield Save(kind="flag_log", for_day=calendar.day(place), edited_at=read, body=body | told)


def as_sent(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
