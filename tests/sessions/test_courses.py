"""Courses: one for each area, at most two at once, planned, changed and ended."""

from datetime import timedelta

import pytest

from diary.audit.models import AuditEvent
from diary.db import db
from diary.errors import Invalid, NotFound
from diary.sessions.course_actions import change_course, end_course, open_course
from diary.sessions.queries import all_courses, course_of, open_courses
from tests.factories import a_patient, an_area
from tests.sessions.made import BY_BOB, NOW, a_course, a_plan, record_of


def test_an_opened_course_says_what_where_and_when(alice):
    visit = NOW + timedelta(days=7)

    a_course(
        alice,
        area="Right knee",
        condition="scar",
        condition_words="after surgery",
        planned_sessions=4,
        next_visit_at=visit,
    )

    [course] = open_courses(alice.id)
    assert (course.area_name, course.area_group, course.condition, course.condition_words) == (
        "Right knee",
        "joint",
        "scar",
        "after surgery",
    )
    assert (course.planned_sessions, course.weekday, course.next_visit_at) == (4, 4, visit)


def test_an_area_has_one_open_course_at_most(alice):
    area = an_area(alice)
    a_course(alice, area_id=area.id)

    with pytest.raises(Invalid) as refusal:
        a_course(alice, area_id=area.id)

    assert str(refusal.value.fields["area_id"]) == "This area has an open course. End it first."


def test_a_third_open_course_is_refused(alice):
    a_course(alice, area="Knee")
    a_course(alice, area="Hip")

    with pytest.raises(Invalid) as refusal:
        a_course(alice, area="Neck")

    assert str(refusal.value.fields["area_id"]) == "A patient has at most 2 open courses. End one first."


def test_an_area_can_have_a_new_course_once_the_old_one_has_ended(alice):
    area = an_area(alice)
    first = a_course(alice, area_id=area.id)
    end_course(record_of(alice), first, actor=BY_BOB, now=NOW)

    second = a_course(alice, area_id=area.id)

    assert [course.id for course in open_courses(alice.id)] == [second]
    assert {course.id for course in all_courses(alice.id)} == {first, second}


def test_a_course_of_somebody_elses_area_is_refused(alice, practice):
    area = an_area(a_patient(practice, name="Stefan Ilić"))

    with pytest.raises(Invalid) as refusal:
        open_course(record_of(alice), area.id, a_plan(), actor=BY_BOB, now=NOW)

    assert "area_id" in refusal.value.fields


def test_a_course_can_be_planned_differently(alice):
    course_id = a_course(alice)

    change_course(record_of(alice), course_id, a_plan(planned_sessions=8, weekday=None), actor=BY_BOB, now=NOW)

    course = course_of(alice.id, course_id)
    assert (course.planned_sessions, course.weekday) == (8, None)


def test_the_audit_names_what_was_changed_and_nothing_else(alice):
    course_id = a_course(alice)

    change_course(record_of(alice), course_id, a_plan(planned_sessions=8), actor=BY_BOB, now=NOW)

    details = db.session.scalars(db.select(AuditEvent.detail).where(AuditEvent.action == "course_changed")).all()
    assert details == [f"{course_id} planned_sessions"]


def test_ending_a_course_twice_keeps_the_first_end(alice):
    course_id = a_course(alice)
    end_course(record_of(alice), course_id, actor=BY_BOB, now=NOW)

    end_course(record_of(alice), course_id, actor=BY_BOB, now=NOW + timedelta(days=1))

    assert course_of(alice.id, course_id).ended_at == NOW


def test_the_course_of_another_patient_is_not_found(alice, practice):
    course_id = a_course(a_patient(practice, name="Stefan Ilić"))

    with pytest.raises(NotFound):
        course_of(alice.id, course_id)
    with pytest.raises(NotFound):
        end_course(record_of(alice), course_id, actor=BY_BOB, now=NOW)
