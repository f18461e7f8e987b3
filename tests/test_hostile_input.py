"""Whatever is sent, the answer is a refusal or a page, never a crash, and the same on both databases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from diary import clock, create_app
from diary.days import diary_day
from diary.db import db
from diary.entries.domain import EFFECTS
from diary.sessions.models import Course
from tests.conftest import SharedDiary, settings
from tests.factories import PASSWORD, a_device, a_patient, a_practice, a_staff_member, signed_in_phone, signed_in_staff
from tests.phone_saves import a_flag_card, a_question
from tests.sessions.made import a_course, a_session

VALUES = {
    "nothing": b"",
    "a lone surrogate": b"\xed\xa0\x80",
    "bytes that are no text": b"\xff\xfe\x80",
    "a null character": b"4\x00",
    "a control character": b"\x1b[31m",
    "a reversing mark": "\u202eevil".encode(),
    "not a number": b"NaN",
    "no end": b"Infinity",
    "more than a float holds": b"1e400",
    "400 digits": b"9" * 400,
    "more than an integer column holds": str(2**40).encode(),
    "more than a big integer column holds": str(2**70).encode(),
    "a fraction": b"3.7",
    "a negative number": b"-1",
    "a true": b"true",
    "Arabic digits": "٤".encode(),
    "wide digits": "４".encode(),
    "spaces": b"   ",
    "an impossible date": b"2026-02-30",
    "the year zero": b"0000-00-00",
    "the end of the calendar": b"9999-12-31",
    "a quote": b"'; DROP TABLE patient; --",
    "a script": b"<script>alert(1)</script>",
    "a gap of a message": b"%(n)s %s %d {0} {n}",
    "very long": b"a" * 20_000,
    "piled-up accents": ("e" + "\u0301" * 5_000).encode(),
}
# What one field alone is tried with: what is harm to one database and not to the other, since every field is tried on both.
SHARPEST = (
    "a lone surrogate",
    "a null character",
    "more than a float holds",
    "more than an integer column holds",
    "the end of the calendar",
)
BODIES = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a number": b"1",
    "half an object": b'{"a":',
    "the same name twice": b'{"device_code":"a","device_code":"b"}',
    "a number that is none": b'{"jwk":NaN}',
    "400 digits": b'{"jwk":' + b"9" * 400 + b"}",
    "a lone surrogate": b'{"label":"\\ud800"}',
    "a null character": b'{"label":"\\u0000"}',
    "very deep": b'{"jwk":' * 20_000 + b"1" + b"}" * 20_000,
    "bytes that are no text": b'{"label":"\xff"}',
    "wrong kinds": b'{"jwk":[],"label":{},"zone":1,"device_code":true,"device":[],"nonce":1.5,"sig":null}',
    "a fraction as a cursor": b'{"since":1.5,"items":[]}',
    "a cursor below nothing": b'{"since":-1,"items":[]}',
    "a cursor beyond every integer": b'{"since":9223372036854775808,"items":[]}',
    "an infinite cursor": b'{"since":1e400,"items":[]}',
    "items by name": b'{"since":0,"items":{"0":{}}}',
    "too many items": b'{"since":0,"items":[' + b"0," * 100 + b"0]}",
    "too much": b'{"label":"' + b"a" * 300_000 + b'"}',
}
# Answers that a page takes, beside those it comes filled with.
GOOD = {
    "areas.add": {"area_name": "Left hip", "area_group": "joint"},
    "areas.change": {"area_name": "Left hip"},
    "patients.create": {
        "name": "Dora Weiss",
        "year_of_birth": "1960",
        "area_name": "Neck",
        "area_group": "neck_face_scalp",
    },
    "patients.save": {"name": "Dora Weiss"},
    "people.add": {
        "name": "Nina Petrov",
        "email": "nina@harbour.example",
        "roles": "reception",
        "password": "quiet harbour lantern",
    },
    "people.save": {"roles": "practitioner"},
    "practice.save_settings": {"phone": "416 555 0134"},
    "sessions.save": {"techniques": "injections", "anaesthetic": "none", "points": "8", "date": "2026-11-01"},
    "sessions.save_correction": {"points": "9"},
    "sessions.save_plan": {"planned_sessions": "8"},
    "settings.save": {"look": "dark"},
    "today.save": {"pain": "4", "note": "A walk"},
}
PATHS = [
    "/check-in/2026-02-30",
    "/check-in/0000-00-00",
    "/check-in/9999-12-31",
    "/check-in/2026-1-1",
    "/check-in/%00",
    "/check-in/%ED%A0%80",
    "/saved/9999-12-31",
    "/saved/0001-01-01",
    "/symptoms/0001-01-01",
    "/symptoms/9999-12-31",
    "/clinic/patients/00000000-0000-0000-0000-000000000000",
    "/clinic/patients/%FF",
    "/clinic/?q=%00",
    "/clinic/?q=%ED%A0%80",
    "/clinic/?q=%FF",
    "/clinic/?q=%25%28n%29s",
    "/clinic/?q=" + "a" * 5_000,
    "/clinic/?done=%00",
    "/clinic/patients/{patient}?course=%00",
    "/clinic/patients/{patient}?course=1",
    "/clinic/patients/{patient}?course=00000000-0000-0000-0000-000000000000",
    "/clinic/patients/{patient}/sessions/new?same=%00",
    "/clinic/patients/{patient}/sessions/new?course=%FF",
    "/clinic/patients/{patient}/details?done=%FF",
    "/clinic/sign-in?next=//evil.example",
    "/clinic/sign-in?next=%00",
    "/static/%00",
    "/static/../../etc/passwd",
]


@dataclass(frozen=True)
class World:
    """One app with somebody in it, and a browser for each side."""

    app: Flask
    ids: dict[str, object]
    phone: FlaskClient
    desk: FlaskClient
    at_password: FlaskClient

    def browser_for(self, path: str) -> FlaskClient:
        if path in ("/clinic/sign-in/code", "/clinic/two-step"):
            return self.at_password
        return self.desk if path.startswith("/clinic") else self.phone


@contextmanager
def world(app: Flask) -> Iterator[World]:
    practice = a_practice()
    patient = a_patient(practice)
    course = a_course(patient)
    everybody = a_staff_member(practice, "practitioner", "reception", "administrator")
    newcomer = a_staff_member(practice, totp_secret=None, totp_confirmed_at=None)
    ids = {
        "patient_id": patient.id,
        "course_id": course,
        "session_id": a_session(patient, course),
        "area_id": db.session.scalar(db.select(Course.area_id).where(Course.id == course)),
        "person_id": newcomer.id,
        "device_id": a_device(patient).id,
        "question_id": a_question(patient),
        "card_id": a_flag_card(patient),
        "day": diary_day(clock.now(), practice.zone),
        "name": "nothing.css",
        "token": "unknown",
    }
    phone = signed_in_phone(app.test_client(), patient)
    phone.send_form("/consent", **Fields(phone.get("/consent").text).filled | {"agreed": "yes"})
    at_password = app.test_client()
    at_password.send_form("/clinic/sign-in", email=newcomer.email, password=PASSWORD)
    yield World(app, ids, phone, signed_in_staff(app.test_client(), everybody), at_password)


@pytest.fixture
def on_both(
    sqlite_diary: SharedDiary, postgresql_diary: SharedDiary
) -> Callable[[Callable[[World], list[int]]], tuple[list[int], list[int]]]:
    """Run the same visit on SQLite and on PostgreSQL; gives the status codes that each answered."""

    def run(visit: Callable[[World], list[int]]) -> tuple[list[int], list[int]]:
        with time_machine.travel(clock.now(), tick=False):  # who may try how often must not depend on how long it takes
            return visited(sqlite_diary, visit), visited(postgresql_diary, visit)

    return run


def visited(diary: SharedDiary, visit: Callable[[World], list[int]]) -> list[int]:
    for app in diary.used():
        with world(app) as inside:
            found = visit(inside)
    return found


class Fields(HTMLParser):
    """What a page lets somebody send, and what it would send untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.filled: dict[str, str] = {}
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        name, value = found.get("name") or "", found.get("value") or ""
        if tag == "select":
            self.select = name
        if name and name != "csrf_token" and tag in {"input", "select", "textarea", "button"}:
            self.names.add(name)
            if found.get("type") not in {"radio", "checkbox", "submit"} or "checked" in found:
                self.filled.setdefault(name, value)
        if tag == "option" and "selected" in found:
            self.filled[self.select] = value


def all_pages() -> list[tuple[str, bool]]:
    """Every endpoint that takes a POST, and whether it takes JSON."""
    app = create_app(settings(Path("/nonexistent")))
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())]
    return sorted({(rule.endpoint, getattr(app.view_functions[rule.endpoint], "takes_json", False)) for rule in rules})


FORMS = [endpoint for endpoint, json in all_pages() if not json]
ENDPOINTS = [endpoint for endpoint, json in all_pages() if json]


def address(inside: World, endpoint: str) -> str:
    rules = [rule for rule in inside.app.url_map.iter_rules(endpoint) if "POST" in (rule.methods or set())]
    values = {name: inside.ids[name] for name in rules[0].arguments}
    return inside.app.url_map.bind("localhost").build(endpoint, values, method="POST")


def fields_of(browser: FlaskClient, path: str) -> Fields:
    pages = "".join(browser.get(page).text for page in (path, path.rsplit("/", 1)[0]))
    return Fields(pages)


def send(browser: FlaskClient, path: str, fields: dict[str, bytes]) -> int:
    """Post a form whose fields hold these bytes, as they are."""
    body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in fields.items())
    token = "csrf_token=" + token_of(browser)
    return browser.post(path, data=f"{token}&{body}", content_type="application/x-www-form-urlencoded").status_code


def token_of(browser: FlaskClient) -> str:
    raw = "0" * 40
    with browser.session_transaction() as session:
        session["csrf_token"] = raw
    return str(URLSafeTimedSerializer(browser.application.secret_key, salt="wtf-csrf-token").dumps(raw))


def differences(visits: list[str], sqlite: list[int], postgresql: list[int]) -> dict[str, tuple[int, int]]:
    """What crashed, and what the two databases answered differently."""
    answers = dict(zip(visits, zip(sqlite, postgresql, strict=True), strict=True))
    return {what: pair for what, pair in answers.items() if max(pair) >= 500 or pair[0] != pair[1]}


def one_of_each(names: set[str]) -> list[str]:
    """The fields of a form; of those that are the same for each effect, like `bother_soreness`, the first alone."""
    kinds: dict[str, str] = {}
    for name in sorted(names):
        effect = next((effect for effect in EFFECTS if name.endswith(f"_{effect}")), "")
        kinds.setdefault(name.removesuffix(effect), name)
    return list(kinds.values())


@pytest.mark.parametrize("endpoint", FORMS)
def test_no_form_breaks_when_all_of_it_is_nonsense(on_both, endpoint):
    def visit(inside: World) -> list[int]:
        path = address(inside, endpoint)
        browser = inside.browser_for(path)
        names = fields_of(browser, path).names or {"code"}
        return [send(browser, path, dict.fromkeys(names, value)) for value in VALUES.values()]

    assert differences(list(VALUES), *on_both(visit)) == {}


@pytest.mark.parametrize("endpoint", GOOD)
def test_no_form_breaks_when_one_answer_is_nonsense(on_both, endpoint):
    visits: list[str] = []

    def visit(inside: World) -> list[int]:
        path = address(inside, endpoint)
        browser = inside.browser_for(path)
        page = fields_of(browser, path)
        good = {name: value.encode() for name, value in (page.filled | GOOD[endpoint]).items()}
        tries = [(name, what) for name in one_of_each(page.names | set(GOOD[endpoint])) for what in SHARPEST]
        visits[:] = [f"{name}: {what}" for name, what in tries]
        return [send(browser, path, good | {name: VALUES[what]}) for name, what in tries]

    sqlite, postgresql = on_both(visit)

    assert differences(visits, sqlite, postgresql) == {}
    assert 422 in sqlite


@pytest.mark.parametrize("endpoint", GOOD)
def test_the_good_answers_are_good(on_both, endpoint):
    def visit(inside: World) -> list[int]:
        path = address(inside, endpoint)
        browser = inside.browser_for(path)
        good = fields_of(browser, path).filled | GOOD[endpoint]
        return [send(browser, path, {name: value.encode() for name, value in good.items()})]

    assert on_both(visit) == ([303], [303])


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_endpoint_breaks_whatever_is_sent_to_it(on_both, endpoint):
    def visit(inside: World) -> list[int]:
        path = address(inside, endpoint)
        return [
            inside.phone.post(path, data=body, content_type="application/json").status_code for body in BODIES.values()
        ]

    sqlite, postgresql = on_both(visit)

    assert sqlite == postgresql
    assert {what: status for what, status in zip(BODIES, sqlite, strict=True) if not 400 <= status < 500} == {}


def test_no_address_breaks_whatever_it_says(on_both):
    def visit(inside: World) -> list[int]:
        paths = [path.replace("{patient}", str(inside.ids["patient_id"])) for path in PATHS]
        return [inside.browser_for(path).get(path).status_code for path in paths]

    sqlite, postgresql = on_both(visit)

    assert sqlite == postgresql
    assert {path: status for path, status in zip(PATHS, sqlite, strict=True) if status >= 500} == {}
