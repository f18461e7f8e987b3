"""The copy as a table: every answer on a line of its own, and no cell that a spreadsheet would run."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from diary.export.answers import fields_of
from diary.export.table import COLUMNS, FORMULA_STARTS, csv_of
from diary.export.values import Item


def lines(*items):
    text = csv_of(items)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def an_item(*fields, **changes):
    return Item(kind="entry", id="v1", fields=fields, **changes)


def test_each_answer_has_a_line_with_what_it_belongs_to():
    at = datetime(2026, 11, 18, 0, 5, tzinfo=UTC)
    item = an_item(
        ("pain", 4),
        ("note", "better"),
        day=date(2026, 11, 17),
        at=at,
        zone="America/Toronto",
        about="Low back",
        by="carer",
        source="phone",
        stamp="late",
        is_shown=False,
    )

    first, second = lines(item)

    assert tuple(first) == COLUMNS
    assert tuple(first.values()) == (
        "entry",
        "2026-11-17",
        "2026-11-18T00:05:00Z",
        "America/Toronto",
        "Low back",
        "carer",
        "phone",
        "late",
        "no",
        "pain",
        "4",
        "v1",
    )
    assert (second["field"], second["value"]) == ("note", "better")


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_of_text_begins_like_a_formula(start):
    [line] = lines(an_item(("note", f"{start}1+1"), about=f"{start}knee"))

    assert (line["value"][0], line["about"][0]) == ("'", "'")


def test_a_negative_number_stays_a_number():
    [line] = lines(an_item(("change", -1)))

    assert line["value"] == "-1"


def test_commas_quotes_and_line_ends_stay_in_their_cell():
    [line] = lines(an_item(("note", 'a, "b"\nc')))

    assert line["value"] == 'a, "b"\nc'


def test_an_effect_is_a_field_with_its_severity_and_the_patients_words():
    effects = [{"effect": "soreness", "severity": 1}, {"effect": "something_else", "severity": 2, "words": "cramp"}]

    assert [*fields_of({"effects": effects})] == [("soreness", 1), ("something_else", 2), ("effect_words", "cramp")]


def test_what_only_a_newer_diary_says_is_in_the_copy_too():
    body = {"mood": 3, "tags": ["a", "b"], "effects": "odd", "where": {"x": 1}, "mixed": [1, None]}

    assert [*fields_of(body)] == [
        ("mood", 3),
        ("tags", "a"),
        ("tags", "b"),
        ("effects", "odd"),
        ("where", '{"x": 1}'),
        ("mixed", "[1, null]"),
    ]


@pytest.mark.parametrize(
    "effects",
    [
        3,
        None,
        "",
        {},
        [{"effect": []}],
        [{"effect": "bruise", "severity": [1]}],
        [{"effect": "bruise", "since": "noon"}],
    ],
)
def test_effects_of_a_shape_that_only_a_newer_diary_knows_stand_as_they_were_saved(effects):
    [(name, value)] = fields_of({"effects": effects})

    assert name == "effects"
    assert value == (json.dumps(effects) if isinstance(effects, dict | list) else effects)
