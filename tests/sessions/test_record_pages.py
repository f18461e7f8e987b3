"""The form for a new session as a practitioner's browser uses it."""

import re
from datetime import date, datetime, time, timedelta

import pytest

from diary.sessions.queries import course_of, session_with_note, sessions_of_course
from tests.sessions.made import TODAY, a_course, a_session, at_toronto
from tests.sessions.pages import a_form, address, sent_by, value_of, words_of

pytestmark = pytest.mark.usefixtures("ten_in_the_morning")
WEEK = timedelta(days=7)


def test_the_form_shows_today_and_this_minute(bob_browser, alice, course_id):
    page = bob_browser.get(address(alice))

    assert (value_of(page, "date"), value_of(page, "time")) == ("2026-11-20", "10:00")
    assert "Record session 1" in words_of(page)


def test_the_courses_area_is_chosen_and_nothing_that_must_be_asked(bob_browser, alice, course_id):
    page = bob_browser.get(address(alice)).get_data(as_text=True)

    assert re.findall(r'name="(\w+)" value="([^"]*)" checked', page) == [("areas", "Right knee")]


def test_the_next_visit_is_a_week_later_at_the_usual_time(bob_browser, alice, course_id):
    page = bob_browser.get(address(alice))

    assert (value_of(page, "next_date"), value_of(page, "next_time")) == ("2026-11-27", "09:20")


def test_a_visit_that_is_booked_already_is_shown(bob_browser, alice):
    a_course(alice, next_visit_at=at_toronto(date(2026, 11, 25), time(16, 0)))

    page = bob_browser.get(address(alice))

    assert (value_of(page, "next_date"), value_of(page, "next_time")) == ("2026-11-25", "16:00")


def test_the_last_planned_session_suggests_no_next_visit(bob_browser, alice):
    course_id = a_course(alice, planned_sessions=2, next_visit_at=at_toronto(TODAY))
    a_session(alice, course_id, TODAY - WEEK)

    assert value_of(bob_browser.get(address(alice)), "next_date") == ""


def test_saving_keeps_everything_and_says_so(bob_browser, alice, course_id):
    response = bob_browser.send_form(
        address(alice), **a_form(other_areas="left  calf\n\nright ankle", side="right", note="calm")
    )

    shown = bob_browser.get(response.location)
    [session] = sessions_of_course(alice.id, course_id)
    kept = session_with_note(alice.id, session.id)
    assert response.status_code == 303
    assert "Session 1 saved." in words_of(shown)
    assert (kept.at, kept.day, kept.zone) == (at_toronto(TODAY), TODAY, "America/Toronto")
    assert kept.area_names == ["Right knee", "left calf", "right ankle"]
    assert (kept.side, kept.volume_ml, kept.points, kept.stinging, kept.pain_before, kept.note) == (
        "right",
        12.0,
        24,
        1,
        7,
        "calm",
    )
    assert course_of(alice.id, course_id).next_visit_at == at_toronto(TODAY + WEEK)


def test_after_saving_nothing_is_said_of_reminders(bob_browser, alice, course_id):
    response = bob_browser.send_form(address(alice), **a_form())

    assert not re.search("remind|check-in goes", words_of(bob_browser.get(response.location)))


def test_same_as_last_time_fills_in_all_but_the_visit_itself(bob_browser, alice, course_id):
    last = {"points": 24, "volume_ml": 2.5, "anaesthetic": "procaine", "side": "left", "areas": "Right knee\nleft calf"}
    a_session(alice, course_id, TODAY - WEEK, **last, pain_before=7, pain_after_15min=4, stinging=2, note="slept badly")

    page = bob_browser.get(address(alice) + "?same=1")
    filled = {
        name: value_of(page, name)
        for name in ("date", "points", "volume_ml", "anaesthetic", "side", "techniques", "solution")
    }

    assert filled == {
        "date": "2026-11-20",
        "points": "24",
        "volume_ml": "2.5",
        "anaesthetic": "procaine",
        "side": "left",
        "techniques": "injections",
        "solution": "Dextrose 5% in sterile water, buffered",
    }
    body = page.get_data(as_text=True)
    assert "left calf" in body
    assert "selected" not in body
    assert not re.search(r'name="stinging"[^>]*checked', body)
    assert "slept badly" not in body


def test_three_taps_save_the_same_session_again(bob_browser, alice, course_id):
    a_session(alice, course_id, TODAY - WEEK, points=24)

    form = bob_browser.get(address(alice))
    same = re.search(r'href="([^"]+)">Same as last time', form.get_data(as_text=True))[1].replace("&amp;", "&")
    page = bob_browser.get(same).get_data(as_text=True)
    fields = sent_by(page)
    response = bob_browser.send_form(
        re.search(r'<form method="post" action="([^"]+)"', page)[1].replace("&amp;", "&"), **fields
    )

    assert response.status_code == 303
    assert [session.points for session in sessions_of_course(alice.id, course_id)] == [24, 24]


def test_the_first_session_offers_no_same_as_last_time(bob_browser, alice, course_id):
    assert "Same as last time" not in words_of(bob_browser.get(address(alice)))


def test_a_wrong_answer_is_named_and_what_was_typed_stays(bob_browser, alice, course_id):
    response = bob_browser.send_form(
        address(alice), **a_form(areas=[], points="301", solution="Our <own> mixture", note="calm\n& well")
    )

    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">([^<]*)</a>', page) == [
        ("areas", "Choose at least 1 area."),
        ("points", "Enter a number of points from 0 to 300."),
    ]
    assert 'id="points-error"' in page
    assert (value_of(response, "points"), value_of(response, "solution")) == ("301", "Our &lt;own&gt; mixture")
    assert "calm\n&amp; well</textarea>" in page
    assert sessions_of_course(alice.id, course_id) == []


def test_a_form_without_its_id_must_be_loaded_again(bob_browser, alice, course_id):
    response = bob_browser.send_form(address(alice), **a_form(id="1"))

    assert response.status_code == 422
    assert "Load this page again, then save once more." in words_of(response)


def test_an_empty_form_names_every_field_that_is_needed(bob_browser, alice, course_id):
    response = bob_browser.send_form(address(alice))

    assert response.status_code == 422
    named = re.findall(r'<li><a href="#(\w+)">', response.get_data(as_text=True))
    assert named == ["date", "time", "areas", "techniques", "solution", "anaesthetic", "id"]


def test_a_second_session_today_is_refused_beside_the_date(bob_browser, alice, course_id):
    a_session(alice, course_id)

    response = bob_browser.send_form(address(alice), **a_form(points="7"))

    assert response.status_code == 422
    assert "A session of this day is already saved. Open it to correct it." in words_of(response)
    assert value_of(response, "points") == "7"


def test_a_double_click_saves_once(bob_browser, alice, course_id):
    form = a_form()

    answers = [bob_browser.send_form(address(alice), **form) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(sessions_of_course(alice.id, course_id)) == 1


def test_a_comma_is_a_decimal_point_too(bob_browser, alice, course_id):
    bob_browser.send_form(address(alice), **a_form(volume_ml="2,5"))

    assert [session.volume_ml for session in sessions_of_course(alice.id, course_id)] == [2.5]


def test_of_an_hour_that_comes_twice_the_first_is_kept(bob_browser, alice, course_id):
    bob_browser.send_form(address(alice), **a_form(date="2026-11-01", time="01:30"))

    [session] = sessions_of_course(alice.id, course_id)
    assert session.at == datetime.fromisoformat("2026-11-01T05:30:00+00:00")


def test_without_a_course_the_page_says_what_to_do_first(bob_browser, alice):
    page = bob_browser.get(address(alice))

    assert "No course is open" in words_of(page)


def test_with_two_courses_the_practitioner_chooses(bob_browser, alice):
    a_course(alice, area="Knee")
    hip = a_course(alice, area="Hip")

    choice = bob_browser.get(address(alice))
    form = bob_browser.get(address(alice) + f"?course={hip}")

    assert "Which course was treated?" in words_of(choice)
    assert re.findall(r'name="areas" value="([^"]*)" checked', form.get_data(as_text=True)) == ["Hip"]


@pytest.mark.parametrize("course", ["", "1", "7d1f5b52-9b1c-4c1e-8a55-0f6f3f1d2c33", "%00"])
def test_a_course_that_does_not_exist_is_not_found(bob_browser, alice, course_id, course):
    assert bob_browser.get(address(alice) + f"?course={course}").status_code == 404
