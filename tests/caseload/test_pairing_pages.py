"""Type the code that a phone shows, see which phone it is, confirm."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from markupsafe import escape

from diary import clock
from diary.accounts.keys import jwk_of
from diary.accounts.models import Device
from diary.accounts.pairing_actions import ask_code
from diary.db import db
from tests.factories import a_key, coordinates

MINUTE = timedelta(minutes=1)


@pytest.fixture
def code(app) -> str:
    """What a phone in Toronto shows right now."""
    key = jwk_of(**coordinates(a_key()))
    asked = ask_code(key, "iPhone", "America/Toronto", network="192.0.2.0/24", now=clock.now())
    db.session.rollback()
    return asked.user_code


def type_code(browser, patient, code: str):
    return browser.send_form(f"/clinic/patients/{patient.id}/pair", code=code)


def confirm(browser, patient, code: str, whose: str = "patient"):
    return browser.send_form(f"/clinic/patients/{patient.id}/pair/confirm", code=code, whose=whose)


def devices() -> list[Device]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Device)))


def test_the_page_asks_for_the_code_of_this_patient(bob_browser, alice):
    page = unescape(bob_browser.get(f"/clinic/patients/{alice.id}/pair").text)

    assert "Type the code that Alice Martin's phone shows." in page


def test_a_code_shows_its_phone_before_anything_is_paired(bob_browser, alice, code):
    page = type_code(bob_browser, alice, f" {code.lower().replace('-', ' ')} ")

    assert page.status_code == 200
    assert "iPhone · Toronto · just now" in page.text
    assert devices() == []


@pytest.mark.parametrize(("whose", "is_carer"), [("patient", False), ("carer", True)])
def test_confirming_pairs_the_phone_as_whose_it_is(reception_browser, reception, alice, code, whose, is_carer):
    response = confirm(reception_browser, alice, code, whose)

    [device] = devices()
    assert response.location == f"/clinic/patients/{alice.id}/details?done=paired"
    assert (device.patient_id, device.is_carer, device.paired_by) == (alice.id, is_carer, reception.id)


def test_nobody_is_chosen_beforehand_and_one_must_be(bob_browser, alice, code):
    assert "checked" not in type_code(bob_browser, alice, code).text

    response = confirm(bob_browser, alice, code, whose="")

    assert response.status_code == 422
    assert "Choose whose phone it is." in response.text
    assert "iPhone · Toronto" in response.text
    assert devices() == []


@pytest.mark.parametrize("wrong", ["ZZZ-ZZZ", "' OR 1=1"])
def test_a_wrong_code_says_so_and_stays_to_be_corrected(bob_browser, alice, code, wrong):
    response = type_code(bob_browser, alice, wrong)

    assert response.status_code == 422
    assert "No phone shows this code now." in response.text
    assert f'value="{escape(wrong)}"' in response.text
    assert devices() == []


def test_what_cannot_be_a_code_is_refused(bob_browser, alice):
    for broken in ("", "a\x00b", "x" * 21, "a\u202eb"):
        assert type_code(bob_browser, alice, broken).status_code == 422, broken
        assert confirm(bob_browser, alice, broken).status_code == 422, broken


def test_a_code_that_ran_out_says_so(bob_browser, alice, code):
    with time_machine.travel(clock.now() + 10 * MINUTE + timedelta(seconds=1), tick=True):
        response = confirm(bob_browser, alice, code)

    assert response.status_code == 422
    assert "That code has run out." in response.text
    assert devices() == []


def test_a_code_works_once(bob_browser, alice, code):
    confirm(bob_browser, alice, code)

    response = confirm(bob_browser, alice, code)

    assert response.status_code == 422
    assert len(devices()) == 1


def test_five_wrong_codes_ask_to_wait(bob_browser, alice, code):
    for _ in range(5):
        type_code(bob_browser, alice, "ZZZ-ZZZ")

    response = type_code(bob_browser, alice, code)

    assert response.status_code == 429
    assert "Too many tries." in response.text
