"""What the course figure is given to draw."""

import pytest

from diary.entries.values import Effect
from diary.trends.figure import bother_of
from tests.trends.margaret import an_entry


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ({}, None),
        ({"bothered": False}, 0),
        ({"bothered": True}, 0.5),
        ({"effects": (Effect(effect="headache", severity=2), Effect(effect="nausea", severity=1))}, 2),
    ],
    ids=["nothing", "no", "yes alone", "how much"],
)
def test_what_bothered_is_drawn_as_it_was_answered(said, drawn):
    assert bother_of(an_entry(0, **said)) == drawn
