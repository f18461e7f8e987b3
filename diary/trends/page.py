"""The one-pager as a template needs it: ready words and ready shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from diary.charts.course import CourseFigure
from diary.charts.panels import PanelsFigure
from diary.days import diary_day
from diary.text import Text
from diary.trends.describe import description
from diary.trends.facts import Facts, Words, scores_of
from diary.trends.figure import drawn_baseline, figures, panels
from diary.trends.kept import Kept, kept_of
from diary.trends.notes import EffectLine, GoalNote, PegNote, effect_lines, goal_note, no_effects, peg_note
from diary.trends.span import Span, span_of
from diary.trends.summary import Summary, summarise
from diary.trends.table import DayRow, SessionRow, day_rows, session_rows
from diary.trends.weekly import peg_change_counts

MOST_EFFECT_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLink:
    """One course in the switch between them."""

    id: UUID
    words: str
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Which marks the figure holds that need a word."""

    late: bool
    paper: bool
    memory: bool
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The tables behind the figure."""

    days: Sequence[DayRow]
    sessions: Sequence[SessionRow]
    also: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePager:
    """Everything that the page and its print say."""

    patient_id: UUID
    name: str
    first_name: str
    about: str
    clinic: str
    printed: str
    course_id: UUID | None
    courses: Sequence[CourseLink]
    next_number: int | None
    headline: str
    basis: str
    sharing: str
    wide: CourseFigure
    narrow: CourseFigure
    panels: PanelsFigure | None
    key: Key
    description: Sequence[str]
    peg: PegNote | None
    goal_words: str
    goal: GoalNote | None
    effects: Sequence[EffectLine]
    no_effects: str
    questions: Sequence[str]
    numbers: Numbers


def one_pager(facts: Facts, words: Words) -> OnePager:
    """Put the page together.

    Args:
        facts: One patient and one course, as loaded.
        words: How to say things in the reader's language.
    """
    summary = summarise(scores_of(facts.entries, facts.sessions), facts.session_days, as_of=facts.as_of, intake=facts.intake_pain)
    span = span_of(facts, drawn_baseline(facts, summary))
    kept = kept_of(facts, span)
    wide, narrow = figures(facts, summary, words)
    return OnePager(
        patient_id=facts.patient.id,
        name=facts.patient.name,
        first_name=facts.patient.name.split()[0],
        about=" ".join(words.say(sentence) for sentence in about(facts, words)),
        clinic=facts.patient.practice.name,
        printed=words.full_date(facts.today),
        course_id=facts.course and facts.course.id,
        courses=course_links(facts),
        next_number=next_number(facts),
        headline=" ".join(words.say(sentence) for sentence in summary.headline),
        basis=words.say(summary.basis) if facts.entries else "",
        sharing=sharing(facts, words),
        wide=wide,
        narrow=narrow,
        panels=panels(facts, summary, words),
        key=key_of(kept),
        description=description(facts, summary, span, kept, words),
        peg=peg_note(facts, words),
        goal_words=facts.goal or "",
        goal=goal_note(facts, summary, words),
        effects=effect_lines(facts, words)[:MOST_EFFECT_LINES],
        no_effects=words.say(no_effects(facts)),
        questions=facts.questions,
        numbers=numbers(facts, summary, span, kept, words),
    )


def about(facts: Facts, words: Words) -> list[Text]:
    """Age, area and course, each a short sentence."""
    sentences = [Text("%(age)s.", age=facts.patient.age(facts.today))]
    if facts.course is None:
        return sentences
    sentences.append(Text("%(area)s.", area=facts.course.area_name))
    sentences.append(course_said(facts, words))
    if facts.course.ended_at:
        ended = diary_day(facts.course.ended_at, facts.patient.practice.zone)
        sentences.append(Text("Ended %(day)s.", day=words.medium_date(ended)))
    return sentences


def course_said(facts: Facts, words: Words) -> Text:
    course = facts.course
    planned = course.planned_sessions if course else 0
    if not facts.sessions:
        return Text("Course of %(n)s, not started.", n=planned)
    first = words.medium_date(facts.session_days[0])
    if course and course.weekday is not None:
        return Text("Course of %(n)s, weekly since %(day)s.", n=planned, day=first)
    return Text("Course of %(n)s, since %(day)s.", n=planned, day=first)


def course_links(facts: Facts) -> list[CourseLink]:
    """The courses to switch between; none when there is only one."""
    if len(facts.courses) < 2:
        return []
    return [CourseLink(id=course.id, words=course.area_name, shown=course == facts.course) for course in facts.courses]


def next_number(facts: Facts) -> int | None:
    """The number of the session that could be recorded now; None when no course is open."""
    return len(facts.sessions) + 1 if facts.course and facts.course.is_open else None


def sharing(facts: Facts, words: Words) -> str:
    if facts.patient.shared_until is None:
        return ""
    day = words.medium_date(diary_day(facts.patient.shared_until, facts.patient.practice.zone))
    return words.say(Text("Sharing stopped on %(day)s. Later entries are not shown.", day=day))


def key_of(kept: Kept) -> Key:
    return Key(late=kept.late > 0, paper=kept.paper > 0, memory=kept.recalled > 0, missing=kept.missing > 0)


def numbers(facts: Facts, summary: Summary, span: Span, kept: Kept, words: Words) -> Numbers:
    also = [kept_said(kept), *response_said(summary), *level_said(summary), *peg_said(facts)]
    return Numbers(
        days=day_rows(facts, span, words),
        sessions=session_rows(facts, summary, words),
        also=[words.say(sentence) for sentence in also],
    )


def kept_said(kept: Kept) -> Text:
    """Adherence: counts first."""
    return Text(
        "Of %(days)s days: %(on_time)s on time, %(late)s late, %(paper)s on paper, %(recalled)s from memory, %(missing)s without an entry.",
        days=kept.expected,
        on_time=kept.on_time,
        late=kept.late,
        paper=kept.paper,
        recalled=kept.recalled,
        missing=kept.missing,
    )


def response_said(summary: Summary) -> list[Text]:
    if summary.baseline.comparable is None or not summary.sessions:
        return []
    return [reached_said(percent, reached, len(summary.sessions)) for percent, reached in summary.sessions_to_response.items()]


def reached_said(percent: int, reached: int | None, sessions: int) -> Text:
    """After how many sessions two weeks running were so much lower."""
    if reached is None:
        return Text.plural("%(pct)s%% lower two weeks running: not yet (%(n)s session).", "%(pct)s%% lower two weeks running: not yet (%(n)s sessions).", sessions, pct=percent)
    return Text("%(pct)s%% lower two weeks running: from session %(n)s on.", pct=percent, n=reached)


def level_said(summary: Summary) -> list[Text]:
    """How the level before the sessions moves."""
    if summary.slope_pre_session is None:
        return []
    slope = f"{summary.slope_pre_session:+.2f}".replace("-", "−")
    if summary.direction is None:
        return [Text("Level before the sessions: %(slope)s points a session.", slope=slope)]
    return [Text("Level before the sessions: %(direction)s, %(slope)s points a session.", direction=summary.direction, slope=slope)]


def peg_said(facts: Facts) -> list[Text]:
    """The first PEG score against the last, and whether the difference is more than chance would make."""
    if len(facts.checks) < 2:
        return []
    first, last = facts.checks[0].peg, facts.checks[-1].peg
    slots = {"first": f"{first:.1f}", "last": f"{last:.1f}"}
    if peg_change_counts(first, last):
        return [Text("PEG from %(first)s to %(last)s: at least 1 point and 30%%.", **slots)]
    return [Text("PEG from %(first)s to %(last)s: less than 1 point or 30%%.", **slots)]
