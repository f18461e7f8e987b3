"""What followed a session is kept like entries; readers get the newest."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest

from diary.effects.domain import EASES
from diary.effects.queries import after_answers, relief_ends, shown_flags
from diary.entries.values import Effect
from diary.practice.models import Patient
from diary.sync.actions import receive
from tests.entries.saves import DAY, EVENING, PHONE, a_message, sent
from tests.factories import a_patient

EVER = (date(2000, 1, 1), date(2100, 1, 1))
SESSION = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
CARD = UUID("1b4e28ba-2fa1-41d2-883f-0016d3cca427")
SHOWN = sent(EVENING)
FLAG = {"rule": "RF06", "level": "C", "rules_version": "1", "shown_at": SHOWN, "symptoms": ["weakness"]}
BAD = [
    ("after", {"ease": "better"}, "ease"),
    ("after", {"prompt": "noon"}, "prompt"),
    ("after", {"eased": 1}, "eased"),
    ("after", {"usual_day": "maybe"}, "usual_day"),
    ("after", {"effects": [{"effect": "joy", "severity": 1}]}, "effects"),
    ("after", {"effects": [{"effect": "bruise", "severity": 4}]}, "effects"),
    ("after", {"effects": [{"effect": "bruise", "severity": 1}], "none_of_these": True}, "effects"),
    ("relief_end", {}, "said"),
    ("relief_end", {"said": "once"}, "said"),
    ("relief_end", {"said": "now", "ended_at": "yesterday"}, "ended_at"),
    ("flag_log", FLAG | {"level": "X"}, "level"),
    ("flag_log", FLAG | {"rule": "a b"}, "rule"),
    ("flag_log", FLAG | {"called": "yes"}, "called"),
    ("flag_log", FLAG | {"card": "1"}, "card"),
]


def a_save(kind: str, body: dict[str, Any], *, minutes: int = 0, **changes: Any) -> dict[str, Any]:
    """One save about the session, as a phone sends it."""
    edited_at = sent(EVENING + timedelta(minutes=minutes))
    about = {"area": None, "session": str(SESSION), "edited_at": edited_at}
    return a_message(kind=kind, body=body) | about | changes


def verdicts(patient: Patient, *saves: dict[str, Any]) -> list[str]:
    return [result.verdict for result in receive(patient.id, saves, actor=PHONE, now=EVENING + timedelta(hours=1))]


def faults(patient: Patient, save: dict[str, Any]) -> set[str]:
    [result] = receive(patient.id, [save], actor=PHONE, now=EVENING)
    assert result.verdict == "invalid"
    return set(result.errors)


def test_an_answer_after_a_session_is_kept_whole(alice):
    body = {
        "prompt": "evening",
        "ease": "much_less",
        "eased": "in_1_hour",
        "effects": [{"effect": "bruise", "severity": 1}, {"effect": "something_else", "severity": 2, "words": "Hot"}],
        "usual_day": "almost",
    }

    assert verdicts(alice, a_save("after", body)) == ["stored"]

    [answer] = after_answers(alice.id, *EVER)
    assert (answer.session_id, answer.day, answer.author) == (SESSION, DAY, "patient")
    assert (answer.prompt, answer.ease, answer.eased, answer.usual_day) == (
        "evening",
        "much_less",
        "in_1_hour",
        "almost",
    )
    assert answer.effects == (
        Effect(effect="bruise", severity=1),
        Effect(effect="something_else", severity=2, words="Hot"),
    )
    assert not answer.none_of_these


@pytest.mark.parametrize("ease", EASES)
def test_each_word_on_how_the_pain_is_now_is_kept(alice, ease):
    assert verdicts(alice, a_save("after", {"ease": ease})) == ["stored"]

    assert [answer.ease for answer in after_answers(alice.id, *EVER)] == [ease]


def test_none_of_these_is_an_answer_of_its_own(alice):
    verdicts(alice, a_save("after", {"none_of_these": True}))

    assert [answer.none_of_these for answer in after_answers(alice.id, *EVER)] == [True]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_last_word_on_relief_counts_in_whatever_order_it_comes(alice, order):
    ended = EVENING - timedelta(hours=3)
    saves = [
        a_save("relief_end", {"said": "yesterday"}),
        a_save("relief_end", {"said": "earlier_today", "ended_at": sent(ended)}, minutes=2),
        a_save("relief_end", {"said": "gone"}, minutes=1),
    ]

    verdicts(alice, *(saves[place] for place in order))

    last = relief_ends(alice.id, *EVER)[SESSION]
    assert (last.said, last.ended_at) == ("earlier_today", ended)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_card_says_when_it_was_first_shown_and_what_became_of_it_last(alice, order):
    dismissed = sent(EVENING + timedelta(minutes=3))
    saves = [
        a_save("flag_log", FLAG, id=str(CARD)),
        a_save("flag_log", FLAG | {"card": str(CARD), "dismissed_at": dismissed}, minutes=3),
        a_save("flag_log", FLAG | {"card": str(CARD), "dismissed_at": dismissed, "called": True}, minutes=9),
    ]

    verdicts(alice, *(saves[place] for place in order))

    [card] = shown_flags(alice.id, *EVER)
    assert (card.id, card.rule, card.level, card.rules_version) == (CARD, "RF06", "C", "1")
    assert (card.shown_at, card.dismissed_at) == (EVENING, EVENING + timedelta(minutes=3))
    assert card.called is True


@pytest.fixture
def dora(practice):
    """Another patient of the same practice."""
    return a_patient(practice, name="Dora Lang")


def test_nobody_else_sees_any_of_it(alice, dora):
    verdicts(alice, a_save("after", {}), a_save("relief_end", {"said": "now"}), a_save("flag_log", FLAG))

    assert after_answers(dora.id, *EVER) == []
    assert relief_ends(dora.id, *EVER) == {}
    assert shown_flags(dora.id, *EVER) == []


def test_two_patients_whose_phones_name_a_card_alike_keep_their_own(alice, dora):
    verdicts(alice, a_save("flag_log", FLAG | {"card": str(CARD)}))
    verdicts(dora, a_save("flag_log", FLAG | {"card": str(CARD), "level": "E"}))

    assert [[card.level for card in shown_flags(patient.id, *EVER)] for patient in (alice, dora)] == [["C"], ["E"]]


@pytest.mark.parametrize(("kind", "body", "field"), BAD)
def test_what_makes_no_sense_is_refused_by_name(alice, kind, body, field):
    assert field in faults(alice, a_save(kind, body))


@pytest.mark.parametrize("kind", ["after", "relief_end"])
def test_what_is_about_a_session_names_it(alice, kind):
    assert faults(alice, a_save(kind, {"said": "now"}, session=None)) == {"session"}


@pytest.mark.parametrize(("kind", "body"), [("after", {}), ("relief_end", {"said": "now"}), ("flag_log", FLAG)])
def test_nothing_is_kept_for_a_day_that_has_not_come(alice, kind, body):
    assert faults(alice, a_save(kind, body, for_day=str(DAY + timedelta(days=2)), id=str(uuid4()))) == {"for_day"}
