"""Weekly checks, goals and questions are kept like entries; screens show the newest."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.audit.domain import Actor
from diary.checks.actions import keep_answers, record_answers
from diary.checks.domain import CompleteCheck, peg_before
from diary.checks.models import Question
from diary.checks.queries import complete_checks, goal_of, goals_of, open_questions, weekly_checks
from diary.db import db
from diary.entries.values import Delivery, Envelope
from diary.entries.wire import read_version
from diary.errors import Forbidden, Invalid, NotFound
from diary.practice.models import Patient
from tests.entries.saves import DAY, EVENING, PHONE, a_message, sent, stored_versions
from tests.factories import a_patient, an_area

PEG = {"peg_pain": 6, "peg_enjoyment": 7, "peg_activity": 5}
WALK, STAIRS = {"words": "Walk 20 minutes"}, {"words": "Climb the stairs"}
ASK = {"words": "May I swim?"}
KINDS = [("weekly_check", PEG), ("goal", WALK), ("question", ASK)]
EVER = (date(2000, 1, 1), date(2100, 1, 1))
BAD_ANSWERS = [
    *[("weekly_check", PEG | {item: score}, item) for item in PEG for score in (-1, 11, 6.0, "6", True, 2**40)],
    *[("weekly_check", {"change": change}, "change") for change in (0, 8, 4.0, "4", True)],
    ("weekly_check", {"goal_difficulty": 11}, "goal_difficulty"),
    ("weekly_check", {}, "peg_pain"),
    ("weekly_check", {"peg_pain": None}, "peg_pain"),
    ("goal", {}, "words"),
    *[("goal", {"words": words}, "words") for words in ("", "  ", "x" * 61, 5, ["x"], "a\x00b", "a\u202eb", "\ud800")],
    *[("question", {"words": words}, "words") for words in (None, "", " \n", "x" * 141, 5, "a\x00b")],
    ("question", ASK | {"question": "1"}, "question"),
    ("question", ASK | {"question": 1}, "question"),
    ("question", ASK | {"withdrawn": 1}, "withdrawn"),
    ("question", ASK | {"withdrawn": None}, "withdrawn"),
    ("entry", {"asked": "last_24h", "pain": 6}, "kind"),
    ("mood", {}, "kind"),
]


def a_save(kind: str, body: dict[str, Any], **changes: Any) -> Envelope:
    """One save without an area, ready to be recorded."""
    plain = {name: sent(value) for name, value in changes.items()}
    return read_version(a_message(kind=kind, body=body) | {"area": None} | plain)


def record(patient: Patient, version: Envelope, **changes: Any) -> str:
    how = {"actor": PHONE, "source": "phone", "now": max(EVENING, version.corrected_at)} | changes
    return record_answers(patient.id, version, **how)


def in_minutes(minutes: int) -> dict[str, Any]:
    return {"edited_at": EVENING + timedelta(minutes=minutes)}


def refused_fields(kind: str, body: Any, patient: Patient, **changes: Any) -> set[str]:
    with pytest.raises(Invalid) as refusal:
        record(patient, a_save(kind, body, **changes))
    return set(refusal.value.fields)


def test_a_weekly_check_is_kept_with_all_its_answers(alice):
    record(alice, a_save("weekly_check", PEG | {"change": 3, "goal_difficulty": 8}))

    [check] = weekly_checks(alice.id, DAY, DAY)
    assert (check.peg_pain, check.peg_enjoyment, check.peg_activity, check.change, check.goal_difficulty) == (
        6,
        7,
        5,
        3,
        8,
    )
    assert (check.day, check.corrected_at, check.peg) == (DAY, EVENING, 6.0)


def test_peg_needs_all_three_items(alice):
    for missing in PEG:
        record(alice, a_save("weekly_check", {item: score for item, score in PEG.items() if item != missing}))

    assert [check.peg for check in weekly_checks(alice.id, *EVER)] == [None] * 3
    assert complete_checks(alice.id, *EVER) == []


def test_the_latest_complete_check_of_a_day_counts(alice):
    record(alice, a_save("weekly_check", PEG | {"peg_pain": 0}, **in_minutes(2)))
    record(alice, a_save("weekly_check", PEG))
    record(alice, a_save("weekly_check", {"change": 2}, **in_minutes(5)))

    assert complete_checks(alice.id, *EVER) == [CompleteCheck(day=DAY, peg=4.0)]


def test_only_checks_of_the_span_are_read(alice):
    for ago in range(4):
        day = DAY - timedelta(days=ago)
        record(alice, a_save("weekly_check", PEG, for_day=day, edited_at=EVENING - timedelta(days=ago)))

    checks = complete_checks(alice.id, DAY - timedelta(days=2), DAY - timedelta(days=1))

    assert [check.day for check in checks] == [DAY - timedelta(days=2), DAY - timedelta(days=1)]


@pytest.mark.parametrize(("ago", "found"), [(0, 4.0), (6, 4.0), (7, None), (-1, None)])
def test_the_check_of_a_session_is_from_the_seven_days_that_end_on_it(ago, found):
    assert peg_before([CompleteCheck(day=DAY - timedelta(days=ago), peg=4.0)], DAY) == found


def test_of_several_the_check_nearest_to_the_session_counts():
    checks = [CompleteCheck(day=DAY - timedelta(days=ago), peg=float(ago)) for ago in (3, 1, 5)]

    assert peg_before(checks, DAY) == 1.0


def test_the_newest_goal_is_the_goal_and_older_ones_stay(alice):
    record(alice, a_save("goal", STAIRS, for_day=DAY, **in_minutes(5)))
    record(alice, a_save("goal", WALK, for_day=DAY - timedelta(days=3), edited_at=EVENING - timedelta(days=3)))

    assert goal_of(alice.id) == "Climb the stairs"
    assert [(goal.words, goal.set_on) for goal in goals_of(alice.id)] == [
        ("Climb the stairs", DAY),
        ("Walk 20 minutes", DAY - timedelta(days=3)),
    ]


def test_a_goal_can_be_put_away(alice):
    record(alice, a_save("goal", WALK))
    record(alice, a_save("goal", {"words": None}, **in_minutes(1)))

    assert goal_of(alice.id) is None


def test_without_any_goal_there_is_none(alice):
    assert goal_of(alice.id) is None


def test_a_question_waits_until_it_is_withdrawn(alice):
    asked = a_save("question", ASK)
    record(alice, asked)
    [before] = open_questions(alice.id)

    record(alice, a_save("question", ASK | {"question": str(asked.id), "withdrawn": True}, **in_minutes(1)))

    assert (before.id, before.words, before.asked_on) == (asked.id, "May I swim?", DAY)
    assert open_questions(alice.id) == []


def test_a_question_keeps_its_first_day_when_its_words_change(alice):
    asked = a_save("question", ASK)
    record(alice, asked)
    next_day = {"for_day": DAY + timedelta(days=1), "edited_at": EVENING + timedelta(days=1)}

    record(alice, a_save("question", {"words": "May I swim yet?", "question": str(asked.id)}, **next_day))

    [question] = open_questions(alice.id)
    assert (question.words, question.asked_on) == ("May I swim yet?", DAY)


def test_in_any_order_of_arrival_a_question_reads_the_same(practice):
    shown = set()
    for order in permutations(range(3)):
        alice, asked = a_patient(practice), a_save("question", ASK)
        about = {"question": str(asked.id)}
        reworded = a_save(
            "question", about | {"words": "May I swim yet?"}, for_day=DAY - timedelta(days=1), **in_minutes(5)
        )
        undone = a_save("question", about | ASK | {"withdrawn": True}, **in_minutes(3))

        for place in order:
            record(alice, (asked, reworded, undone)[place])

        shown |= {(question.words, question.asked_on) for question in open_questions(alice.id)}

    assert shown == {("May I swim yet?", DAY - timedelta(days=1))}


def test_in_any_order_of_arrival_it_is_open_again_or_settled_alike(practice):
    """The last word on it is of the day on which it was talked about, as of a traveller to the west."""
    shown = set()
    for order in permutations(range(2)):
        alice, asked = a_patient(practice), a_save("question", ASK)
        record(alice, asked)
        db.session.execute(db.update(Question).where(Question.id == asked.id).values(talked_about_on=DAY))
        db.session.commit()
        again = ASK | {"question": str(asked.id)}
        next_day = {"for_day": DAY + timedelta(days=1), "edited_at": EVENING + timedelta(days=1)}
        saves = (a_save("question", again, **next_day), a_save("question", again, **in_minutes(24 * 60 + 5)))

        for place in order:
            record(alice, saves[place])

        shown.add(tuple(question.words for question in open_questions(alice.id)))

    assert shown == {()}


def test_a_question_of_somebody_else_can_neither_be_found_nor_changed(alice, practice):
    asked = a_save("question", ASK)
    record(alice, asked)
    stefan = a_patient(practice, name="Stefan")

    record(
        stefan, a_save("question", {"words": "Taken", "question": str(asked.id), "withdrawn": True}, **in_minutes(9))
    )

    assert [question.words for question in open_questions(alice.id)] == ["May I swim?"]
    assert open_questions(stefan.id) == []


def test_another_patient_has_none_of_it(alice, practice):
    for kind, body in KINDS:
        record(alice, a_save(kind, body))
    stefan = a_patient(practice, name="Stefan")

    assert (weekly_checks(stefan.id, *EVER), goals_of(stefan.id), open_questions(stefan.id)) == ([], [], [])


@pytest.mark.parametrize(("kind", "body"), KINDS)
def test_the_same_bytes_again_change_nothing(alice, kind, body):
    version = a_save(kind, body)

    verdicts = [
        record(alice, version),
        record(alice, version),
        record(alice, a_save(kind, body, id=version.id, app="1.4.1")),
    ]

    assert verdicts == ["stored", "same", "differs"]
    assert [(kept.kind, kept.revision, kept.stamp) for kept in stored_versions()] == [(kind, 1, None)]


def test_a_bad_answer_is_refused_by_name_and_nothing_is_kept(alice):
    for kind, body, field in BAD_ANSWERS:
        assert refused_fields(kind, body, alice) == {field}, (kind, body)

    assert stored_versions() == []


def test_a_day_that_has_not_come_is_refused(alice):
    for kind, body in KINDS:
        assert refused_fields(kind, body, alice, for_day=DAY + timedelta(days=1)) == {"for_day"}

    assert stored_versions() == []


def test_an_area_must_be_the_patients_own(alice, practice):
    stefans = an_area(a_patient(practice, name="Stefan"))

    assert refused_fields("goal", WALK, alice, area=stefans.id) == {"area"}


def test_staff_never_write_as_the_patient(alice):
    with pytest.raises(Forbidden):
        record(alice, a_save("goal", WALK), actor=Actor.staff(uuid4()))


def test_a_patient_who_does_not_exist_is_not_found(alice):
    with pytest.raises(NotFound):
        record(Patient(id=uuid4()), a_save("goal", WALK))


def test_many_saves_of_all_kinds_share_one_transaction(alice):
    for kind, body in KINDS:
        keep_answers(
            Delivery(patient_id=alice.id, version=a_save(kind, body), actor=PHONE, source="phone", received_at=EVENING)
        )
    db.session.rollback()

    assert stored_versions() == []
    assert (weekly_checks(alice.id, *EVER), goals_of(alice.id), open_questions(alice.id)) == ([], [], [])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.lists(st.integers(0, 3), min_size=1, max_size=5), data=st.data())
def test_in_any_order_of_arrival_the_goal_is_the_same(practice, minutes, data):
    alice = a_patient(practice)
    versions = [a_save("goal", {"words": f"Goal {n}"}, **in_minutes(minute)) for n, minute in enumerate(minutes)]
    newest = max(versions, key=lambda version: version.order_key)

    for version in data.draw(st.permutations(versions * 2)):
        record(alice, version)

    assert goal_of(alice.id) == newest.body["words"]
    assert len(goals_of(alice.id)) == len(versions)
