"""Every address × every kind of person: nothing opens that should not, and nothing is written down only once.

The table says whom each page admits. It is compared with the pages that exist, so a page without a row fails here.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from diary import clock, create_app
from diary.accounts.digests import digest
from diary.accounts.models import LoginSession
from diary.days import diary_day
from diary.db import db
from diary.sessions.models import Course
from tests.conftest import settings
from tests.factories import a_device, a_practice, a_staff_member, signed_in_phone, signed_in_staff
from tests.phone_saves import a_flag_card, a_question
from tests.sessions.made import a_course, a_session

ANYBODY, PHONE, OWN_PHONE, STAFF, PRACTITIONER, ADMINISTRATOR, PASSWORD = (
    "anybody",
    "phone",
    "own phone",
    "staff",
    "practitioner",
    "administrator",
    "password",
)

# Endpoint → whom it admits: reception looks after patients, pairing and bookings; practitioners read and record treatment;
# administrators look after patients, pairing and bookings too, and alone after people and settings.
ADMITS = {
    "accounts.account": STAFF,
    "accounts.check_code": PASSWORD,
    "accounts.code": PASSWORD,
    "accounts.give_password": ANYBODY,
    "accounts.save_password": STAFF,
    "accounts.set_up": PASSWORD,
    "accounts.sign_in": ANYBODY,
    "accounts.sign_out": ANYBODY,
    "accounts.sign_out_of_all": STAFF,
    "accounts.two_step": PASSWORD,
    "after.latest": PHONE,
    "after.page": PHONE,
    "after.relief": PHONE,
    "after.save": PHONE,
    "after.save_relief": PHONE,
    "after.saved": PHONE,
    "areas.add": STAFF,
    "areas.area": STAFF,
    "areas.change": STAFF,
    "areas.new": STAFF,
    "assets.static": ANYBODY,
    "calendar.feed": ANYBODY,
    "consent.give": PHONE,
    "consent.page": PHONE,
    "consent.privacy": PHONE,
    "data.ask_before_deleting": OWN_PHONE,
    "data.copy": OWN_PHONE,
    "data.decide_sharing": OWN_PHONE,
    "data.delete": OWN_PHONE,
    "data.delete_by_script": OWN_PHONE,
    "data.deleted": ANYBODY,
    "data.keep": OWN_PHONE,
    "data.log": OWN_PHONE,
    "data.page": PHONE,
    "data.sharing": OWN_PHONE,
    "data.table": OWN_PHONE,
    "goal.change": PHONE,
    "goal.page": PHONE,
    "goal.save": PHONE,
    "mail.confirm": ANYBODY,
    "mail.page": ANYBODY,
    "mail.stop": ANYBODY,
    "ops.healthz": ANYBODY,
    "ops.readyz": ANYBODY,
    "pairing.ask": ANYBODY,
    "pairing.ask_challenge": ANYBODY,
    "pairing.page": ANYBODY,
    "pairing.poll": ANYBODY,
    "pairing.renew": ANYBODY,
    "patients.archive": STAFF,
    "patients.create": STAFF,
    "patients.details": STAFF,
    "patients.index": STAFF,
    "patients.new": STAFF,
    "patients.save": STAFF,
    "patients.unarchive": STAFF,
    "past.day": PHONE,
    "past.days": PHONE,
    "past.trend": PHONE,
    "people.add": ADMINISTRATOR,
    "people.came_back": ADMINISTRATOR,
    "people.correct": ADMINISTRATOR,
    "people.index": ADMINISTRATOR,
    "people.left": ADMINISTRATOR,
    "people.person": ADMINISTRATOR,
    "people.reset": ADMINISTRATOR,
    "people.save": ADMINISTRATOR,
    "people.set_first_password": ADMINISTRATOR,
    "phones.confirm": STAFF,
    "phones.find": STAFF,
    "phones.pair": STAFF,
    "phones.sign_out": STAFF,
    "practice.save_settings": ADMINISTRATOR,
    "practice.settings": ADMINISTRATOR,
    "later.later": PHONE,
    "push.key": PHONE,
    "push.leave_alone": PHONE,
    "push.opened": PHONE,
    "push.reach": PHONE,
    "push.test": PHONE,
    "pwa.install": ANYBODY,
    "pwa.manifest": ANYBODY,
    "pwa.shell": ANYBODY,
    "pwa.worker": ANYBODY,
    "red_flags.page": STAFF,
    "red_flags.sign_off": PRACTITIONER,
    "reminders.page": PHONE,
    "reminders.save": PHONE,
    "sessions.ask_to_cancel": PRACTITIONER,
    "sessions.cancel": PRACTITIONER,
    "sessions.correct": PRACTITIONER,
    "sessions.course": PRACTITIONER,
    "sessions.end": PRACTITIONER,
    "sessions.index": PRACTITIONER,
    "sessions.new_course": PRACTITIONER,
    "sessions.record": PRACTITIONER,
    "sessions.save": PRACTITIONER,
    "sessions.save_correction": PRACTITIONER,
    "sessions.save_course": PRACTITIONER,
    "sessions.save_pain_after": PRACTITIONER,
    "sessions.save_plan": PRACTITIONER,
    "settings.leave": PHONE,
    "settings.page": PHONE,
    "settings.save": PHONE,
    "settings.sign_out": PHONE,
    "sync.sync": PHONE,
    "flags.called": PHONE,
    "flags.card": PHONE,
    "flags.close": PHONE,
    "flags.symptoms": PHONE,
    "flags.tick": PHONE,
    "today.check_in": PHONE,
    "today.help": ANYBODY,
    "today.index": PHONE,
    "today.more": PHONE,
    "today.save": PHONE,
    "today.saved": PHONE,
    "trends.one_pager": PRACTITIONER,
    "trends.talked_about": PRACTITIONER,
    "visit.check": PHONE,
    "visit.page": PHONE,
    "visit.question": PHONE,
    "visit.save_check": PHONE,
    "visit.save_question": PHONE,
    "visits.book": STAFF,
    "visits.visit": STAFF,
    "ways.give_address": OWN_PHONE,
    "ways.make_calendar": OWN_PHONE,
    "ways.page": OWN_PHONE,
    "ways.stop_calendar": OWN_PHONE,
    "ways.take_address_back": OWN_PHONE,
}
NOTHING_THERE = (
    "assets.static",
    "calendar.feed",
    "mail.confirm",
    "mail.page",
    "pwa.shell",
)  # under the name or token below
ACTORS = (
    "nobody",
    "patient",
    "carer",
    "another patient",
    "practitioner",
    "reception",
    "administrator",
    "outsider",
    "revoked staff",
    "revoked phone",
)
ON_A_PHONE = {"patient", "carer", "another patient"}
AT_WORK = {"practitioner", "reception", "administrator", "outsider"}
INSIDE = {
    ANYBODY: set(ACTORS),
    PHONE: ON_A_PHONE,
    OWN_PHONE: ON_A_PHONE - {"carer"},
    STAFF: AT_WORK,
    PRACTITIONER: {"practitioner", "outsider"},
    ADMINISTRATOR: {"administrator", "outsider"},
    PASSWORD: set(),
}
FOREIGN = {  # what an address names → to whom it belongs to somebody else
    "patient_id": {"outsider"},
    "person_id": {"outsider"},
    "device_id": {"outsider", "another patient"},
    "card_id": {"another patient"},
}


def routes(app: Flask) -> list[tuple[str, str]]:
    """Every endpoint with every method it takes."""
    return sorted(
        {
            (rule.endpoint, method)
            for rule in app.url_map.iter_rules()
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        }
    )


def pages() -> list[tuple[str, str]]:
    return routes(create_app(settings(Path("/nonexistent"))))


@dataclass(frozen=True)
class House:
    """What belongs to Alice and her practice, and a browser for everybody who might try to open it."""

    ids: dict[str, object]
    browsers: dict[str, FlaskClient]


@pytest.fixture
def house(
    app,
    alice,
    bob,
    alice_browser,
    carer_browser,
    stranger_browser,
    bob_browser,
    reception_browser,
    administrator_browser,
) -> House:
    course = a_course(alice)
    ids = {
        "patient_id": alice.id,
        "device_id": a_device(alice).id,
        "course_id": course,
        "session_id": a_session(alice, course),
        "area_id": area_of(course),
        "question_id": a_question(alice),
        "card_id": a_flag_card(alice),
        "person_id": bob.id,
        "day": diary_day(clock.now(), "America/Toronto"),
        "name": "nothing.css",
        "token": "unknown",
    }
    outsider = a_staff_member(
        a_practice(name="Hill Street Clinic"), "practitioner", "reception", "administrator", name="Charlie Roy"
    )
    browsers = {
        "nobody": app.test_client(),
        "patient": alice_browser,
        "carer": carer_browser,
        "another patient": stranger_browser,
        "practitioner": bob_browser,
        "reception": reception_browser,
        "administrator": administrator_browser,
        "outsider": signed_in_staff(app.test_client(), outsider),
        "revoked staff": signed_in_staff(app.test_client(), bob),
        "revoked phone": signed_in_phone(app.test_client(), alice),
    }
    for actor in ON_A_PHONE:
        browsers[actor].environ_base["HTTP_DIARY_OWNER"] = owner_on_page(browsers[actor])
    for actor in ("revoked staff", "revoked phone"):
        revoke_newest_login_of(browsers[actor])
    return House(ids, browsers)


def owner_on_page(browser: FlaskClient) -> str:
    """Whose page it is, as its script says with what it asks."""
    [owner] = re.findall('data-owner="([^"]+)"', browser.get("/settings").text)
    return str(owner)


def area_of(course_id: object) -> object:
    area = db.session.scalar(db.select(Course.area_id).where(Course.id == course_id))
    db.session.rollback()
    return area


def revoke_newest_login_of(browser: FlaskClient) -> None:
    token = next(cookie.value for name in ("staff", "sid") if (cookie := browser.get_cookie(name)))
    db.session.execute(
        update(LoginSession).where(LoginSession.token_digest == digest(token)).values(revoked_at=clock.now())
    )
    db.session.commit()


def expected(endpoint: str, actor: str, arguments: set[str]) -> str:
    """What somebody should meet at an address about Alice: in, signed out, forbidden or missing."""
    admits = ADMITS[endpoint]
    if actor in INSIDE[admits]:
        foreign = any(actor in FOREIGN.get(argument, set()) for argument in arguments)
        return "missing" if foreign else "in"
    same_side = ON_A_PHONE if admits in (PHONE, OWN_PHONE) else AT_WORK
    return "forbidden" if actor in same_side and admits != PASSWORD else "signed out"


def met(response: TestResponse) -> str:
    """The same, as the answer says it."""
    if response.status_code == 401 or (response.status_code == 303 and leads_to_sign_in(response)):
        return "signed out"
    known = {403: "forbidden", 404: "missing", 503: "in"}  # 503: opened, and says that something is not ready
    return known.get(response.status_code, "in" if response.status_code < 500 else "broken")


def leads_to_sign_in(response: TestResponse) -> bool:
    return response.location.split("?")[0] in ("/clinic/sign-in", "/pair") and "next=" in response.location


def visit(browser: FlaskClient, app: Flask, endpoint: str, method: str, ids: dict[str, object]) -> TestResponse:
    path = address(app, endpoint, method, ids)
    if method == "GET":
        return browser.get(path)
    takes_json = getattr(app.view_functions[endpoint], "takes_json", False)
    return browser.post(path, json={}) if takes_json else browser.send_form(path)


def address(app: Flask, endpoint: str, method: str, ids: dict[str, object]) -> str:
    rule = next(rule for rule in app.url_map.iter_rules(endpoint) if method in (rule.methods or set()))
    return app.url_map.bind("localhost").build(endpoint, {name: ids[name] for name in rule.arguments}, method=method)


def arguments_of(app: Flask, endpoint: str) -> set[str]:
    return {name for rule in app.url_map.iter_rules(endpoint) for name in rule.arguments}


def test_every_page_has_a_row_and_every_row_a_page() -> None:
    assert {endpoint for endpoint, _ in pages()} == set(ADMITS)


READS = [endpoint for endpoint, method in pages() if method == "GET"]
WRITES = [endpoint for endpoint, method in pages() if method == "POST"]


def wanted(app: Flask, endpoint: str) -> dict[str, str]:
    if endpoint in NOTHING_THERE:
        return dict.fromkeys(ACTORS, "missing")  # nothing of that name; nobody is asked who they are
    arguments = arguments_of(app, endpoint)
    return {actor: expected(endpoint, actor, arguments) for actor in ACTORS}


def found(app: Flask, house: House, endpoint: str, method: str) -> dict[str, str]:
    return {actor: met(visit(house.browsers[actor], app, endpoint, method, house.ids)) for actor in ACTORS}


def test_there_are_two_ways_to_ask_for_a_page() -> None:
    assert {method for _endpoint, method in pages()} == {"GET", "POST"}


def test_each_page_opens_to_whom_it_admits_and_to_nobody_else(app, house):
    """All in one house, for looking changes nothing."""
    met_by_all = {endpoint: found(app, house, endpoint, "GET") for endpoint in READS}

    assert met_by_all == {endpoint: wanted(app, endpoint) for endpoint in READS}


@pytest.mark.parametrize("endpoint", WRITES)
def test_a_change_is_made_by_whom_its_page_admits_and_by_nobody_else(app, house, endpoint):
    assert found(app, house, endpoint, "POST") == wanted(app, endpoint)


def pair_of_answers(app: Flask, house: House, endpoint: str, method: str) -> list[tuple[int, bytes]]:
    """What an outsider is answered about somebody else's, and about what is nowhere."""
    nowhere = house.ids | {name: uuid4() for name in named(app, endpoint)}
    answers = [visit(house.browsers["outsider"], app, endpoint, method, ids) for ids in (house.ids, nowhere)]
    return [(answer.status_code, answer.data) for answer in answers]


def named(app: Flask, endpoint: str) -> set[str]:
    return arguments_of(app, endpoint) & set(FOREIGN)


def test_a_page_of_somebody_else_looks_like_one_that_does_not_exist(app, house):
    for endpoint in READS:
        if ADMITS[endpoint] in (STAFF, PRACTITIONER, ADMINISTRATOR) and named(app, endpoint):
            foreign, missing = pair_of_answers(app, house, endpoint, "GET")
            assert foreign == missing, endpoint


@pytest.mark.parametrize("endpoint", [one for one in WRITES if ADMITS.get(one) in (STAFF, PRACTITIONER, ADMINISTRATOR)])
def test_a_change_of_what_is_foreign_is_answered_as_one_of_what_does_not_exist(app, house, endpoint):
    foreign, missing = pair_of_answers(app, house, endpoint, "POST")

    assert foreign == missing or not named(app, endpoint)
