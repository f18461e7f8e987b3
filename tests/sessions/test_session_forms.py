"""What the forms of sessions and courses take, and the sentence for anything else."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some
from werkzeug.datastructures import MultiDict

from diary.sessions.course_forms import CourseForm
from diary.sessions.forms import PainAfterForm, RecordForm
from tests.sessions.made import TODAY, TORONTO

AREA = uuid4()
GOOD = {
    "id": str(uuid4()),
    "date": "2026-11-20",
    "time": "09:20",
    "areas": ["Right knee"],
    "techniques": ["injections"],
    "solution": "Dextrose 5% in sterile water, buffered",
    "anaesthetic": "lidocaine",
    "next_date": "2026-11-27",
    "next_time": "09:20",
}
GOOD_COURSE = {"area_id": str(AREA), "condition": "joint_pain", "planned_sessions": "6"}


def the_form(**changes):
    return RecordForm(MultiDict(GOOD | changes), zone=TORONTO, today=TODAY, area_names=["Right knee", "Low back"])


def the_course(**changes):
    return CourseForm(MultiDict(GOOD_COURSE | changes), zone=TORONTO, today=TODAY, areas=[AREA])


def faults(form):
    form.validate()
    return {name: str(message) for name, message in form.faults.items()}


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"areas": []}, "areas", "Choose at least 1 area."),
        ({"areas": ["Left elbow"]}, "areas", "Choose one of the answers shown."),
        ({"areas": [], "other_areas": " \n "}, "areas", "Choose at least 1 area."),
        ({"other_areas": "x" * 81}, "other_areas", "Each area must be 80 letters or less."),
        (
            {"other_areas": "\n".join(f"{n:079}" for n in range(5))},
            "other_areas",
            "All areas together must be 400 letters or less.",
        ),
        ({"date": ""}, "date", "Choose a date."),
        ({"date": "20.11.2026"}, "date", "Choose a date."),
        ({"date": "2026-02-30"}, "date", "Choose a date."),
        ({"date": "9999-12-31"}, "date", "Choose a date."),
        ({"date": "2026-11-21"}, "date", "Date must be today or in the past."),
        ({"time": ""}, "time", "Choose a time, such as 9:20."),
        ({"time": "25:00"}, "time", "Choose a time, such as 9:20."),
        (
            {"date": "2026-03-08", "time": "02:30"},
            "time",
            "The clocks skip this time on that day. Choose another time.",
        ),
        ({"techniques": []}, "techniques", "Choose injections, a bath, or both."),
        ({"techniques": ["laser"]}, "techniques", "Choose one of the answers shown."),
        ({"solution": " "}, "solution", "Enter the solution."),
        ({"solution": "x" * 81}, "solution", "Solution must be 80 letters or less."),
        ({"volume_ml": "a lot"}, "volume_ml", "Enter the volume in ml, such as 12 or 2.5."),
        ({"volume_ml": "501"}, "volume_ml", "Enter the volume in ml, such as 12 or 2.5."),
        ({"volume_ml": "-1"}, "volume_ml", "Enter the volume in ml, such as 12 or 2.5."),
        ({"anaesthetic": ""}, "anaesthetic", "Choose the anaesthetic, or None."),
        ({"points": "301"}, "points", "Enter a number of points from 0 to 300."),
        ({"points": "²"}, "points", "Enter a number of points from 0 to 300."),
        ({"stinging": "4"}, "stinging", "Choose one of the answers shown."),
        ({"side": "top"}, "side", "Choose one of the answers shown."),
        ({"pain_before": "11"}, "pain_before", "Choose a number from 0 to 10."),
        ({"pain_after_15min": "3.5"}, "pain_after_15min", "Choose a number from 0 to 10."),
        ({"note": "x" * 1001}, "note", "Note must be 1000 letters or less."),
        ({"note": "a\x00b"}, "note", "Note holds a hidden sign. Delete it and type it again."),
        ({"next_date": ""}, "next_date", "Choose a date."),
        ({"next_time": ""}, "next_time", "Choose a time, such as 9:20."),
        ({"next_date": "2026-11-20", "next_time": "09:19"}, "next_date", "The next visit must be after this session."),
        (
            {"next_date": "2027-03-14", "next_time": "02:30"},
            "next_time",
            "The clocks skip this time on that day. Choose another time.",
        ),
    ],
)
def test_a_wrong_answer_has_its_sentence(wrong, field, sentence):
    assert faults(the_form(**wrong)) == {field: sentence}


@pytest.mark.parametrize(
    "right",
    [
        {"areas": [], "other_areas": "left ankle"},
        {"areas": ["Low back", "Right knee"]},
        {"techniques": ["injections", "spg_bath"]},
        {"techniques": ["spg_bath"], "anaesthetic": "none"},
        {"date": "2026-11-20", "time": "23:59", "next_date": "2026-11-21"},
        {"time": "9:20:00"},
        {"volume_ml": "0"},
        {"volume_ml": "500"},
        {"volume_ml": "2,5"},
        {"points": "0"},
        {"points": "300"},
        {"stinging": "0", "pain_before": "0", "pain_after_15min": "10"},
        {"note": "one\r\ntwo"},
        {"next_date": "", "next_time": ""},
        {"date": "2026-11-01", "time": "01:30"},
    ],
)
def test_a_good_answer_has_no_fault(right):
    assert faults(the_form(**right)) == {}


def test_areas_are_kept_each_once_and_without_needless_blanks():
    form = the_form(other_areas="  left \t calf \r\n\r\nRight knee\nleft calf")

    assert form.treated_areas == ["Right knee", "left calf"]


def test_of_an_hour_that_comes_twice_the_first_is_meant():
    form = the_form(date="2026-11-01", time="01:30")

    assert form.facts().at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_what_was_left_out_is_nothing_and_not_zero():
    facts = the_form().facts()

    assert (facts.side, facts.volume_ml, facts.points, facts.stinging, facts.pain_before, facts.note) == (None,) * 6


def test_a_session_in_the_small_hours_belongs_to_the_evening_before():
    facts = the_form(date="2026-11-20", time="02:00").facts()

    assert facts.day == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"area_id": ""}, "area_id", "Choose the area."),
        ({"area_id": str(uuid4())}, "area_id", "Choose the area."),
        ({"condition": "measles"}, "condition", "Choose what is treated."),
        ({"condition": "other"}, "condition_words", "Say in words what is treated."),
        ({"condition_words": "x" * 121}, "condition_words", "In words must be 120 letters or less."),
        ({"planned_sessions": "0"}, "planned_sessions", "Enter a number of sessions from 1 to 60."),
        ({"planned_sessions": "61"}, "planned_sessions", "Enter a number of sessions from 1 to 60."),
        ({"weekday": "7"}, "weekday", "Choose one of the answers shown."),
        ({"next_date": "2026-11-20"}, "next_time", "Choose a time, such as 9:20."),
        ({"next_time": "09:20"}, "next_date", "Choose a date."),
    ],
)
def test_a_wrong_answer_about_a_course_has_its_sentence(wrong, field, sentence):
    assert faults(the_course(**wrong)) == {field: sentence}


def test_a_course_for_something_else_says_it_in_words():
    form = the_course(condition="other", condition_words="frozen shoulder")

    assert faults(form) == {}
    assert form.plan().condition_words == "frozen shoulder"


@given(typed=some.text())
def test_whatever_is_typed_as_pain_is_a_number_from_0_to_10_or_refused(typed):
    form = PainAfterForm(MultiDict({"pain_after_15min": typed}))

    assert not form.validate() or form.pain in range(11)


ANYTHING = some.text() | some.sampled_from(
    ["0", "9999999999", "1e5", "-0", "٣", "NaN", "2026-11-20", "24:00", "\x00", "\ud800"]
)


@given(
    typed=some.fixed_dictionaries(
        dict.fromkeys((*GOOD, "other_areas", "side", "volume_ml", "points", "stinging", "note"), ANYTHING)
    )
)
def test_whatever_is_typed_is_kept_or_refused_and_never_breaks(typed):
    form = the_form(**typed)

    if form.validate():
        form.facts()
    else:
        assert form.faults
