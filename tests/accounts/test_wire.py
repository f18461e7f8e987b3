"""Whatever is sent to pair or to renew is taken exactly as described or refused by field, alike on both databases."""

import json
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.accounts.models import Pairing
from diary.db import db
from tests.factories import a_key, coordinates

KEY = {"kty": "EC", "crv": "P-256"} | coordinates(a_key())
GOOD = {
    "/pair": {"jwk": KEY, "label": "iPhone", "zone": "America/Toronto"},
    "/pair/poll": {"device_code": "A" * 43},
    "/session/challenge": {"device": str(uuid4())},
    "/session/renew": {"device": str(uuid4()), "nonce": "A" * 43, "sig": "A" * 86},
}
ANSWERS = {"/pair": 200, "/pair/poll": 410, "/session/challenge": 401, "/session/renew": 401}

HOSTILE_BODIES = [
    b"", b" ", b"null", b"[]", b"0", b'"text"', b"true", b"{}", b"{", b"not json", b"\xff\xfe", b"\xef\xbb\xbf{}",
    b'{"label": NaN}', b'{"label": Infinity}', b'{"label": ' + b"9" * 400 + b"}", b'{"label": ' + b"9" * 5000 + b"}",
    b"[" * 20_000 + b"]" * 20_000, b'{"a":' * 20_000 + b"1" + b"}" * 20_000, b'{"label": "\\ud800"}', b'{"label": 1e400}',
    b'{"device_code": "a", "device_code": "b"}', b'{"\\u0000": 1}',
]  # fmt: skip
WRONG_VALUES = [
    None, True, False, 0, 1, -1, 3.7, 2**40, 10**400, [], {}, [[]], "", " ", "\x00", "a\x00b", "\ud800", "\u202eevil", "x" * 61,
    "x" * 5000, "e\u0301" * 4000, "' OR 1=1 --", "{{7*7}}", "../../etc/passwd", "<script>alert(1)</script>\n", "é" * 43, "A" * 43 + "\n",
    {"kty": "EC"}, "\U0001f9d1" * 61, "Mars/Olympus", "America/toronto", "/etc/localtime", "localtime",
]  # fmt: skip
# Odd, and still a label that a phone may carry, or a zone that a phone may know and we do not.
HARMLESS_ZONES = {"Mars/Olympus", "America/toronto", "localtime", "x" * 61}
HARMLESS_LABELS = {
    "' OR 1=1 --",
    "{{7*7}}",
    "../../etc/passwd",
    "é" * 43,
    "Mars/Olympus",
    "America/toronto",
    "/etc/localtime",
    "localtime",
}


def send(browser, path, body):
    return browser.post(path, data=body, content_type="application/json")


@pytest.mark.parametrize("path", GOOD)
def test_the_good_bodies_are_read(browser, path):
    assert browser.post(path, json=GOOD[path]).status_code == ANSWERS[path]


@pytest.mark.parametrize("path", GOOD)
def test_no_hostile_body_is_a_crash(browser, path):
    answers = [send(browser, path, body) for body in HOSTILE_BODIES]

    assert {answer.status_code for answer in answers} == {422}
    assert all(answer.json["error"]["code"] == "invalid" and answer.json["error"]["fields"] for answer in answers)


@pytest.mark.parametrize("path", GOOD)
def test_no_wrong_value_is_kept_or_crashes(browser, path):
    for field in GOOD[path]:
        for value in WRONG_VALUES:
            if isinstance(value, str) and value in {"label": HARMLESS_LABELS, "zone": HARMLESS_ZONES}.get(field, ()):
                continue
            answer = send(browser, path, json.dumps(GOOD[path] | {field: value}))

            assert answer.status_code == 422, (field, value)
            assert set(answer.json["error"]["fields"]) <= {field, "json"}, (field, value)

    assert db.session.query(Pairing).count() == 0


@pytest.mark.parametrize("path", GOOD)
def test_each_field_is_needed(browser, path):
    for field in GOOD[path]:
        less = {name: value for name, value in GOOD[path].items() if name != field}

        assert list(browser.post(path, json=less).json["error"]["fields"]) == [field]


@pytest.mark.parametrize("path", GOOD)
def test_nothing_else_is_taken(browser, path):
    extras = ("id", "patient_id", "practice_id", "live", "expires_at", "is_carer", "user_code", "staff_id")

    assert all(browser.post(path, json=GOOD[path] | {extra: "x"}).status_code == 422 for extra in extras)


def changed_key(**changes):
    return GOOD["/pair"] | {"jwk": {name: value for name, value in (KEY | changes).items() if value is not None}}


@pytest.mark.parametrize(
    "changes",
    [
        {"kty": "RSA"}, {"kty": None}, {"crv": "P-384"}, {"crv": "secp256k1"}, {"crv": None}, {"x": KEY["y"]}, {"x": None}, {"y": ""},
        {"x": "A" * 43}, {"x": "A" * 43, "y": "A" * 43}, {"x": KEY["x"] + "="}, {"x": KEY["x"] + "\n"}, {"x": " " + KEY["x"]},
        {"x": KEY["x"][:-1]}, {"x": "é" * 43}, {"d": "A" * 43}, {"k": "A"}, {"ext": 1}, {"key_ops": ["sign"]}, {"alg": "none"}, {"y": "_" * 43},
    ],
)  # fmt: skip
def test_only_a_public_point_of_p_256_is_a_key(browser, changes):
    answer = browser.post("/pair", json=changed_key(**changes))

    assert answer.status_code == 422
    assert list(answer.json["error"]["fields"]) == ["jwk"]


def test_a_key_may_come_as_browsers_export_it(browser):
    assert browser.post("/pair", json=changed_key(ext=True, key_ops=["verify"])).status_code == 200


def test_a_label_is_kept_in_one_spelling(browser):
    browser.post("/pair", json=GOOD["/pair"] | {"label": "  Zoe\u0301's phone "})

    assert db.session.scalars(db.select(Pairing.label)).one() == "Zo\u00e9's phone"


@pytest.mark.parametrize("zone", ["Etc/Unknown", "America/Atlantis", "localtime"])
def test_a_phone_in_a_zone_that_we_do_not_know_may_pair(browser, zone):
    assert browser.post("/pair", json=GOOD["/pair"] | {"zone": zone}).status_code == 200
    assert db.session.scalars(db.select(Pairing.zone)).one() == "UTC"


@pytest.mark.parametrize("path", GOOD)
def test_a_form_is_not_json(browser, path):
    answers = [browser.post(path, data=body) for body in ({"device_code": "A" * 43}, "plain")]

    assert {answer.status_code for answer in answers} == {415}


def test_a_huge_body_is_refused(browser):
    assert send(browser, "/pair", b'{"label": "' + b"x" * 300_000 + b'"}').status_code == 413


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(sorted(GOOD)),
    field=st.sampled_from(["jwk", "label", "zone", "device_code", "device", "nonce", "sig"]),
    value=values,
)
def test_nothing_that_can_be_written_as_json_is_a_crash(browser, path, field, value):
    answer = send(browser, path, json.dumps(GOOD[path] | {field: value}))

    assert 200 <= answer.status_code < 500
