"""A phone renews its login by signing a number with the key it was paired with."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import select, update

from diary.accounts.cookies import cookie_name
from diary.accounts.domain import PHONE
from diary.accounts.keys import is_signed, jwk_of, renewal_message, text_of
from diary.accounts.models import Device, RenewalChallenge
from diary.db import db
from tests.factories import a_device, a_key, coordinates, signed_in_phone

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def key():
    return a_key()


@pytest.fixture
def device(alice, key):
    return a_device(alice, key)


def signature(key, message):
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(SHA256())))
    return text_of(r.to_bytes(32) + s.to_bytes(32))


def ask(browser, device_id):
    return browser.post("/session/challenge", json={"device": str(device_id)})


def renew(browser, device, key, nonce=None, **changes):
    nonce = nonce or ask(browser, device.id).json["nonce"]
    sig = signature(key, f"diary-renew{nonce}{device.id}".encode())
    return browser.post("/session/renew", json={"device": str(device.id), "nonce": nonce, "sig": sig} | changes)


def test_a_signature_brings_a_new_login(browser, alice, device, key):
    response = renew(browser, device, key)

    assert response.status_code == 200
    assert response.json == {"device": str(device.id), "owner": str(alice.id)}
    assert browser.get("/settings").status_code == 200


def test_a_nonce_works_once(app, browser, device, key):
    nonce = ask(browser, device.id).json["nonce"]
    renew(browser, device, key, nonce)

    assert renew(app.test_client(), device, key, nonce).status_code == 401


def test_a_nonce_is_used_up_by_a_wrong_signature(browser, device, key):
    nonce = ask(browser, device.id).json["nonce"]
    renew(browser, device, a_key(), nonce)

    assert renew(browser, device, key, nonce).status_code == 401


def test_a_nonce_lasts_a_minute(browser, device, key, clock):
    nonce = ask(browser, device.id).json["nonce"]
    clock.shift(timedelta(seconds=60))

    assert renew(browser, device, key, nonce).status_code == 401


def test_the_key_of_another_phone_signs_nothing(browser, device):
    response = renew(browser, device, a_key())

    assert response.status_code == 401
    assert response.json["error"]["code"] == "signed_out"
    assert "Set-Cookie" not in response.headers


def test_the_nonce_of_another_phone_signs_nothing(browser, alice, device, key):
    other = a_device(alice)
    nonce = ask(browser, other.id).json["nonce"]

    assert renew(browser, device, key, nonce).status_code == 401


def test_a_signed_out_phone_renews_nothing(browser, device, key):
    nonce = ask(browser, device.id).json["nonce"]
    db.session.execute(update(Device).where(Device.id == device.id).values(signed_out_at=NOW))
    db.session.commit()

    assert renew(browser, device, key, nonce).status_code == 401
    assert ask(browser, device.id).status_code == 401


def test_a_phone_unseen_for_half_a_year_shows_a_new_code(browser, device, clock):
    clock.shift(timedelta(days=180))

    assert ask(browser, device.id).status_code == 401


def test_an_unknown_phone_gets_no_number(browser):
    assert ask(browser, uuid4()).status_code == 401


def test_the_login_that_was_renewed_ends(app, alice, device, key):
    browser = signed_in_phone(app.test_client(), alice, device=device)
    thief = app.test_client()
    thief.set_cookie(cookie_name(PHONE), browser.get_cookie(cookie_name(PHONE)).value)

    renew(browser, device, key)

    assert browser.get("/settings").status_code == 200
    assert thief.get("/settings").status_code == 303


def test_a_week_and_months_pass_and_the_phone_stays_in(browser, device, key, clock):
    for _ in range(30):
        clock.shift(timedelta(days=8))
        assert browser.get("/settings").status_code == 303
        assert renew(browser, device, key).status_code == 200
        clock.shift(timedelta(minutes=2))
        assert browser.get("/settings").status_code == 200


def test_a_phone_used_for_moments_every_third_day_stays_in(browser, device, key, clock):
    for visit in range(1, 64):
        clock.move_to(NOW + visit * timedelta(days=3))
        renewed = renew(browser, device, key)

        assert renewed.status_code == 200, f"day {3 * visit}"


def test_a_phone_cannot_ask_for_numbers_without_end(browser, device):
    answers = [ask(browser, device.id).status_code for _ in range(21)]

    assert answers == [200] * 20 + [429]


def test_a_nonce_is_kept_as_a_digest(browser, device):
    nonce = ask(browser, device.id).json["nonce"]

    [digest] = db.session.scalars(select(RenewalChallenge.nonce_digest)).all()

    assert len(digest) == 32
    assert nonce.encode() not in digest


def test_the_signed_bytes_are_the_three_parts_with_nothing_between():
    device_id = uuid4()

    assert renewal_message("abc", device_id) == b"diary-renewabc" + str(device_id).encode()


@pytest.mark.parametrize("pair", [(0, 0), (1, 1), (2**256 - 1, 2**256 - 1)])
def test_a_made_up_signature_is_refused(key, pair):
    made_up = text_of(b"".join(number.to_bytes(32) for number in pair))

    assert not is_signed(jwk_of(**coordinates(key)), b"message", made_up)


def test_a_signature_of_other_words_is_refused(key):
    assert is_signed(jwk_of(**coordinates(key)), b"message", signature(key, b"message"))
    assert not is_signed(jwk_of(**coordinates(key)), b"message", signature(key, b"massage"))
