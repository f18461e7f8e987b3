"""Saves of kinds that only a later release knows: kept at once, shown once it is there."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs

from diary.audit.domain import Actor
from diary.checks.queries import goals_of, questions_of, weekly_checks
from diary.db import Base, db
from diary.effects.actions import show_after
from diary.effects.queries import after_answers, relief_ends, shown_flags
from diary.effects.values import AfterBody
from diary.entries.keeping_actions import Kind
from diary.entries.queries import days_of
from diary.practice.access import the_patient
from diary.practice.models import Area, Patient
from diary.practice.queries import consent_of
from diary.reminders.plan_queries import plan_of
from diary.sync.actions import KINDS, receive
from diary.sync.unshown_actions import show_what_waited
from diary.web.logs import drop_unlisted
from tests.entries.saves import EVENING, a_message, sent
from tests.factories import a_device, a_patient, an_area

EVER = (date(2000, 1, 1), date(2100, 1, 1))
SESSION = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
FLAG = {"rule": "RF06", "level": "C", "rules_version": "1", "shown_at": sent(EVENING)}
PEG = {"peg_pain": 6, "peg_enjoyment": 7, "peg_activity": 5}
AGREED = {"wording_version": "2026-11", "wording": "Your diary is for you.", "language": "en", "agreed": True}
PLAN = {"at": "20:00", "on": True, "again": False, "paused_until": None}
NOTHING = ([], [], [], [], [], [], [], None, "phone", None)
EVERYTHING = ([4], ["same", "worse"], ["now"], [True], [6.0], ["Swim", "Walk"], ["May I run?"], False, "dark", False)


def a_save(kind: str, body: dict[str, Any], minutes: int = 0, **changes: Any) -> dict[str, Any]:
    about = {"area": None, "session": str(SESSION), "edited_at": sent(EVENING + timedelta(minutes=minutes))}
    return a_message(kind=kind, body=body) | about | changes


def saves(area: Area) -> list[dict[str, Any]]:
    """Two of most kinds, of which the later one counts."""
    card, question = str(uuid4()), str(uuid4())
    here = {"area": str(area.id)}
    return [
        a_save("entry", {"asked": "last_24h", "pain": 7}, **here),
        a_save("entry", {"asked": "last_24h", "pain": 4}, 1, **here),
        a_save("after", {"ease": "same"}),
        a_save("after", {"ease": "worse", "effects": [{"effect": "bruise", "severity": 1}]}, 1),
        a_save("relief_end", {"said": "gone"}),
        a_save("relief_end", {"said": "now"}, 1),
        a_save("flag_log", FLAG, id=card),
        a_save("flag_log", FLAG | {"card": card, "called": True}, 1),
        a_save("weekly_check", PEG),
        a_save("goal", {"words": "Walk"}),
        a_save("goal", {"words": "Swim"}, 1),
        a_save("question", {"words": "May I swim?"}, id=question),
        a_save("question", {"words": "May I run?", "question": question}, 1),
        a_save("consent", AGREED),
        a_save("consent", AGREED | {"agreed": False}, 1),
        a_save("prefs", {"theme": "light", "bigger": False, "hides_trend": False}),
        a_save("prefs", {"theme": "dark", "bigger": False, "hides_trend": False}, 1),
        a_save("reminders", PLAN),
        a_save("reminders", PLAN | {"on": False}, 1),
    ]


def shown(patient: Patient, area: Area) -> tuple[object, ...]:
    """What the screens find."""
    consent, plan = consent_of(patient.id), plan_of(patient.id)
    return (
        [day.pain for day in days_of(patient.id, area.id, *EVER)],
        [answer.ease for answer in after_answers(patient.id, *EVER)],
        [end.said for end in relief_ends(patient.id, *EVER).values()],
        [card.called for card in shown_flags(patient.id, *EVER)],
        [check.peg for check in weekly_checks(patient.id, *EVER)],
        [goal.words for goal in goals_of(patient.id)],
        [question.words for question in questions_of(patient.id)],
        consent and consent.agreed,
        the_patient(Patient.id == patient.id).look.theme,
        plan and plan.is_on,
    )


def everywhere() -> Counter[str]:
    """How many rows each table has."""
    db.session.rollback()
    count = db.select(db.func.count())
    with db.engine.connect() as connection:
        return Counter(
            {name: connection.scalar(count.select_from(table)) for name, table in Base.metadata.tables.items()}
        )


@contextmanager
def an_older_release() -> Iterator[None]:
    """One that knows no kind at all."""
    with pytest.MonkeyPatch.context() as change:
        for kind in list(KINDS):
            change.delitem(KINDS, kind)
        yield


def keep(patient: Patient, *items: dict[str, Any], minutes: int = 60) -> None:
    """What a phone sends, so many minutes after the evening."""
    phone = Actor.phone(a_device(patient).id, is_carer=False)
    results = receive(patient.id, items, actor=phone, now=EVENING + timedelta(minutes=minutes))
    assert {result.verdict for result in results} == {"stored"}


@pytest.fixture
def kept(alice: Patient, knee: Area) -> Area:
    """What an older release took from Alice's phone; her knee."""
    with an_older_release():
        keep(alice, *saves(knee))
    return knee


def test_what_an_older_release_kept_is_shown_as_if_it_had_known_it(alice, kept, practice):
    other = a_patient(practice)
    hip = an_area(other)
    keep(other, *saves(hip))
    assert shown(alice, kept) == NOTHING

    assert show_what_waited() == 19

    assert shown(alice, kept) == shown(other, hip) == EVERYTHING


def test_shown_again_nothing_changes(alice, kept):
    show_what_waited()
    rows = everywhere()

    assert show_what_waited() == 0
    assert everywhere() == rows


def test_what_was_known_when_it_came_does_not_wait(alice, knee):
    keep(alice, *saves(knee))

    assert show_what_waited() == 0


def test_what_nobody_knows_yet_waits_on(alice):
    keep(alice, a_save("mood", {"mood": 3}))

    assert show_what_waited() == 0
    assert everywhere()["unshown_version"] == 1


def cut_off(_connection: object, _saves: object) -> None:
    raise KeyboardInterrupt


def test_cut_off_in_the_middle_a_patient_shows_all_or_nothing_and_the_next_time_all(alice, kept, practice, monkeypatch):
    other = a_patient(practice)
    hip = an_area(other)
    with an_older_release():
        keep(other, *saves(hip)[:4])
    with monkeypatch.context() as power:
        power.setitem(
            KINDS, "prefs", Kind(read=KINDS["prefs"].read, show=cut_off)
        )  # which comes last, and Alice has alone
        with pytest.raises(KeyboardInterrupt):
            show_what_waited()
        assert shown(alice, kept) == NOTHING

    show_what_waited()

    assert shown(alice, kept) == EVERYTHING
    assert shown(other, hip)[:2] == EVERYTHING[:2]
    assert everywhere()["unshown_version"] == 0


def test_what_cannot_be_read_stays_kept_and_holds_up_nothing(alice):
    with an_older_release():
        keep(
            alice, a_save("after", {"ease": "better"}), a_save("after", {"ease": "worse"}), a_save("goal", {"words": 1})
        )

    assert show_what_waited() == 1
    assert show_what_waited() == 0

    assert [answer.ease for answer in after_answers(alice.id, *EVER)] == ["worse"]
    assert (everywhere()["version"], everywhere()["unshown_version"]) == (3, 2)


def test_the_log_names_what_cannot_be_read_and_tells_nothing_of_what_it_says(alice):
    with an_older_release():
        keep(alice, a_save("after", {"ease": "better", "usual_day": "often", "eased": "later"}))

    with capture_logs(processors=[drop_unlisted]) as lines:
        show_what_waited()

    [line] = lines
    assert line.pop("log_level") == "warning"
    assert line == {"event": "kept save stays unshown", "kind": "after", "fields": ["ease", "usual_day"]}


def test_what_the_database_refuses_stays_kept_and_holds_up_nothing(alice, monkeypatch):
    with an_older_release():
        keep(alice, a_save("after", {"prompt": "noon"}), a_save("after", {"prompt": "soon"}))
    trusting = Kind(read=lambda delivery: AfterBody(prompt=delivery.version.body["prompt"]), show=show_after)
    monkeypatch.setitem(KINDS, "after", trusting)

    assert show_what_waited() == 1

    assert [answer.prompt for answer in after_answers(alice.id, *EVER)] == ["soon"]
    assert everywhere()["unshown_version"] == 1
