"""The one-pager as a template needs it: ready words and ready shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from diary.charts.course import CourseFigure, course_figure
from diary.charts.frame import NARROW, WIDE
from diary.charts.panels import PanelsFigure
from diary.checks.values import AskedQuestion
from diary.trends.about import about, sharing
from diary.trends.adherence import Adherence
from diary.trends.below_tables import kept_said, level_said, peg_said, response_said
from diary.trends.describe import description
from diary.trends.effect_lines import EffectLine, effect_answers, effect_lines, no_effects
from diary.trends.facts import Facts, Words
from diary.trends.figure import course_marks
from diary.trends.findings import Findings, findings_of
from diary.trends.flag_marks import FlagMark, flag_marks
from diary.trends.notes import GoalNote, PegNote, goal_note, peg_note
from diary.trends.panels import panels
from diary.trends.plain import plain_lines
from diary.trends.session_rows import SessionRow, session_rows
from diary.trends.table import DayRow, day_rows

MOST_EFFECT_LINES = 4
MOST_FLAGS = 3  # on the page; the table has all
MOST_BESIDE_PANELS = 300  # letters of goal, effects and questions that half a sheet of paper holds


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
    flags: Sequence[FlagMark]
    effects: Sequence[EffectLine]  # all of them, when the page has room for the worst alone
    plain: str


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
    flags: Sequence[FlagMark]
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
    questions: Sequence[AskedQuestion]
    numbers: Numbers

    @property
    def has_long_notes(self) -> bool:
        """On paper, what stands under the figure needs more room than there is beside the panels."""
        notes = (
            self.goal_words,
            *(question.words for question in self.questions),
            *(line.sessions + line.words for line in self.effects),
        )
        return sum(len(note) for note in notes) > MOST_BESIDE_PANELS


def one_pager(facts: Facts, words: Words) -> OnePager:
    """Put the page together.

    Args:
        facts: One patient and one course, as loaded.
        words: How to say things in the reader's language.
    """
    found = findings_of(facts)
    marks = course_marks(found, words)
    answers = effect_answers(facts)
    peg, effects = peg_note(facts, words), effect_lines(facts, answers, words)
    return OnePager(
        patient_id=facts.patient.id,
        name=facts.patient.name,
        first_name=facts.patient.name.split()[0],
        about=" ".join(words.say(sentence) for sentence in about(facts, words)),
        clinic=facts.patient.practice.name,
        printed=words.full_date(facts.today),
        course_id=facts.course.id if facts.course else None,
        courses=course_links(facts),
        next_number=next_number(facts),
        headline=" ".join(words.say(sentence) for sentence in found.summary.headline),
        basis=words.say(found.summary.basis) if facts.entries else "",
        sharing=sharing(facts, words),
        flags=flag_marks(facts, words)[:MOST_FLAGS],
        wide=course_figure(marks, WIDE),
        narrow=course_figure(marks, NARROW),
        panels=panels(found, marks, words),
        key=key_of(found.kept),
        description=description(found, answers, words),
        peg=peg,
        goal_words=facts.goal or "",
        goal=goal_note(facts, found.summary, words),
        effects=effects[:MOST_EFFECT_LINES],
        no_effects=words.say(no_effects(facts, answers)),
        questions=facts.questions,
        numbers=numbers(found, peg, effects, words),
    )


def course_links(facts: Facts) -> list[CourseLink]:
    """The courses to switch between; none when there is only one."""
    if len(facts.courses) < 2:
        return []
    return [CourseLink(id=course.id, words=course.area_name, shown=course == facts.course) for course in facts.courses]


def next_number(facts: Facts) -> int | None:
    """The number of the session that could be recorded now; None when no course is open."""
    return len(facts.sessions) + 1 if facts.course and facts.course.is_open else None


def key_of(kept: Adherence) -> Key:
    return Key(late=kept.late > 0, paper=kept.paper > 0, memory=kept.recalled > 0, missing=kept.missing > 0)


def numbers(found: Findings, peg: PegNote | None, effects: Sequence[EffectLine], words: Words) -> Numbers:
    also = [*kept_said(found.kept), *response_said(found.summary), *level_said(found.summary), *peg_said(found.facts)]
    return Numbers(
        days=day_rows(found.facts, found.span, words),
        sessions=session_rows(found.facts, found.summary, words),
        also=[words.say(sentence) for sentence in also],
        flags=flags if len(flags := flag_marks(found.facts, words)) > MOST_FLAGS else (),
        effects=effects if len(effects) > MOST_EFFECT_LINES else (),
        plain="\n".join(plain_lines(found, peg, effects, words)),
    )
