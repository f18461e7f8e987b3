"""What a phone learns beside the saves: enough to ask and to show the same as the diary's own pages."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from diary.db import db
from diary.practice.consent import VERSION
from diary.practice.models import Consent, Patient, Practice
from tests.entries.saves import DAY, EVENING, a_message
from tests.factories import an_area, kept
from tests.sync.phones import facts, sync
from tests.today.days import a_course, a_session


@pytest.fixture
def course(alice, knee):
    return a_course(alice, knee)


def facts_of(browser):
    return facts(sync(browser))


def session_days(browser):
    return [session["day"] for session in facts_of(browser)["sessions"]]


def change(row, **values):
    db.session.execute(update(type(row)).where(type(row).id == row.id).values(**values))
    db.session.commit()


def test_a_phone_of_a_new_patient_knows_the_clinic_and_that_nothing_runs_yet(alice, alice_browser):
    assert facts_of(alice_browser) == {
        "type": "facts",
        "clinic": {"name": "Harbour Lane Clinic", "phone": "416 555 0134", "emergency": "911", "demo": False},
        "look": {"theme": "phone", "bigger": False},
        "enrolled_on": str(alice.enrolled_on),
        "agreed": False,
        "rows": ["sleep", "medicine", "relief", "goal", "effects", "note"],
        "goal": None,
        "had_course": False,
        "areas": [],
        "sessions": [],
    }


def test_it_knows_the_area_and_the_sessions_of_a_running_course(alice_browser, knee, course):
    a_session(course, DAY - timedelta(days=7))
    a_session(course, DAY, injections=False, spg_bath=True)

    found = facts_of(alice_browser)

    assert found["had_course"] is True
    assert found["areas"] == [{"id": str(knee.id), "name": "Right knee"}]
    assert found["sessions"] == [
        {"area": str(knee.id), "day": "2026-11-10", "at": "2026-11-10T15:00:00.000Z", "bath": False},
        {"area": str(knee.id), "day": "2026-11-17", "at": "2026-11-17T15:00:00.000Z", "bath": True},
    ]


def test_the_areas_stand_in_the_order_of_the_form_and_are_two_at_most(alice, alice_browser, knee, course):
    for n, name in enumerate(("Neck", "Hip"), 1):
        a_course(alice, an_area(alice, name=name), opened_at=course.opened_at + timedelta(days=n))

    assert [area["name"] for area in facts_of(alice_browser)["areas"]] == ["Right knee", "Neck"]


def test_an_ended_course_leaves_nothing_to_ask(alice_browser, course):
    a_session(course, DAY)
    change(course, ended_at=EVENING)

    found = facts_of(alice_browser)

    assert (found["had_course"], found["areas"], found["sessions"]) == (True, [], [])


def test_sessions_of_an_earlier_course_of_the_same_area_are_among_them(alice, alice_browser, knee, course):
    a_session(course, DAY - timedelta(days=30))
    change(course, ended_at=EVENING)
    a_session(a_course(alice, knee), DAY)

    assert session_days(alice_browser) == ["2026-10-18", "2026-11-17"]


def test_a_cancelled_session_never_was(alice_browser, course):
    a_session(course, DAY, cancelled=True)

    assert session_days(alice_browser) == []


def test_of_old_sessions_the_last_one_of_each_area_is_enough(alice, alice_browser, course):
    neck = a_course(alice, an_area(alice, name="Neck"), opened_at=course.opened_at + timedelta(days=1))
    for back in (300, 200, 120, 119, 7):
        a_session(course, DAY - timedelta(days=back))
    for back in (400, 200):
        a_session(neck, DAY - timedelta(days=back))

    found = facts_of(alice_browser)["sessions"]

    days = {area["id"]: [] for area in facts_of(alice_browser)["areas"]}
    for session in found:
        days[session["area"]].append((DAY - date.fromisoformat(session["day"])).days)
    assert list(days.values()) == [[120, 119, 7], [200]]


def test_it_knows_the_goal_that_the_patient_set_last(alice_browser, knee):
    goals = [{"words": "Walk to the shop"}, {"words": "Play cards"}]
    saves = [
        a_message(knee, kind="goal", body=body, edited_at=f"2026-11-17T12:0{n}:00.000Z") for n, body in enumerate(goals)
    ]

    assert facts(sync(alice_browser, *saves))["goal"] == "Play cards"


def test_it_knows_which_rows_the_clinic_chose_and_how_the_screens_look(alice, alice_browser):
    change(alice, asks_sleep=False, asks_worst=True, look="dark", bigger_buttons=True)

    found = facts_of(alice_browser)

    assert found["rows"] == ["medicine", "relief", "goal", "effects", "worst", "note"]
    assert found["look"] == {"theme": "dark", "bigger": True}


@pytest.mark.parametrize(
    ("version", "agreed", "counts"), [(VERSION, True, True), (VERSION, False, False), ("1", True, False)]
)
def test_it_knows_whether_the_patient_agreed_to_the_words_of_today(alice, alice_browser, version, agreed, counts):
    answer = {"wording_version": version, "wording": "words", "language": "en", "agreed": agreed}
    kept(Consent(patient_id=alice.id, answered_at=EVENING, **answer))

    assert facts_of(alice_browser)["agreed"] is counts


def test_a_clinic_without_numbers_has_none(practice, alice_browser):
    change(practice, phone=None, emergency_number=None)

    clinic = facts_of(alice_browser)["clinic"]

    assert (clinic["phone"], clinic["emergency"]) == (None, None)


def test_the_demo_says_so(practice, alice_browser):
    db.session.execute(update(Practice).values(is_demo=True))
    db.session.commit()

    assert facts_of(alice_browser)["clinic"]["demo"] is True


def test_a_carers_phone_learns_the_same(alice_browser, carer_browser, course):
    assert facts_of(alice_browser) == facts_of(carer_browser)


def test_nothing_of_what_practitioners_alone_may_know_goes_to_a_phone(alice, alice_browser, course):
    change(alice, blood_thinner=True, intake_pain=8)
    a_session(course, DAY, note="Spoke of the injection site", pain_before=7)

    answer = sync(alice_browser).text

    assert "Spoke of" not in answer
    assert not any(word in answer for word in ("blood", "intake", "pain_before", alice.name, "year_of_birth"))


def test_the_facts_come_with_every_sync_and_last(alice_browser, knee):
    first = sync(alice_browser, a_message(knee))
    later = sync(alice_browser, since=first.json["cursor"])

    assert [change["type"] for change in later.json["changes"]] == ["facts"]
    assert db.session.scalar(db.select(Patient.revision)) == 1
