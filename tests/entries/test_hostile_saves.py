"""Whatever arrives, it is kept whole or refused by name: never a crash, never something else than was sent."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.entries.canonical import canonical_json
from diary.entries.wire import read_entry, read_version
from diary.errors import Invalid
from diary.strict_json import read_json
from tests.entries.saves import EVENING, PHONE, a_message, a_save, record, shown_days, stored_versions
from tests.factories import an_area

ANSWERS = {"asked": "last_24h", "pain": 6}
GOOD = a_message()

NOTES = [
    "",
    "  ",
    "x" * 300,
    "é" * 300,
    "line one\nline two\tend",
    "\u2764\ufe0f\u200d\U0001f525",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "'; DROP TABLE entry; --",
    "<script>",
    "ألم في الركبة",
    "{{7*7}}",
    "\u200fשלום",
    "%s %(n)s",
]
UNREADABLE = {
    "nothing": b"",
    "not JSON": b"pain=6",
    "half of it": b'{"pain": 6',
    "two values": b"{} {}",
    "not a number": b'{"pain": NaN}',
    "infinity": b'{"pain": Infinity}',
    "minus infinity": b'{"pain": -Infinity}',
    "a name twice": b'{"pain": 6, "pain": 2}',
    "a name twice, inside": b'{"body": {"pain": 6, "p\\u0061in": 2}}',
    "nested 20000 deep": b'{"body": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "objects 5000 deep": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "5000 digits": b'{"pain": ' + b"9" * 5_000 + b"}",
    "Latin-1": '{"note": "é"}'.encode("latin-1"),
    "UTF-16": '{"pain": 6}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "half a pair in bytes": b'{"note": "\xed\xa0\x80"}',
    "a raw NUL": b'{"note": "\x00"}',
}

# Each is one change of a good message: where, what, and the field that the refusal names.
ENVELOPES = [
    ("id", "1", "id"),
    ("id", 7, "id"),
    ("id", None, "id"),
    ("id", "CC88C9EA-980B-41DD-A666-991DE268DFCC", "id"),
    ("id", "cc88c9ea980b41dda666991de268dfcc", "id"),
    ("id", "{cc88c9ea-980b-41dd-a666-991de268dfcc}", "id"),
    ("id", "cc88c9ea-980b-41dd-a666-991de268dfcc\n", "id"),
    ("kind", "", "kind"),
    ("kind", "Entry", "kind"),
    ("kind", "entry\n", "kind"),
    ("kind", "e" * 41, "kind"),
    ("kind", ["entry"], "kind"),
    ("for_day", "2026-11-31", "for_day"),
    ("for_day", "2026-W47-2", "for_day"),
    ("for_day", "20261117", "for_day"),
    ("for_day", "2026-11-17T00:00:00Z", "for_day"),
    ("for_day", "٢٠٢٦-١١-١٧", "for_day"),
    ("for_day", "0001-01-01", "for_day"),
    ("for_day", "9999-12-31", "for_day"),
    ("for_day", 1795132800, "for_day"),
    ("area", "knee", "area"),
    ("area", 0, "area"),
    ("session", True, "session"),
    ("edited_at", "2026-11-18T00:05:00", "edited_at"),
    ("edited_at", "2026-11-18T00:05:00-05:00", "edited_at"),
    ("edited_at", "2026-11-18T00:05:00+00:00", "edited_at"),
    ("edited_at", "2026-11-18T24:00:00Z", "edited_at"),
    ("edited_at", "2026-11-18T00:05:60Z", "edited_at"),
    ("edited_at", "2026-11-18 00:05:00Z", "edited_at"),
    ("edited_at", "0000-11-18T00:05:00Z", "edited_at"),
    ("edited_at", "9999-12-31T23:59:59.999999Z", "edited_at"),
    ("edited_at", "1969-12-31T23:59:59Z", "edited_at"),
    ("edited_at", 1795132800, "edited_at"),
    ("zone", "America/", "zone"),
    ("zone", "America/Toronto\n", "zone"),
    ("zone", "America/" + "x" * 57, "zone"),
    ("zone", "../../../etc/passwd", "zone"),
    ("zone", "/etc/localtime", "zone"),
    ("zone", "", "zone"),
    ("zone", None, "zone"),
    ("offset_min", 841, "offset_min"),
    ("offset_min", -841, "offset_min"),
    ("offset_min", -300.0, "offset_min"),
    ("offset_min", -299.5, "offset_min"),
    ("offset_min", "-300", "offset_min"),
    ("offset_min", False, "offset_min"),
    ("offset_min", 2**40, "offset_min"),
    ("skew_ms", 2**53 - 1, "skew_ms"),
    ("skew_ms", 2**53, "skew_ms"),
    ("skew_ms", -(2**63), "skew_ms"),
    ("skew_ms", -4 * 10**12, "skew_ms"),
    ("skew_ms", 0.5, "skew_ms"),
    ("skew_ms", True, "skew_ms"),
    ("app", "", "app"),
    ("app", "1.4.0\n", "app"),
    ("app", "a" * 41, "app"),
    ("app", "<script>", "app"),
    ("body", None, "body"),
    ("body", [], "body"),
    ("body", "pain", "body"),
    ("new", "\ud800", "new"),
    ("new", "a\x00b", "new"),
    ("new", 10**400, "new"),
    ("new", float("inf"), "new"),
    ("new", float("nan"), "new"),
    ("new", [[[[[[[[[1]]]]]]]]], "new"),
    ("new", {"e\u0301": 1, "é": 2}, "new"),
    ("new", "x" * 17_000, "body"),
    ("new", "a" + "\u0301\u0316" * 60_000, "new"),  # composing this heap would take seconds
]
BODIES = [
    ("asked", None, "asked"),
    ("asked", "today", "asked"),
    *[
        ("pain", pain, "pain")
        for pain in (
            None,
            -1,
            11,
            3.7,
            6.0,
            "5",
            "",
            True,
            False,
            [6],
            {},
            2**40,
            10**400,
            float("nan"),
            float("inf"),
            1e308,
        )
    ],
    *[("worst", worst, "worst") for worst in (-1, 11, 3.7, "5", True, 2**40)],
    *[("sleep", sleep, "sleep") for sleep in (-1, 4, 1.5, "good", True)],
    *[("medicine", times, "medicine") for times in (-1, 4, 0.5, "2", True)],
    ("medicine_classes", "opioid", "medicine_classes"),
    ("medicine_classes", ["aspirin"], "medicine_classes"),
    ("medicine_classes", [1], "medicine_classes"),
    ("medicine_classes", ["opioid", "opioid"], "medicine_classes"),
    ("medicine_classes", None, "medicine_classes"),
    ("medicine_classes", ["opioid"], "medicine"),  # how often is missing
    ("relief", "", "relief"),
    ("relief", "Still", "relief"),
    ("relief", 1, "relief"),
    ("goal", "maybe", "goal"),
    ("goal", True, "goal"),
    ("bothered", 1, "bothered"),
    ("bothered", "yes", "bothered"),
    ("effects", {"soreness": 1}, "effects"),
    ("effects", ["soreness"], "effects"),
    ("effects", [{"effect": "soreness"}], "effects"),
    ("effects", [{"effect": "sadness", "severity": 1}], "effects"),
    ("effects", [{"effect": "soreness", "severity": 4}], "effects"),
    ("effects", [{"effect": "soreness", "severity": -1}], "effects"),
    ("effects", [{"effect": "soreness", "severity": True}], "effects"),
    ("effects", [{"effect": "soreness", "severity": 1.0}], "effects"),
    ("effects", [{"effect": "soreness", "severity": 1}] * 2, "effects"),
    ("effects", [{"effect": "soreness", "severity": 1}] * 18, "effects"),
    ("effects", [{"effect": "something_else", "severity": 1, "words": "x" * 61}], "effects"),
    ("effects", [{"effect": "something_else", "severity": 1, "words": "a\u202eb"}], "effects"),
    ("note", "x" * 301, "note"),
    ("note", "e" + "\u0323" * 301, "note"),
    ("note", "\u0301" * 1_000_000, "note"),
    ("note", 5, "note"),
    ("note", ["x"], "note"),
    *[
        ("note", f"a{sign}b", "note")
        for sign in (
            "\x00",
            "\x08",
            "\x0b",
            "\r",
            "\x1b",
            "\x7f",
            "\x85",
            "\u202a",
            "\u202e",
            "\u2066",
            "\u2069",
            "\ud800",
            "\udfff",
        )
    ],
]
WHOLE = [None, [], "", "entry", 0, True, 3.7, [GOOD], {}, {"entry": GOOD}]


def refused_fields(read, *args, **kwargs):
    with pytest.raises(Invalid) as refusal:
        read(*args, **kwargs)
    assert all(str(sentence).endswith(".") for sentence in refusal.value.fields.values())
    return set(refusal.value.fields)


def read_whole(message):
    return read_entry(read_version(message).body)


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE)
def test_bytes_that_are_no_sound_json_are_refused(raw):
    assert refused_fields(read_json, raw) == {"json"}


@pytest.mark.parametrize(
    "raw", [b"null", b"[]", b'{"a": [1, -2.5, true, null, "\\ud83d\\ude00"]}', '{"é": "é"}'.encode()]
)
def test_sound_json_is_read(raw):
    assert read_json(raw) == json.loads(raw)


@pytest.mark.parametrize("whole", WHOLE, ids=lambda whole: type(whole).__name__)
def test_a_message_that_is_no_save_is_refused(whole):
    assert refused_fields(read_version, whole)


@pytest.mark.parametrize(("name", "value", "field"), ENVELOPES)
def test_a_bad_envelope_is_refused_by_name(name, value, field):
    assert refused_fields(read_version, GOOD | {name: value}) == {field}


@pytest.mark.parametrize("name", sorted(GOOD.keys() - {"area", "session"}))
def test_a_missing_part_of_the_envelope_is_named(name):
    message = {part: value for part, value in GOOD.items() if part != name}

    assert refused_fields(read_version, message) == {name}


@pytest.mark.parametrize(("name", "value", "field"), [case for case in BODIES if case[:2] != ("pain", None)])
def test_a_bad_answer_is_refused_by_name(name, value, field):
    assert refused_fields(read_whole, GOOD | {"body": ANSWERS | {name: value}}) == {field}


def test_every_bad_answer_is_named_at_once():
    assert refused_fields(read_entry, {"asked": "x", "pain": 11, "note": "x" * 301}) == {"asked", "pain", "note"}


def test_the_refusal_repeats_nothing_of_what_was_written():
    with pytest.raises(Invalid) as refusal:
        read_entry(ANSWERS | {"note": "my secret " * 40})

    assert "secret" not in repr(refusal.value.fields)
    assert refusal.value.__context__ is None


def test_fields_of_the_server_cannot_be_set_from_outside(alice):
    area = an_area(alice)
    servers = dict.fromkeys(("patient_id", "stamp", "author", "author_id", "source", "revision", "received_at"), "99")

    record(alice, read_version(a_message(area, body=ANSWERS | servers | {"versions": 99}) | servers))

    [version], [day] = stored_versions(), shown_days()
    assert (version.patient_id, version.stamp, version.author, version.author_id) == (
        alice.id,
        "on_time",
        "patient",
        PHONE.id,
    )
    assert (version.source, version.revision, version.received_at) == ("phone", 1, EVENING)
    assert (day.stamp, day.author, day.versions) == ("on_time", "patient", 1)


def test_notes_come_back_as_they_were_on_both_databases(alice):
    area = an_area(alice)
    for ago, note in enumerate(NOTES):
        day = {"for_day": EVENING.date() - timedelta(days=1 + ago), "edited_at": EVENING - timedelta(days=ago)}
        record(alice, a_save(area, body={"note": note}, **day))

    assert [day.note for day in reversed(shown_days())] == [note if note.strip() else None for note in NOTES]


def test_two_spellings_of_one_letter_are_the_same_bytes(alice):
    area = an_area(alice)
    message = a_message(area, body=ANSWERS | {"note": "caf\u00e9"})
    record(alice, read_version(message))

    again = message | {"body": ANSWERS | {"note": "cafe\u0301"}}

    assert record(alice, read_version(again)) == "same"


def test_order_and_spaces_of_the_json_do_not_matter():
    message = a_message()
    shuffled = json.loads(json.dumps(dict(reversed(message.items())), indent=3))

    assert read_version(message).digest == read_version(shuffled).digest


@pytest.mark.parametrize("name", sorted(GOOD))
def test_any_other_value_makes_other_bytes(name):
    other = a_message() | {
        "kind": "goal",
        "for_day": "2026-11-16",
        "zone": "America/Vancouver",
        "offset_min": -480,
        "skew_ms": 1,
    }
    other |= {"session": other["area"], "edited_at": "2026-11-18T00:05:00.001Z", "app": "1.4.1", "body": {}}

    assert read_version(GOOD).digest != read_version(GOOD | {name: other[name]}).digest


def test_the_bytes_are_those_of_sorted_json_without_spaces():
    assert canonical_json({"b": [1, 2.5], "a": {"é": None}}) == '{"a":{"é":null},"b":[1,2.5]}'


@pytest.mark.parametrize("edited_at", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)])
def test_no_clock_is_so_wrong_that_a_save_is_refused(alice, edited_at):
    area = an_area(alice)
    skew_ms = (EVENING - edited_at) // timedelta(milliseconds=1)

    assert record(alice, a_save(area, edited_at=edited_at, skew_ms=skew_ms)) == "stored"

    assert [(version.clock_suspect, version.corrected_at) for version in stored_versions()] == [(True, EVENING)]


def test_nothing_of_a_bad_save_reaches_the_database(alice):
    area = an_area(alice)

    for name, value, field in BODIES:
        message = a_message(area, body=ANSWERS | {name: value})
        assert refused_fields(lambda message=message: record(alice, read_version(message))) == {field}

    assert stored_versions() == []
    assert shown_days() == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters()), inner, max_size=4),
    max_leaves=12,
)


def refused(read, raw):
    """The fields that a refusal names; none when it was taken."""
    try:
        read(raw)
    except Invalid as refusal:
        return set(refusal.fields) or {"a refusal without a field"}
    return set()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw):
    assert refused(read_json, raw) <= {"json"}


@given(json_values)
def test_any_value_is_taken_or_refused_by_name(value):
    assert refused(read_version, value)
    assert refused(read_version, GOOD | {"body": value}) <= {"body", *(value if isinstance(value, dict) else ())}
    assert refused(read_entry, ANSWERS | {"note": value}) <= {"note"}


@given(json_values)
def test_what_is_taken_is_read_again_with_the_same_bytes(value):
    message = GOOD | {"new": value}
    if not refused(read_version, message):
        version = read_version(message)

        assert read_version(read_json(version.canonical.encode())) == version


@pytest.mark.parametrize(("offset_min", "edited_at"), [(780, "2026-11-16T18:00:00Z"), (-300, "2026-11-18T00:05:00Z")])
def test_a_zone_that_is_younger_than_our_list_costs_no_save(alice, offset_min, edited_at):
    version = read_version(a_message(an_area(alice), zone="Etc/Unknown", offset_min=offset_min, edited_at=edited_at))

    record(alice, version)

    assert [(day.stamp, day.pain) for day in shown_days()] == [("on_time", 6)]
    assert [json.loads(kept.body)["zone"] for kept in stored_versions()] == ["Etc/Unknown"]
    assert [kept.zone for kept in stored_versions()] == [f"Etc/GMT{-offset_min // 60:+d}"]
