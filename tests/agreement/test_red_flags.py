"""Phone and server choose the same symptoms and the same card for the same facts."""

import json
import re
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random

import pytest

from diary.effects.domain import LEVELS
from diary.effects.red_flags import FILE, RED_FLAGS, FlagFacts, PainDay, Shown
from diary.entries.domain import EFFECTS
from diary.practice.domain import AREA_GROUPS
from diary.sessions.domain import TECHNIQUES
from tests.agreement.phone import ask_phone, ms
from tests.entries.saves import EVENING

QUESTIONS = 4000
SYMPTOMS = [symptom.id for symptom in RED_FLAGS.symptoms]
TOGETHER = [
    re.findall(r"'symptom': '(\w+)'", str(rule.when)) for rule in RED_FLAGS.rules if "symptom" in str(rule.when)
]
HOURS = (None, 0, 2, 6, 6.01, 23.99, 24, 47.9, 48, 100, 168, 168.5, 400)


class Someone:
    """What somebody might tick, and when."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def number(self, most: int) -> int | None:
        return None if self.random.random() < 0.1 else self.random.randrange(most + 1)

    def facts(self) -> FlagFacts:
        pick = self.random
        effects = pick.sample(EFFECTS, pick.choice((0, 1, 1, 2, 4)))
        return FlagFacts(
            symptoms=self.ticked(),
            effects={effect: pick.randrange(4) for effect in effects},
            hours_since=pick.choice((*HOURS, round(pick.uniform(0, 200), 2))),
            area_group=pick.choice((None, *AREA_GROUPS)),
            techniques=pick.sample(TECHNIQUES, pick.randrange(len(TECHNIQUES) + 1)),
            anaesthetic=pick.random() < 0.5,
            blood_thinner=pick.random() < 0.3,
            level=pick.choice((None, 3.0, 4.3333, 6.6667, 7.0)),
            days=[self.day(since) for since in range(pick.choice((0, 1, 3)), -1, -1)],
        )

    def ticked(self) -> list[str]:
        """A few symptoms; often several that one rule looks at, so that rules meet which need more than one."""
        if self.random.random() < 0.5:
            return self.random.sample(SYMPTOMS, self.random.choice((0, 0, 1, 1, 2)))
        together = TOGETHER[self.random.randrange(len(TOGETHER))]
        return self.random.sample(together, self.random.randrange(1, len(together) + 1))

    def day(self, since: int) -> PainDay:
        worst = self.random.choice((None, 8, 9, 10))
        return PainDay(pain=self.number(10), worst=worst, since=self.random.choice((since, since, None)))

    def shown(self) -> list[Shown]:
        ago = (timedelta(hours=11, minutes=59, seconds=59), timedelta(hours=12), timedelta(minutes=1))
        rules = self.random.sample(RED_FLAGS.rules, self.random.choice((0, 0, 1, 2, 8)))
        return [
            Shown(rule=rule.id, level=self.random.choice(LEVELS), at=EVENING - self.random.choice(ago))
            for rule in rules
        ]


def question(seed: int) -> tuple[list[FlagFacts], list[Shown], datetime]:
    someone = Someone(seed)
    return [someone.facts() for _area in range(someone.random.choice((0, 1, 1, 2)))], someone.shown(), EVENING


def sent(areas: list[FlagFacts], shown: list[Shown], now: datetime) -> dict[str, object]:
    cards = [{"rule": card.rule, "level": card.level, "at": ms(card.at)} for card in shown]
    return {"areas": [asdict(facts) for facts in areas], "shown": cards, "now": ms(now)}


@pytest.fixture(scope="module")
def answers():
    """What the server and the phone make of the same thousands of facts."""
    asked = [question(seed) for seed in range(QUESTIONS)]
    here = []
    for areas, shown, now in asked:
        card = RED_FLAGS.card(areas, shown, now)
        here.append({"asked": [RED_FLAGS.asked(area) for area in areas], "card": card and [card.id, card.level]})
    flags = json.loads(FILE.read_text())
    [there] = ask_phone([{"ask": "flags", "flags": flags, "questions": [sent(*each) for each in asked]}])
    return list(zip(here, there, strict=True))


def test_phone_and_server_ask_and_show_the_same(answers):
    assert [(place, here, there) for place, (here, there) in enumerate(answers) if here != there][:3] == []


def test_the_facts_reach_every_rule_and_every_symptom(answers):
    here = [one for one, _ in answers]

    assert {tuple(one["card"]) for one in here if one["card"]} == {(rule.id, rule.level) for rule in RED_FLAGS.rules}
    assert {name for one in here for area in one["asked"] for name in area} == set(SYMPTOMS)
    assert any(one["card"] is None for one in here)
