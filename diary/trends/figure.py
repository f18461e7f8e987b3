"""What the course figure draws: facts and numbers turned into marks."""

from diary.charts.marks import CourseMarks, DayMark, Level, RowWords
from diary.entries.values import DayEntry
from diary.text import Text
from diary.trends.facts import Facts, Words
from diary.trends.findings import Findings
from diary.trends.level import Baseline
from diary.trends.session_marks import one_decimal, relief_marks, session_marks, week_marks

YES_ONLY = 0.5  # "bothering me" without saying how much


def course_marks(found: Findings, words: Words) -> CourseMarks:
    """The marks of one course in the reader's language."""
    facts, span, baseline = found.facts, found.span, found.baseline
    line30, line50 = baseline.below(30), baseline.below(50)
    return CourseMarks(
        first=span.first,
        end=span.end,
        as_of=facts.as_of,
        hidden=span.hidden,
        days=tuple(day_mark(entry, facts) for entry in facts.entries if span.shows(entry.day)),
        sessions=tuple(session_marks(facts, span, words)),
        reliefs=tuple(relief_marks(found, words)),
        weeks=tuple(week_marks(found)),
        worst=Level(10, words.say(Text("10 worst")), "10"),
        none=Level(0, words.say(Text("0 none")), "0"),
        baseline=baseline_level(baseline, words),
        baseline_recalled=baseline.kind == "intake",
        lower30=lower_level(line30, Text("30%% lower %(level)s", level=one_decimal(line30)), words),
        lower50=lower_level(line50, Text("50%% lower %(level)s", level=one_decimal(line50)), words),
        rows=row_words(found, words),
    )


def baseline_level(baseline: Baseline, words: Words) -> Level | None:
    if baseline.mean is None:
        return None
    level = one_decimal(baseline.mean)
    name = (
        Text("Intake %(level)s", level=level) if baseline.kind == "intake" else Text("Baseline %(level)s", level=level)
    )
    return Level(baseline.mean, words.say(name), level)


def lower_level(line: float | None, name: Text, words: Words) -> Level | None:
    return None if line is None else Level(line, words.say(name), one_decimal(line))


def day_mark(entry: DayEntry, facts: Facts) -> DayMark:
    return DayMark(
        day=entry.day,
        pain=None if entry.stamp == "recalled" or entry.pain is None else float(entry.pain),
        late=entry.stamp == "late",
        paper=entry.source == "paper",
        before_session=facts.before_session(entry),
        bother=bother_of(entry),
        medicine=entry.medicine,
        sleep=entry.sleep,
    )


def bother_of(entry: DayEntry) -> float | None:
    """How much effects bothered that day; None when nothing was answered."""
    if entry.effects:
        return entry.worst_effect
    if entry.bothered is None:
        return None
    return YES_ONLY if entry.bothered else 0


def row_words(found: Findings, words: Words) -> RowWords:
    span, kept = found.span, found.kept
    before = span.days_before_first_session

    def not_answered(row: str) -> str:
        """A row that the clinic does not ask is no silence of the patient's."""
        return words.say(Text("no answers") if row in found.facts.patient.rows else Text("not asked now"))

    return RowWords(
        sessions=words.say(Text("Session")),
        average=words.say(Text("Week average")),
        average_short=words.say(Text("avg")),
        relief=words.say(Text("Relief lasted")),
        effects=words.say(Text("Effects")),
        medicine=words.say(Text("Extra medicine")),
        sleep=words.say(Text("Poor sleep")),
        kept=words.say(Text("Diary kept %(kept)s/%(days)s", kept=kept.on_time + kept.late, days=kept.expected)),
        before=words.say(Text("Week before")) if 0 < before <= 7 else "",
        before_short=words.say(Text("Before")) if before else "",
        before_date=words.say(Text("from %(day)s", day=words.chart_date(span.first))),
        not_answered=(not_answered("effects"), not_answered("medicine"), not_answered("sleep")),
    )
