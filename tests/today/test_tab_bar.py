"""The tab bar: where else to go, on every screen on which no question is open."""

import re

import pytest

from diary import clock
from diary.db import db
from diary.sessions.models import Course
from tests.today.days import TUESDAY, save

TABS = ["/", "/days", "/trend", "/visit", "/more"]


def tabs_of(response) -> list[tuple[str, bool]]:
    """Where the tabs of a page lead, and which of them is marked as the place of this page."""
    assert response.status_code == 200
    bar = re.search(r'<nav class="tab-bar.*?</nav>', response.text, re.DOTALL)
    return (
        [(href, bool(mark)) for href, mark in re.findall(r'href="([^"]*)"( aria-current=true)?', bar[0])] if bar else []
    )


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/?closed=1", "/"),
        ("/more", "/more"),
        ("/reminders", "/more"),
        ("/settings", "/more"),
        ("/visit", "/visit"),
        ("/days", "/days"),
        ("/trend", "/trend"),
        ("/data", "/more"),
    ],
)
def test_a_screen_without_a_question_has_the_tabs_with_its_own_marked(at_check_in, path, place):
    assert tabs_of(at_check_in.get(path)) == [(tab, tab == place) for tab in TABS]


def test_while_a_question_is_open_there_is_no_tab_bar(at_check_in):
    assert tabs_of(at_check_in.get("/")) == []
    assert tabs_of(at_check_in.get(f"/check-in/{TUESDAY}")) == []


def test_once_the_day_is_answered_the_first_page_has_the_tabs(at_check_in):
    save(at_check_in, pain="4")

    assert tabs_of(at_check_in.get("/")) == [(tab, tab == "/") for tab in TABS]


def test_more_lists_get_help_first(at_check_in):
    places = re.search(r'<ul class="card menu">.*?</ul>', at_check_in.get("/more").text, re.DOTALL)

    assert re.findall('href="([^"]*)"', places[0]) == ["/help", "/goal", "/reminders", "/settings", "/data"]


@pytest.mark.parametrize(
    "path", ["/", "/days", "/trend", "/visit", "/more", "/reminders", "/settings", "/data", "/data/log", "/data/copy"]
)
def test_once_the_course_has_ended_every_screen_still_opens_with_its_tabs(at_check_in, course, path):
    save(at_check_in, pain="4")
    db.session.execute(db.update(Course).where(Course.id == course.id).values(ended_at=clock.now()))
    db.session.commit()

    page = at_check_in.get(path)

    assert [tab for tab, _mark in tabs_of(page)] == TABS
    assert "/check-in/" not in page.text
