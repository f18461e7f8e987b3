"""Reading one course from the database, as staff may see it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from diary.db import db
from diary.errors import NotFound
from diary.practice.models import Area, Patient
from diary.sessions.course_actions import end_course, open_course
from diary.trends.facts import Facts
from diary.trends.load import facts_of
from tests.entries.saves import a_save, record
from tests.factories import an_area
from tests.sessions.made import BY_BOB, a_course, a_plan, a_session, record_of

FIRST_SESSION = date(2026, 11, 10)
NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)  # Wednesday, 10 am in Toronto


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


def test_what_was_saved_after_sharing_stopped_stays_hidden(alice, knee, course):
    a_day(alice, knee, date(2026, 11, 11), 4)
    a_day(alice, knee, date(2026, 11, 13), 5)
    db.session.execute(
        db.update(Patient)
        .where(Patient.id == alice.id)
        .values(sharing_stopped_at=datetime(2026, 11, 12, 12, tzinfo=UTC))
    )
    db.session.commit()

    found = facts(alice)
    assert (found.as_of, list(found.scores())) == (date(2026, 11, 12), [date(2026, 11, 11)])


@pytest.fixture
def statements(app) -> Iterator[list[str]]:
    """Every statement that the database is asked, as it is asked."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


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

    assert len(statements) == one_session <= 12
