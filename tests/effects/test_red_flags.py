"""The red flags: each rule shows for what it is about, one card at a time, and not twice within twelve hours."""

import json
from datetime import timedelta

import pytest

from diary.effects.domain import LEVELS
from diary.effects.red_flags import CONDITIONS, FILE, RED_FLAGS, FlagFacts, PainDay, Shown
from diary.entries.domain import EFFECTS
from diary.practice.domain import AREA_GROUPS
from diary.sessions.domain import TECHNIQUES
from tests.entries.saves import EVENING

ANY_TIME = FlagFacts(hours_since=30.0, area_group="limb", techniques=("injections",))
HIGH = PainDay(pain=9, worst=9, since=4)
# Who ticks what: the rule and the level of the card they read.
CASES = [
    ({"symptoms": ["breathing"]}, "RF01 E"),
    ({"symptoms": ["face_swelling"]}, "RF01 E"),
    ({"symptoms": ["hives"]}, None),
    ({"symptoms": ["hives", "vomiting"]}, "RF01 E"),
    ({"symptoms": ["hives", "fainted"]}, "RF01 E"),
    ({"symptoms": ["ringing"], "anaesthetic": True, "hours_since": 1.0}, "RF02 E"),
    ({"symptoms": ["ringing"], "anaesthetic": True, "hours_since": 7.0}, None),
    ({"symptoms": ["ringing"], "hours_since": 1.0}, None),
    ({"symptoms": ["sharp_breath"], "area_group": "chest"}, "RF03 E"),
    ({"symptoms": ["sharp_breath"]}, "RF03 E"),
    ({"symptoms": ["pus"]}, "RF04 C"),
    ({"symptoms": ["spreading_redness", "fever"]}, "RF04 U"),
    ({"symptoms": ["fever", "very_ill"]}, "RF04 E"),
    ({"symptoms": ["hot_joint", "stiff_joint"], "area_group": "joint"}, "RF05 U"),
    ({"symptoms": ["hot_joint"], "area_group": "joint"}, None),
    ({"symptoms": ["weakness"]}, "RF06 C"),
    ({"symptoms": ["lasting_numbness"]}, "RF06 C"),
    ({"symptoms": ["one_side"]}, "RF06 E"),
    ({"symptoms": ["saddle"], "area_group": "low_back"}, "RF07 E"),
    ({"symptoms": ["bladder"], "area_group": "spine"}, "RF07 E"),
    ({"symptoms": ["worst_headache"]}, "RF08 E"),
    ({"symptoms": ["upright_headache"]}, "RF08 C"),
    ({"symptoms": ["fast_lump"]}, "RF09 E"),
    ({"symptoms": ["spreading_bruise"]}, None),
    ({"symptoms": ["spreading_bruise"], "blood_thinner": True}, "RF09 C"),
    ({"symptoms": ["eye"], "area_group": "neck_face_scalp"}, "RF10 E"),
    ({"symptoms": ["eye"], "techniques": ("spg_bath",)}, "RF10 E"),
    ({"symptoms": ["swallowing"]}, "RF11 E"),
    ({"symptoms": ["hoarse"], "area_group": "neck_face_scalp"}, "RF11 C"),
    ({"symptoms": ["hoarse"], "area_group": "neck_face_scalp", "hours_since": 5.0}, None),
    ({"days": [HIGH, HIGH]}, "RF12 C"),
    ({"days": [HIGH]}, None),
    ({"days": [PainDay(pain=8, worst=None, since=3), PainDay(pain=7, worst=None, since=2)], "level": 4.0}, "RF12 C"),
    ({"days": [PainDay(pain=8, worst=None, since=2), PainDay(pain=7, worst=None, since=1)], "level": 4.0}, None),
    ({"days": [PainDay(pain=8, worst=None, since=3), PainDay(pain=6, worst=None, since=2)], "level": 4.0}, None),
    ({"symptoms": ["fainted"]}, "RF13 C"),
    ({"symptoms": ["fainted", "heartbeat"]}, "RF13 E"),
    ({"symptoms": ["skin"]}, "RF14 C"),
    ({"symptoms": ["long_nosebleed"]}, "RF15 U"),
    ({"effects": dict.fromkeys(EFFECTS, 3)}, None),
    ({}, None),
]


def some(**changes):
    values = {name: getattr(ANY_TIME, name) for name in FlagFacts.__dataclass_fields__}
    return FlagFacts(**values | changes)


def said(rule):
    return rule and f"{rule.id} {rule.level}"


def shown(rule, level, **ago):
    return Shown(rule=rule, level=level, at=EVENING - timedelta(**ago))


def conditions(part):
    """Every condition in a part of the file."""
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from conditions(inner)


@pytest.mark.parametrize(("changes", "card"), CASES)
def test_each_rule_shows_for_what_it_is_about_and_for_nothing_less(changes, card):
    assert said(RED_FLAGS.card([some(**changes)], [], EVENING)) == card


def test_every_rule_is_among_these_cases():
    assert {card for _changes, card in CASES if card} == {said(rule) for rule in RED_FLAGS.rules}


def test_the_highest_level_wins():
    ticked = some(symptoms=["skin", "fever", "pus", "one_side"])

    assert said(RED_FLAGS.card([ticked], [], EVENING)) == "RF06 E"


def test_the_worse_of_two_areas_counts():
    assert said(RED_FLAGS.card([some(), some(symptoms=["weakness"])], [], EVENING)) == "RF06 C"


@pytest.mark.parametrize(
    ("before", "again"),
    [
        ([shown("RF04", "C", hours=11)], None),
        ([shown("RF04", "C", hours=12)], "RF04 C"),
        ([shown("RF04", "E", hours=1)], None),
        ([shown("RF06", "C", hours=1)], "RF04 C"),
    ],
)
def test_a_card_is_not_shown_again_within_twelve_hours(before, again):
    assert said(RED_FLAGS.card([some(symptoms=["pus"])], before, EVENING)) == again


def test_a_card_is_shown_again_when_its_level_rises():
    worse = some(symptoms=["pus", "fever"])

    assert said(RED_FLAGS.card([worse], [shown("RF04", "C", hours=1)], EVENING)) == "RF04 U"


def test_after_the_highest_card_no_lower_one_follows():
    ticked = some(symptoms=["one_side", "skin"])

    assert RED_FLAGS.card([ticked], [shown("RF06", "E", hours=1)], EVENING) is None


@pytest.mark.parametrize("effect", EFFECTS)
def test_an_effect_that_bothers_a_little_asks_for_few_symptoms(effect):
    asked = RED_FLAGS.asked(some(effects={effect: 1}))

    assert len(asked) <= 4


def test_nothing_is_asked_of_somebody_without_effects():
    assert RED_FLAGS.asked(some()) == []


def test_the_file_names_nothing_that_does_not_exist():
    written = json.loads(FILE.read_text())
    parts = list(conditions({"rules": written["rules"], "symptoms": written["symptoms"]}))
    names = {name for part in parts for name in part if name in CONDITIONS}

    assert {part["symptom"] for part in parts if "symptom" in part} <= set(written["symptoms"])
    assert {part["effect"] for part in parts if "effect" in part} <= set(EFFECTS)
    assert {group for part in parts for group in part.get("area_group", ())} <= set(AREA_GROUPS)
    assert {part["technique"] for part in parts if "technique" in part} <= set(TECHNIQUES)
    assert {rule["level"] for rule in written["rules"]} == set(LEVELS)
    assert names <= set(CONDITIONS)


def test_every_symptom_leads_to_a_card():
    written = json.loads(FILE.read_text())
    used = {part["symptom"] for part in conditions(written["rules"]) if "symptom" in part}

    assert used == set(written["symptoms"])


def test_nobody_signed_the_file_off_in_secret():
    assert json.loads(FILE.read_text())["signed_off"] is None
