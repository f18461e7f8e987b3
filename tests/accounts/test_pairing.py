"""A phone shows a code, staff type it, the phone is in: ten minutes, once, and nobody else's."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from diary.accounts.codes import ALPHABET
from diary.accounts.cookies import cookie_name
from diary.accounts.domain import PHONE, SignedInStaff, ago
from diary.accounts.models import Device, Pairing
from diary.accounts.pairing_actions import ask_code
from diary.accounts.phone_actions import confirm_pairing, find_pairing, sign_out_phone
from diary.accounts.queries import phones_of
from diary.audit.domain import Actor
from diary.audit.models import AuditEvent
from diary.db import db
from diary.errors import Gone, NotFound, TooMany
from tests.factories import a_key, coordinates

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def a_jwk(key=None):
    return {"kty": "EC", "crv": "P-256"} | coordinates(key or a_key())


def ask(browser, **changes):
    return browser.post("/pair", json={"jwk": a_jwk(), "label": "iPhone", "zone": "America/Toronto"} | changes)


def poll(browser, asked):
    return browser.post("/pair/poll", json={"device_code": asked["device_code"]})


def as_signed_in(staff):
    return SignedInStaff(
        login_id=uuid4(),
        id=staff.id,
        practice_id=staff.practice_id,
        name=staff.name,
        is_practitioner=staff.is_practitioner,
        is_reception=staff.is_reception,
        is_administrator=staff.is_administrator,
    )


@pytest.fixture
def desk(reception):
    """The receptionist, signed in."""
    return as_signed_in(reception)


def confirm(alice, desk, code, is_carer=False):
    return confirm_pairing(alice.id, alice.practice_id, code, desk, is_carer=is_carer, now=datetime.now(UTC))


def find(code, desk):
    return find_pairing(code, desk, now=datetime.now(UTC))


def test_a_phone_gets_one_code_to_keep_and_one_to_show(browser):
    asked = ask(browser).json

    left, dash, right = asked["user_code"][:3], asked["user_code"][3], asked["user_code"][4:]
    assert set(left + right) <= set(ALPHABET)
    assert (len(left), dash, len(right)) == (3, "-", 3)
    assert len(asked["device_code"]) == 43
    assert asked["expires_at"] == "2026-11-20T14:10:00Z"


def test_the_phone_waits_until_staff_type_the_code(browser, alice, desk):
    asked = ask(browser).json
    waiting = poll(browser, asked)

    device_id = confirm(alice, desk, asked["user_code"])
    paired = poll(browser, asked)

    assert waiting.status_code == 202
    assert paired.status_code == 200
    assert paired.json == {"device": str(device_id), "owner": str(alice.id)}
    assert browser.get("/settings").status_code == 200


def test_the_login_cookie_is_out_of_reach_of_scripts_and_stays_a_week(browser, alice, desk):
    asked = ask(browser).json
    confirm(alice, desk, asked["user_code"])

    cookie = poll(browser, asked).headers["Set-Cookie"]

    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=604800"} <= set(cookie.split("; "))


def test_staff_see_which_phone_waits(browser, desk, clock):
    asked = ask(browser).json
    clock.shift(timedelta(minutes=2))

    phone = find(asked["user_code"], desk)

    assert str(phone.words(datetime.now(UTC))) == "iPhone · Toronto · 2 min ago"


def test_places_are_named_without_their_continent(browser, desk):
    asked = ask(browser, zone="America/Argentina/Buenos_Aires").json

    assert find(asked["user_code"], desk).city == "Buenos Aires"


def test_a_phone_that_asked_this_minute_asked_just_now():
    assert str(ago(NOW, NOW + timedelta(seconds=59))) == "just now"
    assert str(ago(NOW, NOW + timedelta(minutes=59))) == "59 min ago"
    assert str(ago(NOW, NOW + timedelta(hours=1))) == "1 hour ago"


def test_the_code_may_be_typed_in_any_way(browser, desk):
    code = ask(browser).json["user_code"]

    assert all(
        find(typed, desk) for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code} ")
    )


def test_a_code_runs_out_after_ten_minutes(browser, alice, desk, clock):
    asked = ask(browser).json
    clock.shift(timedelta(minutes=10))

    assert find(asked["user_code"], desk) is None
    with pytest.raises(Gone):
        confirm(alice, desk, asked["user_code"])
    assert poll(browser, asked).status_code == 410


def test_a_code_works_once(browser, alice, desk):
    asked = ask(browser).json
    confirm(alice, desk, asked["user_code"])

    with pytest.raises(Gone):
        confirm(alice, desk, asked["user_code"])


def test_a_carers_phone_keeps_what_it_stores_under_a_name_of_its_own(browser, alice, desk):
    asked = ask(browser).json
    confirm(alice, desk, asked["user_code"], is_carer=True)

    assert poll(browser, asked).json["owner"] == f"{alice.id}.carer"


def test_a_phone_whose_login_was_lost_on_the_way_fetches_another(app, browser, alice, desk):
    asked = ask(browser).json
    device_id = confirm(alice, desk, asked["user_code"])
    lost = app.test_client()
    poll(lost, asked)

    again = poll(browser, asked)

    assert again.json["device"] == str(device_id)
    assert [phone.id for phone in phones_of(alice.id)] == [device_id]
    assert browser.get("/settings").status_code == 200


def test_the_login_that_was_lost_on_the_way_ends(app, browser, alice, desk):
    asked = ask(browser).json
    confirm(alice, desk, asked["user_code"])
    lost = app.test_client()
    poll(lost, asked)

    poll(browser, asked)

    assert lost.get("/settings").status_code == 303


def test_nobody_fetches_a_login_once_the_time_is_up(app, browser, alice, desk, clock):
    asked = ask(browser).json
    confirm(alice, desk, asked["user_code"])
    poll(browser, asked)
    clock.shift(timedelta(minutes=20))

    again = poll(app.test_client(), asked)

    assert again.status_code == 410
    assert "Set-Cookie" not in again.headers
    assert browser.get("/settings").status_code == 200


def test_a_phone_that_slept_fetches_its_login_a_little_later(browser, alice, desk, clock):
    asked = ask(browser).json
    confirm(alice, desk, asked["user_code"])
    clock.shift(timedelta(minutes=15))

    assert poll(browser, asked).status_code == 200


def test_a_phone_that_slept_too_long_asks_for_a_new_code(browser, alice, desk, clock):
    asked = ask(browser).json
    confirm(alice, desk, asked["user_code"])
    clock.shift(timedelta(minutes=20))

    assert poll(browser, asked).status_code == 410


def test_the_code_of_one_phone_never_lets_another_in(app, browser, alice, desk):
    mine, theirs = ask(browser).json, ask(app.test_client()).json
    confirm(alice, desk, mine["user_code"])

    assert poll(app.test_client(), theirs).status_code == 202


def test_nobody_knows_a_made_up_device_code(browser):
    assert poll(browser, {"device_code": "A" * 43}).status_code == 410


def test_a_phone_signed_out_before_it_fetched_its_login_gets_none(browser, alice, desk):
    asked = ask(browser).json
    device_id = confirm(alice, desk, asked["user_code"])
    sign_out_phone(alice.id, device_id, desk.actor, now=NOW)

    assert poll(browser, asked).status_code == 410


def test_a_patient_of_another_practice_cannot_be_reached(browser, alice, charlie):
    asked = ask(browser).json

    with pytest.raises(NotFound):
        confirm(alice, as_signed_in(charlie), asked["user_code"])
    assert phones_of(alice.id) == []


def test_a_carers_phone_is_known_as_one(browser, alice, desk):
    asked = ask(browser).json
    confirm(alice, desk, asked["user_code"], is_carer=True)

    assert [phone.is_carer for phone in phones_of(alice.id)] == [True]


def test_five_wrong_codes_in_ten_minutes_are_enough(browser, desk, clock):
    right = ask(browser).json["user_code"]
    wrong = [find(f"22222{n}", desk) for n in range(2, 7)]

    with pytest.raises(TooMany):
        find(right, desk)
    clock.shift(timedelta(minutes=9, seconds=59))
    with pytest.raises(TooMany):
        find(right, desk)

    assert wrong == [None] * 5


def test_wrong_codes_of_one_person_stop_nobody_else(browser, desk, bob):
    right = ask(browser).json["user_code"]
    for n in range(2, 7):
        find(f"22222{n}", desk)

    assert find(right, as_signed_in(bob))


def test_right_codes_are_not_counted(browser, desk):
    right = ask(browser).json["user_code"]

    assert all(find(right, desk) for _ in range(8))


def test_wrong_codes_and_pairings_leave_a_trace(browser, alice, desk):
    find("KFM-R2T", desk)
    confirm(alice, desk, ask(browser).json["user_code"])

    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()

    assert [(event.action, event.actor_id, event.patient_id) for event in events] == [
        ("phone_code_refused", desk.id, None),
        ("phone_paired", desk.id, alice.id),
    ]
    assert "KFM" not in events[0].detail


def test_codes_are_kept_as_digests(browser):
    asked = ask(browser).json

    row = db.session.scalars(select(Pairing)).one()

    assert len(row.user_code_digest) == len(row.device_code_digest) == 32
    assert asked["user_code"].replace("-", "").encode() not in row.user_code_digest


def test_no_two_waiting_phones_show_the_same_code(app):
    jwk = "{}"
    count = 40
    codes = [ask_code(jwk, "Phone", "UTC", network=f"n{n // 20}", now=NOW).user_code for n in range(count)]

    assert len(set(codes)) == count


def test_the_database_itself_refuses_a_second_living_code(browser):
    ask(browser)
    row = db.session.scalars(select(Pairing)).one()
    facts = {column.key: getattr(row, column.key) for column in Pairing.__table__.columns}

    db.session.add(Pairing(**facts | {"id": uuid4(), "device_code_digest": b"x" * 32}))

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_code_that_ran_out_is_free_again(browser, clock):
    ask(browser)
    clock.shift(timedelta(minutes=11))
    ask(browser)

    assert db.session.scalar(select(func.count()).where(Pairing.live)) == 1


def test_one_network_cannot_ask_without_end(browser):
    answers = [ask(browser).status_code for _ in range(31)]

    assert answers == [200] * 30 + [429]


def test_too_many_waiting_phones_are_asked_to_come_back(app, monkeypatch):
    for n in range(3):
        ask_code("{}", "Phone", "UTC", network=str(n), now=NOW)
    monkeypatch.setattr("diary.accounts.pairing_actions.MOST_LIVE", 3)

    with pytest.raises(TooMany, match="Too many phones"):
        ask_code("{}", "Phone", "UTC", network="another", now=NOW)


def test_a_phone_that_is_signed_in_needs_no_code(alice_browser):
    response = alice_browser.get("/pair?next=/settings")

    assert response.status_code == 303
    assert response.location == "/settings"


def test_the_page_works_for_nobody_in_particular(browser):
    page = browser.get("/pair")

    assert page.status_code == 200
    assert "<noscript>" in page.text
    assert "It works for 10 more minutes." in page.text


def test_a_signed_out_phone_is_gone_from_the_list_and_from_the_diary(alice, alice_browser, phone):
    sign_out_phone(alice.id, phone.id, Actor.phone(phone.id, is_carer=False), now=NOW)

    assert phones_of(alice.id) == []
    assert alice_browser.get("/settings").status_code == 303


def test_nobody_signs_out_the_phone_of_somebody_else(alice, phone, desk):
    with pytest.raises(NotFound):
        sign_out_phone(uuid4(), phone.id, desk.actor, now=NOW)

    assert db.session.get(Device, phone.id).signed_out_at is None


def test_the_cookie_of_a_phone_is_named_after_the_patients_side(browser, alice, desk):
    asked = ask(browser).json
    confirm(alice, desk, asked["user_code"])
    poll(browser, asked)

    assert browser.get_cookie(cookie_name(PHONE))
