"""The numbers behind the figure, in words: one row a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from diary.effects.words import BOTHER
from diary.entries.values import DayEntry
from diary.text import Text
from diary.trends.facts import Facts, Words
from diary.trends.span import Span
from diary.trends.words import score_words

SLEEP = (Text("good"), Text("fair"), Text("poor"), Text("very poor"))
GOAL = {"yes": Text("met"), "part": Text("partly"), "no": Text("not met")}
MEDICINES = {
    "paracetamol": Text("paracetamol"),
    "anti_inflammatory": Text("anti-inflammatory"),
    "opioid": Text("opioid"),
    "cortisone": Text("cortisone injection"),
    "other": Text("other"),
}
UNANSWERED = "–"
MOST_MEDICINE = 3
STAMPS = {"late": Text("late"), "recalled": Text("from memory")}
SOURCES = {"paper": Text("on paper"), "kiosk": Text("at the clinic"), "import": Text("imported")}
AUTHORS = {"carer": Text("by the carer"), "staff": Text("by staff")}
BEFORE_SESSION = Text("before the session, not counted")
EDITED = Text("edited")
YES = Text("yes")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One day in words; without an entry the answers are None."""

    day: str
    session: str
    answers: tuple[str, ...] | None  # pain, effects, medicine, sleep, goal
    marks: str  # how the entry was made, after the pain
    note: str | None


def day_rows(facts: Facts, span: Span, words: Words) -> list[DayRow]:
    """Every day of the figure, newest first."""
    by_day = {entry.day: entry for entry in facts.entries}
    numbers = {day: n for n, day in enumerate(facts.session_days, 1)}
    days = [day for day in days_of(span) if day <= facts.as_of or day in by_day or day in numbers]
    return [day_row(day, by_day.get(day), numbers.get(day), facts, words) for day in reversed(days)]


def days_of(span: Span) -> list[date]:
    every = (span.first + timedelta(days=n) for n in range((span.end - span.first).days))
    return [day for day in every if span.shows(day)]


def day_row(day: date, entry: DayEntry | None, number: int | None, facts: Facts, words: Words) -> DayRow:
    return DayRow(
        day=words.table_date(day),
        session="" if number is None else words.say(Text("Session %(n)s", n=number)),
        answers=None if entry is None else tuple(words.say(answer) for answer in answers_of(entry, words)),
        marks="" if entry is None else ", ".join(words.say(mark) for mark in marks_of(entry, facts)),
        note=entry.note if entry else None,
    )


def answers_of(entry: DayEntry, words: Words) -> Iterable[Text | str]:
    yield pain_said(entry)
    yield bother_said(entry)
    yield medicine_said(entry, words)
    yield UNANSWERED if entry.sleep is None else SLEEP[entry.sleep]
    yield GOAL[entry.goal] if entry.goal else UNANSWERED


def pain_said(entry: DayEntry) -> Text | str:
    if entry.pain is None or entry.stamp == "recalled":
        return UNANSWERED
    if entry.worst is None:
        return score_words(entry.pain)
    return Text("%(pain)s, worst %(worst)s", pain=score_words(entry.pain), worst=entry.worst)


def bother_said(entry: DayEntry) -> Text | str:
    if entry.effects:
        return BOTHER[entry.worst_effect]
    if entry.bothered is None:
        return UNANSWERED
    return YES if entry.bothered else BOTHER[0]


def medicine_said(entry: DayEntry, words: Words) -> Text | str:
    if entry.medicine is None:
        return UNANSWERED
    count = "3+" if entry.medicine == MOST_MEDICINE else str(entry.medicine)
    classes = ", ".join(words.say(MEDICINES[one]) for one in entry.medicine_classes)
    return Text("%(count)s, %(classes)s", count=count, classes=classes) if classes else count


def marks_of(entry: DayEntry, facts: Facts) -> list[Text]:
    """Everything about how an entry was made that changes what its number is worth."""
    marks = [STAMPS.get(entry.stamp), SOURCES.get(entry.source)]
    if facts.before_session(entry):
        marks.append(BEFORE_SESSION)
    if entry.source not in SOURCES:
        marks.append(AUTHORS.get(entry.author))
    if entry.edited:
        marks.append(EDITED)
    return [mark for mark in marks if mark]
