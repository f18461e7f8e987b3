"""Opening, planning and ending a course as a practitioner's browser does it."""

import re
from datetime import timedelta

import pytest

from diary.sessions.queries import course_of
from tests.factories import an_area
from tests.sessions.made import a_course
from tests.sessions.pages import address, value_of, words_of

pytestmark = pytest.mark.usefixtures("ten_in_the_morning")
WEEK = timedelta(days=7)


def test_a_course_is_opened(bob_browser, alice):
    area = an_area(alice, name="Right knee", area_group="joint")
    course = {
        "area_id": str(area.id),
        "condition": "joint_pain",
        "condition_words": "",
        "planned_sessions": "6",
        "weekday": "4",
    }

    response = bob_browser.send_form(
        address(alice, "/courses/new"), **course, next_date="2026-11-20", next_time="09:20"
    )

    page = words_of(bob_browser.get(address(alice, "/sessions")))
    assert response.status_code == 303
    assert "Joint pain. 0 of 6 sessions. Next visit Fri Nov 20, 9:20 am." in page


def test_a_wrong_answer_about_a_course_is_named(bob_browser, alice):
    area = an_area(alice)

    response = bob_browser.send_form(
        address(alice, "/courses/new"), area_id=str(area.id), condition="other", planned_sessions="61"
    )

    assert response.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">', response.get_data(as_text=True)) == [
        "condition_words",
        "planned_sessions",
    ]
    assert value_of(response, "planned_sessions") == "61"


def test_an_area_with_an_open_course_is_refused_beside_the_field(bob_browser, alice):
    area = an_area(alice)
    a_course(alice, area_id=area.id)

    response = bob_browser.send_form(
        address(alice, "/courses/new"), area_id=str(area.id), condition="scar", planned_sessions="6"
    )

    assert response.status_code == 422
    assert "This area has an open course. End it first." in words_of(response)


def test_a_course_is_changed_and_ended(bob_browser, alice, course_id):
    path = address(alice, f"/courses/{course_id}")
    shown = bob_browser.get(path)

    changed = bob_browser.send_form(
        path, condition="scar", planned_sessions="8", weekday="", next_date="", next_time=""
    )
    ended = bob_browser.send_form(path + "/end")

    course = course_of(alice.id, course_id)
    assert value_of(shown, "planned_sessions") == "6"
    assert [changed.status_code, ended.status_code] == [303, 303]
    assert (course.condition, course.planned_sessions, course.weekday, course.is_open) == ("scar", 8, None, False)
