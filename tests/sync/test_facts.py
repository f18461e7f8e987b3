"""What a phone learns beside the saves: enough to ask and to show the same as the diary's own pages."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from diary.db import db
from diary.practice.consent import VERSION
from diary.practice.models import Consent, Patient, Practice
from tests.entries.saves import DAY, EVENING, a_message, sent
from tests.factories import a_device, an_area, kept, signed_in_phone
from tests.sync.phones import facts, sync
from tests.today.days import a_course, a_session

AGREED = {"wording_version": VERSION, "wording": "words", "language": "en", "agreed": True}
PLAN = {"at": "20:00", "on": True, "again": False, "paused_until": None}
WISHES = {"theme": "dark", "bigger": True, "hides_trend": False}


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
        "clinic": {
            "name": "Harbour Lane Clinic",
            "phone": "416 555 0134",
            "emergency": "911",
            "hours": "Monday to Friday, 9 am to 5 pm",
            "out_of_hours": "811",
            "crisis": "988",
            "zone": "America/Toronto",
            "offset_min": -300,
            "demo": False,
        },
        "carer": False,
        "shared": True,
        "deleting": False,
        "hides_trend": False,
        "reminders": None,
        "blood_thinner": None,
        "look": {"theme": "phone", "bigger": False},
        "enrolled_on": str(alice.enrolled_on),
        "agreed": False,
        "consent": None,
        "rows": ["sleep", "medicine", "relief", "goal", "effects", "note"],
        "goals": [],
        "questions": [],
        "had_course": False,
        "areas": [],
        "sessions": [],
    }


def test_it_knows_the_area_and_the_sessions_of_a_running_course(alice_browser, knee, course):
    first = a_session(course, DAY - timedelta(days=7), anaesthetic="lidocaine")
    second = a_session(course, DAY, injections=False, spg_bath=True, anaesthetic="none")

    found = facts_of(alice_browser)

    assert found["had_course"] is True
    assert found["areas"] == [
        {"id": str(knee.id), "name": "Right knee", "group": "joint", "visit": None, "level": None}
    ]
    assert found["sessions"] == [
        {
            "id": str(first.id),
            "area": str(knee.id),
            "number": 1,
            "day": "2026-11-10",
            "at": "2026-11-10T15:00:00.000Z",
            "bath": False,
            "techniques": ["injections"],
            "anaesthetic": "lidocaine",
        },
        {
            "id": str(second.id),
            "area": str(knee.id),
            "number": 2,
            "day": "2026-11-17",
            "at": "2026-11-17T15:00:00.000Z",
            "bath": True,
            "techniques": ["spg_bath"],
            "anaesthetic": "none",
        },
    ]


def test_it_knows_the_next_visit_and_the_level_before_the_last_session(alice_browser, knee, course):
    change(course, next_visit_at=EVENING)
    for back, pain in ((3, 6), (2, 8), (1, 7), (0, 2)):
        sync(
            alice_browser, a_message(knee, for_day=str(DAY - timedelta(days=back)), body=pained(pain), **on_time(back))
        )
    a_session(course, DAY)

    [area] = facts_of(alice_browser)["areas"]

    assert (area["visit"], area["level"]) == ("2026-11-18T00:05:00.000Z", 7.0)


def pained(pain):
    return {"asked": "last_24h", "pain": pain}


def on_time(back):
    return {"edited_at": sent(EVENING - timedelta(days=back))}


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

    sync(alice_browser, *saves)

    found = facts_of(alice_browser)["goals"]

    assert [(goal["words"], goal["set_on"]) for goal in found] == [
        ("Play cards", str(DAY)),
        ("Walk to the shop", str(DAY)),
    ]
    assert [goal["id"] for goal in found] == [saves[1]["id"], saves[0]["id"]]


def test_it_knows_what_the_patient_wants_to_ask_and_what_was_withdrawn_no_more(alice_browser, knee):
    asked, other = (a_message(knee, kind="question", body={"words": words}) for words in ("May I swim?", "And run?"))
    undone = a_message(
        knee,
        kind="question",
        body={"words": "And run?", "question": other["id"], "withdrawn": True},
        edited_at=sent(EVENING + timedelta(minutes=1)),
    )

    sync(alice_browser, asked, other, undone)

    [question] = facts_of(alice_browser)["questions"]

    at = round(EVENING.timestamp() * 1000)
    assert question == {"id": asked["id"], "words": "May I swim?", "asked_on": str(DAY), "talked_on": None, "at": at}


def test_it_knows_that_the_patient_stopped_sharing(alice, alice_browser):
    change(alice, sharing_stopped_at=EVENING)

    assert facts_of(alice_browser)["shared"] is False


def test_it_knows_that_the_diary_is_to_be_deleted(alice, alice_browser):
    change(alice, deletion_asked_at=EVENING)

    assert facts_of(alice_browser)["deleting"] is True


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

    found = facts_of(alice_browser)

    assert found["agreed"] is counts
    assert found["consent"] == {"agreed": agreed, "version": version, "at": "2026-11-18T00:05:00.000Z"}


def test_a_clinic_without_numbers_has_none(practice, alice_browser):
    change(practice, phone=None, emergency_number=None)

    clinic = facts_of(alice_browser)["clinic"]

    assert (clinic["phone"], clinic["emergency"]) == (None, None)


def test_the_demo_says_so(practice, alice_browser):
    db.session.execute(update(Practice).values(is_demo=True))
    db.session.commit()

    assert facts_of(alice_browser)["clinic"]["demo"] is True


def test_a_carers_phone_learns_the_same_and_that_it_is_the_carers(alice_browser, carer_browser, course):
    assert facts_of(carer_browser) == facts_of(alice_browser) | {"carer": True}


def test_nothing_of_what_practitioners_alone_may_know_goes_to_a_phone(alice, alice_browser, course):
    change(alice, diabetes=True, anaesthetic_allergy=True, intake_pain=8)
    a_session(course, DAY, note="Spoke of the injection site", pain_before=7)

    answer = sync(alice_browser).text

    assert "Spoke of" not in answer
    assert not any(
        word in answer for word in ("diabetes", "allergy", "intake", "pain_before", alice.name, "year_of_birth")
    )


def test_what_the_screens_are_filled_from_comes_when_nothing_was_sent(alice_browser, knee):
    first = sync(alice_browser, a_message(knee))
    later = sync(alice_browser, since=first.json["cursor"])

    assert first.json["changes"] == []
    assert [change["type"] for change in later.json["changes"]] == ["facts", "past"]
    assert db.session.scalar(db.select(Patient.revision)) == 1


@pytest.mark.parametrize(("kind", "body"), [("consent", AGREED), ("prefs", WISHES), ("reminders", PLAN)])
def test_a_decision_is_answered_with_what_holds_from_now_on(alice_browser, knee, kind, body):
    """Once it is sent the phone goes by what the server says, and must not go by what was said before."""
    decision = a_message(kind=kind, body=body) | {"area": None}

    found = sync(alice_browser, a_message(knee), decision)

    assert [change["type"] for change in found.json["changes"]] == ["facts"]


def test_it_is_so_answered_where_more_of_others_waits_than_one_answer_carries(app, alice, alice_browser, knee):
    other = signed_in_phone(app.test_client(), alice, device=a_device(alice, label="iPad"))
    for _time in range(5):
        sync(other, *(a_message(knee) for _ in range(100)))

    found = sync(alice_browser, a_message(kind="prefs", body=WISHES) | {"area": None})

    assert found.json["more"] is True
    assert facts(found)["look"] == {"theme": "dark", "bigger": True}
