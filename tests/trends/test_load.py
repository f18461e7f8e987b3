"""Reading one course from the database, as staff may see it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from diary.checks.actions import record_answers
from diary.checks.queries import questions_of
from diary.checks.talked_actions import mark_talked_about
from diary.days import diary_day
from diary.db import db
from diary.effects.actions import record_what_followed
from diary.effects.domain import episodes
from diary.entries.wire import write_version
from diary.errors import NotFound
from diary.practice.models import Area, Patient
from diary.sessions.course_actions import end_course, open_course
from diary.sessions.queries import sessions_of_course
from diary.trends.effect_lines import effect_answers
from diary.trends.facts import Facts
from diary.trends.findings import findings_of
from diary.trends.load import facts_of
from diary.trends.session_rows import session_rows
from tests.entries.saves import PHONE, a_save, record, sent
from tests.factories import an_area
from tests.sessions.made import BY_BOB, a_course, a_plan, a_session, record_of
from tests.statements import heard
from tests.trends.margaret import ENGLISH

FIRST_SESSION = date(2026, 11, 10)
NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)  # Wednesday, 10 am in Toronto
EASE = {"before": "same", "after": "worse"}


@pytest.fixture
def knee(alice: Patient) -> Area:
    return an_area(alice, name="Right knee", area_group="joint")


@pytest.fixture
def course(alice: Patient, knee: Area) -> UUID:
    """Alice's knee with one session."""
    course_id = a_course(alice, area_id=knee.id)
    a_session(alice, course_id, FIRST_SESSION, now=NOW)
    return course_id


def a_day(alice: Patient, area: Area, day: date, pain: int = 6, *, saved: datetime | None = None) -> None:
    """An entry saved at seven in the evening of its day, unless another moment is given."""
    edited = saved or datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=24)
    record(alice, a_save(area, pain=pain, for_day=day, edited_at=edited), now=edited)


def a_later_course(alice: Patient) -> UUID:
    """A course for the neck, opened after every other one."""
    area = an_area(alice, name="Neck", area_group="neck_face_scalp")
    return open_course(record_of(alice), area.id, a_plan(), actor=BY_BOB, now=NOW)


def facts(alice: Patient, course_id: UUID | None = None) -> Facts:
    found = facts_of(record_of(alice), course_id, now=NOW)
    db.session.rollback()
    return found


def test_the_course_comes_with_its_sessions_and_days(alice, knee, course):
    a_day(alice, knee, date(2026, 11, 9), 7)
    a_day(alice, knee, date(2026, 11, 11), 4)

    found = facts(alice)

    assert found.course is not None
    assert found.course.area_name == "Right knee"
    assert found.session_days == (FIRST_SESSION,)
    assert found.scores() == {date(2026, 11, 9): 7, date(2026, 11, 11): 4}


def test_yesterday_is_the_last_day_that_counts(alice, course):
    found = facts(alice)

    assert (found.today, found.as_of) == (date(2026, 11, 18), date(2026, 11, 17))


def test_another_areas_days_stay_out(alice, knee, course):
    a_day(alice, an_area(alice, name="Neck"), date(2026, 11, 11))

    assert facts(alice).entries == ()


def test_the_newest_running_course_is_shown_first(alice, course):
    neck = a_later_course(alice)

    assert facts(alice).course.id == neck


def test_an_ended_course_is_shown_when_none_runs(alice, course):
    end_course(record_of(alice), course, actor=BY_BOB, now=NOW)

    assert facts(alice).course.id == course


def test_a_running_course_comes_before_a_newer_one_that_ended(alice, course):
    neck = a_later_course(alice)
    end_course(record_of(alice), neck, actor=BY_BOB, now=NOW)

    assert facts(alice).course.id == course


def test_a_course_may_be_asked_for(alice, course):
    a_later_course(alice)

    assert facts(alice, course).course.id == course


def test_an_unknown_course_is_missing(alice, course):
    with pytest.raises(NotFound):
        facts(alice, uuid4())


def test_a_patient_without_a_course_has_facts(alice):
    found = facts(alice)

    assert (found.course, found.entries, found.sessions) == (None, (), ())


def test_a_later_course_of_the_same_area_is_another_story(alice, knee, course):
    a_day(alice, knee, date(2026, 11, 12), 4)
    end_course(record_of(alice), course, actor=BY_BOB, now=datetime(2026, 11, 13, 15, tzinfo=UTC))
    a_course(alice, area_id=knee.id)
    a_day(alice, knee, date(2026, 11, 16), 1)

    found = facts(alice, course)

    assert (found.as_of, list(found.scores())) == (date(2026, 11, 13), [date(2026, 11, 12)])


def stop_sharing(alice: Patient, at: datetime | None) -> None:
    db.session.execute(db.update(Patient).where(Patient.id == alice.id).values(sharing_stopped_at=at))
    db.session.commit()


def test_what_was_saved_after_sharing_stopped_stays_hidden(alice, knee, course):
    a_day(alice, knee, date(2026, 11, 11), 4)
    a_day(alice, knee, date(2026, 11, 13), 5)
    stop_sharing(alice, datetime(2026, 11, 12, 12, tzinfo=UTC))

    found = facts(alice)
    assert (found.as_of, list(found.scores())) == (date(2026, 11, 12), [date(2026, 11, 11)])


def test_a_day_that_was_changed_after_sharing_stopped_stays_as_the_clinic_knew_it(alice, knee, course):
    a_day(alice, knee, date(2026, 11, 11), 4)
    a_day(alice, knee, date(2026, 11, 11), 9, saved=datetime(2026, 11, 12, 15, tzinfo=UTC))
    stop_sharing(alice, datetime(2026, 11, 12, 12, tzinfo=UTC))

    [entry] = facts(alice).entries

    assert (entry.pain, entry.edited) == (4, False)


def test_what_was_asked_wished_and_checked_later_on_the_day_that_sharing_stopped_stays_hidden(alice, course):
    stopped = datetime(2026, 11, 12, 15, tzinfo=UTC)  # 10 am
    zone = "America/Toronto"
    for hours, words, score in ((-1, "before", 6), (1, "after", 2)):
        at = stopped + timedelta(hours=hours)
        peg = dict.fromkeys(("peg_pain", "peg_enjoyment", "peg_activity"), score)
        for kind, body in (("goal", {"words": words}), ("question", {"words": words}), ("weekly_check", peg)):
            saved = {"version_id": uuid4(), "for_day": date(2026, 11, 12), "edited_at": at, "zone": zone, "app": "1"}
            record_answers(alice.id, write_version(kind, body, **saved), actor=PHONE, source="phone", now=at)
    stop_sharing(alice, stopped)

    found = facts(alice)

    assert (found.goal, tuple(one.words for one in found.questions), [check.peg for check in found.checks]) == (
        "before",
        ("before",),
        [6.0],
    )


def test_what_had_come_before_sharing_stopped_stays_where_the_phones_clock_ran_ahead(alice, knee, course):
    [session] = sessions_of_course(alice.id, course)
    stopped = datetime(2026, 11, 13, 1, tzinfo=UTC)  # 8 pm in Toronto; that phone believes it to be the next day
    ahead = {"edited_at": stopped + timedelta(hours=7), "zone": "America/Toronto", "app": "1"}
    for minutes, number, words in ((-60, 6, "before"), (60, 2, "after")):
        now = stopped + timedelta(minutes=minutes)
        peg = dict.fromkeys(("peg_pain", "peg_enjoyment", "peg_activity"), number)
        saved = ahead | {"edited_at": ahead["edited_at"] + timedelta(minutes=minutes)}
        about = saved | {"for_day": date(2026, 11, 13)}
        record(alice, a_save(knee, pain=number, **about), now=now)
        for kind, body in (("goal", {"words": words}), ("question", {"words": words}), ("weekly_check", peg)):
            version = write_version(kind, body, version_id=uuid4(), **about)
            record_answers(alice.id, version, actor=PHONE, source="phone", now=now)
        card = {"rule": "RF06", "level": "C", "rules_version": words, "shown_at": sent(saved["edited_at"])}
        ended = {"said": "now", "ended_at": sent(session.at + timedelta(hours=number))}
        for kind, body in (
            ("flag_log", card),
            ("relief_end", ended),
            ("after", {"prompt": "soon", "ease": EASE[words]}),
        ):
            where = {} if kind == "flag_log" else {"area": knee.id, "session": session.id}
            version = write_version(kind, body, version_id=uuid4(), **about, **where)
            record_what_followed(alice.id, version, actor=PHONE, source="phone", now=now)
    stop_sharing(alice, stopped)

    found = facts(alice)

    assert [(entry.pain, entry.edited) for entry in found.entries] == [(6, False)]
    assert (found.goal, [one.words for one in found.questions], [one.peg for one in found.checks]) == (
        "before",
        ["before"],
        [6.0],
    )
    assert [card.rules_version for card in found.flags] == ["before"]
    assert found.relief_lasted == {1: timedelta(hours=6)}
    assert [answer.ease for answer in found.after] == [EASE["before"]]


def ask(alice: Patient, words: str, at: datetime, **body: Any) -> UUID:
    """A question, or another word on one."""
    about = {"version_id": uuid4(), "for_day": diary_day(at, "America/Toronto"), "edited_at": at}
    version = write_version("question", {"words": words} | body, zone="America/Toronto", app="1", **about)
    record_answers(alice.id, version, actor=PHONE, source="phone", now=at)
    return version.id


@pytest.mark.parametrize("later", [{"words": "after"}, {"words": "before", "withdrawn": True}])
def test_a_question_that_was_changed_after_sharing_stopped_stays_as_the_clinic_knew_it(alice, course, later):
    stopped = datetime(2026, 11, 12, 15, tzinfo=UTC)
    question = ask(alice, "first", stopped - timedelta(days=2))
    ask(alice, "before", stopped - timedelta(hours=1), question=str(question))
    ask(alice, at=stopped + timedelta(days=1), question=str(question), **later)
    stop_sharing(alice, stopped)

    [found] = facts(alice).questions

    assert (found.words, found.asked_on, found.corrected_at) == (
        "before",
        date(2026, 11, 10),
        stopped - timedelta(hours=1),
    )


def test_a_question_that_was_withdrawn_before_sharing_stopped_stays_so(alice, course):
    stopped = datetime(2026, 11, 12, 15, tzinfo=UTC)
    question = ask(alice, "before", stopped - timedelta(days=2))
    ask(alice, "before", stopped - timedelta(days=1), question=str(question), withdrawn=True)
    ask(alice, "after all", stopped + timedelta(days=1), question=str(question))
    stop_sharing(alice, stopped)

    assert facts(alice).questions == ()


def test_what_was_talked_about_stays_settled_when_it_is_asked_again_after_sharing_stopped(alice, course):
    stopped = datetime(2026, 11, 12, 15, tzinfo=UTC)
    question = ask(alice, "before", stopped - timedelta(days=2))
    mark_talked_about(record_of(alice), question, date(2026, 11, 11), actor=BY_BOB, now=stopped)
    ask(alice, "again", stopped + timedelta(days=1), question=str(question))

    assert [one.words for one in facts(alice).questions] == ["again"]
    stop_sharing(alice, stopped)
    assert facts(alice).questions == ()


@pytest.mark.parametrize("days", [0, 2, 5])
def test_talked_about_settles_nothing_that_the_clinic_could_not_see(alice, course, days):
    asked = stopped = datetime(2026, 11, 12, 15, tzinfo=UTC)
    question, other = ask(alice, "May I run?", asked), ask(alice, "May I swim?", asked)
    stop_sharing(alice, stopped)
    ask(alice, "May I stop the opioids?", asked + timedelta(days=days, hours=1), question=str(question))
    for one in (question, other):
        mark_talked_about(record_of(alice), one, date(2026, 11, 17), actor=BY_BOB, now=NOW)

    assert facts(alice).questions == ()
    assert [(one.words, one.talked_about_on) for one in questions_of(alice.id)] == [
        ("May I swim?", date(2026, 11, 17)),
        ("May I stop the opioids?", None),
    ]
    stop_sharing(alice, None)
    assert [one.words for one in facts(alice).questions] == ["May I stop the opioids?"]
    stop_sharing(alice, NOW)
    assert [one.words for one in facts(alice).questions] == ["May I stop the opioids?"]


@pytest.fixture
def statements(app) -> Iterator[list[str]]:
    """Every statement that the database is asked, as it is asked."""
    asked: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    with heard(note):
        yield asked


def an_answer_after(alice: Patient, course: UUID, saved: datetime, *, kind: str = "after", **body: Any) -> None:
    """What Alice answered after her first session."""
    [session] = sessions_of_course(alice.id, course)
    zone = "America/Toronto"
    about = {"for_day": diary_day(saved, zone), "area": session.area_id, "session": session.id}
    version = write_version(kind, body, version_id=uuid4(), edited_at=saved, zone=zone, app="1", **about)
    record_what_followed(alice.id, version, actor=PHONE, source="phone", now=saved)


def test_what_was_answered_after_a_session_is_part_of_its_effects(alice, knee, course):
    evening = datetime(2026, 11, 11, 0, 30, tzinfo=UTC)
    bruised = {"effects": [{"effect": "bruise", "severity": 2}]}
    an_answer_after(alice, course, evening, **bruised)
    a_day(alice, knee, date(2026, 11, 12))
    an_answer_after(alice, course, evening + timedelta(days=2), none_of_these=True)

    [episode] = episodes(effect_answers(facts(alice)))

    assert (episode.session, episode.effect, episode.worst) == (1, "bruise", 2)
    assert (episode.start, episode.first_no) == (FIRST_SESSION, date(2026, 11, 12))


def test_how_long_relief_lasted_is_the_patients_word(alice, knee, course):
    [session] = sessions_of_course(alice.id, course)
    ended = session.at + timedelta(hours=6, minutes=10)
    said = {"said": "now", "ended_at": sent(ended)}
    an_answer_after(alice, course, ended, kind="relief_end", **said)

    found = facts(alice)

    assert found.relief_lasted == {1: timedelta(hours=6, minutes=10)}
    [row] = session_rows(found, findings_of(found).summary, ENGLISH)
    assert row.relief.endswith("; the patient: about 6 hours")
    an_answer_after(alice, course, ended + timedelta(hours=1), kind="relief_end", said="gone")
    stop_sharing(alice, ended)
    assert facts(alice).relief_lasted == {1: timedelta(hours=6, minutes=10)}
    stop_sharing(alice, ended - timedelta(minutes=1))
    assert facts(alice).relief_lasted == {}


@pytest.mark.parametrize(("minutes", "said"), [(20, "about 1 hour"), (-60, "")])
def test_relief_is_never_said_to_have_lasted_no_hours_or_less(alice, course, minutes, said):
    [session] = sessions_of_course(alice.id, course)
    ended = session.at + timedelta(minutes=minutes)
    an_answer_after(alice, course, session.at + timedelta(hours=1), kind="relief_end", said="now", ended_at=sent(ended))

    found = facts(alice)

    [row] = session_rows(found, findings_of(found).summary, ENGLISH)
    assert row.relief.partition("; the patient: ")[2] == said


def test_what_was_answered_after_sharing_stopped_stays_hidden(alice, knee, course):
    evening = datetime(2026, 11, 11, 0, 30, tzinfo=UTC)
    an_answer_after(alice, course, evening, ease="same")
    an_answer_after(alice, course, evening + timedelta(days=1), ease="worse")
    stop_sharing(alice, evening + timedelta(hours=1))

    assert [answer.ease for answer in facts(alice).after] == ["same"]


def test_more_days_and_sessions_ask_the_database_no_more(alice, knee, course, statements):
    record_of(alice)
    facts(alice)
    one_session = len(statements)
    for offset in range(2, 6):
        a_session(alice, course, FIRST_SESSION + timedelta(days=offset), now=NOW)
        a_day(alice, knee, FIRST_SESSION + timedelta(days=offset))

    statements.clear()
    record_of(alice)
    facts(alice)

    assert len(statements) == one_session <= 15
