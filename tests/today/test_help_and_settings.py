"""Help in the same place on every page, and settings that a patient can change alone."""

import json
import re
from datetime import timedelta

import pytest

from diary.accounts.models import Device
from diary.db import db
from diary.entries.models import Version
from diary.practice.models import Patient, Practice
from tests.factories import a_device
from tests.today.days import TUESDAY, save


def test_help_calls_the_emergency_number_first_and_then_the_clinic(alice_browser):
    page = alice_browser.get("/help").text

    assert "Call 911 now if you have:" in page
    assert page.index('href="tel:911"') < page.index('href="tel:4165550134"')
    assert "No one reads this diary day to day. Call if you are worried." in page


def bar_of(response) -> list[str]:
    """Where the links of a page's bar lead, in order."""
    assert response.status_code == 200
    return re.findall('href="([^"]*)"', response.text.split("<header", 1)[1].split("</header>", 1)[0])


def test_help_stands_in_the_bar_of_every_page_just_before_close(at_check_in):
    save(at_check_in, pain="4")
    for path in (f"/check-in/{TUESDAY}", f"/saved/{TUESDAY}"):
        assert bar_of(at_check_in.get(path)) == ["/help", "/?closed=1"], path
    assert bar_of(at_check_in.get("/settings")) == ["/help", "/more"]
    assert bar_of(at_check_in.get("/more")) == ["/help"]
    assert bar_of(at_check_in.get("/consent?again=1")) == ["/help", "/data"]
    assert bar_of(at_check_in.get("/privacy")) == ["/help", "/data"]
    assert bar_of(at_check_in.get("/")) == ["/help"]


def test_who_is_not_in_yet_finds_help_in_the_same_place(browser):
    for path in ("/pair", "/no-such-page", "/data/deleted"):
        assert 'href="/help"' in browser.get(path).text.split("<header", 1)[1].split("</header>", 1)[0], path


def test_help_asks_nobody_who_they_are_and_then_names_no_clinic(browser):
    response = browser.get("/help?called=1")

    assert response.status_code == 200
    assert "Call your emergency number now if you have:" in response.text
    assert "tel:" not in response.text
    assert re.search('<form class="help__called"[^>]* hidden>', response.text)
    assert re.search('data-part="logged" hidden', response.text)


def test_help_is_there_before_the_patient_agreed(stranger_browser):
    assert stranger_browser.get("/help").status_code == 200


def test_a_clinic_without_numbers_gets_no_dead_buttons(alice_browser):
    numbers = ("phone", "emergency_number", "out_of_hours", "crisis_line")
    db.session.execute(db.update(Practice).values(**dict.fromkeys(numbers)))
    db.session.commit()

    page = alice_browser.get("/help").text

    assert "Call your emergency number now if you have:" in page
    assert "tel:" not in page


def test_the_demo_dials_nothing(alice_browser):
    db.session.execute(db.update(Practice).values(is_demo=True))
    db.session.commit()

    assert "tel:" not in alice_browser.get("/help").text


def test_bigger_buttons_and_the_look_hold_on_every_page(at_check_in, clock_hands):
    response = at_check_in.send_form("/settings", buttons="bigger", theme="dark")

    page = at_check_in.get("/").text
    assert response.status_code == 303
    assert ' data-look="dark" data-bigger>' in page
    assert "checked" in at_check_in.get("/settings").text

    clock_hands.shift(timedelta(seconds=1))
    at_check_in.send_form("/settings", theme="phone")
    assert "data-look" not in at_check_in.get("/").text


def test_a_look_must_be_one_of_those_offered(alice_browser):
    response = alice_browser.send_form("/settings", theme="rainbow")

    assert response.status_code == 422
    assert "Choose one of the answers shown." in response.text


def test_what_a_form_wishes_is_one_save_of_all_wishes_as_a_phone_would_send_it(alice_browser, alice):
    alice_browser.send_form("/settings", theme="light", trend="hidden")

    [save] = db.session.scalars(db.select(Version).where(Version.patient_id == alice.id, Version.kind == "prefs"))
    assert json.loads(save.body)["body"] == {"theme": "light", "bigger": False, "hides_trend": True}
    assert (save.source, save.author, db.session.get(Patient, alice.id).hides_trend) == ("form", "patient", True)


def test_saved_wishes_are_said_to_be_saved(alice_browser):
    answer = alice_browser.send_form("/settings", theme="light")

    assert 'data-part="saved">Saved.' in alice_browser.get(answer.location).text
    assert 'data-part="saved" hidden>Saved.' in alice_browser.get("/settings").text


def test_a_lost_phone_is_signed_out_from_another(alice_browser, alice):
    lost = a_device(alice, label="Old iPhone")

    page = alice_browser.get("/settings").text
    response = alice_browser.send_form(f"/settings/phones/{lost.id}/sign-out")

    assert "Old iPhone" in page
    assert response.location == "/settings"
    assert "Old iPhone" not in alice_browser.get("/settings").text


def test_signing_out_this_phone_ends_its_login_at_once(alice_browser, phone):
    copied = alice_browser.get_cookie("sid").value

    alice_browser.send_form(f"/settings/phones/{phone.id}/sign-out")
    alice_browser.set_cookie("sid", copied)

    assert alice_browser.get("/settings").status_code == 303
    assert "/pair" in alice_browser.get("/settings").location


def test_another_patients_phone_cannot_be_signed_out(stranger_browser, phone):
    response = stranger_browser.send_form(f"/settings/phones/{phone.id}/sign-out")

    assert response.status_code == 404
    assert db.session.scalar(db.select(Device.signed_out_at).where(Device.id == phone.id)) is None


def test_signing_out_without_script_clears_what_the_browser_kept(alice_browser, phone):
    response = alice_browser.send_form(f"/settings/phones/{phone.id}/sign-out")

    assert response.headers["Clear-Site-Data"] == '"storage"'
    page = alice_browser.get(response.location).text
    assert re.search(r'<p class="banner pair__left" id="left">You are signed out of this phone.', page)


def test_without_script_signing_out_says_before_what_coming_back_needs(alice_browser):
    page = alice_browser.get("/settings").text

    plain = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "<p>To come back you need a new code from your clinic.</p>" in plain
    assert '<button class="link" type="submit">Sign out of this phone' in plain


def leave(browser, owner=None):
    return browser.post("/settings/leave", json={}, headers={"Diary-Owner": str(owner)} if owner else {})


def test_a_script_that_signs_out_is_told_so_and_clears_this_patients_by_itself(alice_browser, alice):
    copied = alice_browser.get_cookie("sid").value

    response = leave(alice_browser, alice.id)

    assert response.json == {"left": True}
    assert "Clear-Site-Data" not in response.headers
    assert alice_browser.get_cookie("sid") is None
    alice_browser.set_cookie("sid", copied)
    assert "/pair" in alice_browser.get("/settings").location


@pytest.mark.parametrize("owner", ["another patient", ""])
def test_a_page_of_another_patient_does_not_sign_out_who_is_in_now(alice_browser, owner):
    response = leave(alice_browser, owner)

    assert (response.status_code, response.json["error"]["code"]) == (401, "signed_out")
    assert alice_browser.get("/settings").status_code == 200


def test_a_script_that_signs_out_after_its_login_ended_is_told_that(alice_browser, alice):
    alice_browser.delete_cookie("sid")

    response = leave(alice_browser, alice.id)

    assert (response.status_code, response.json["error"]["code"]) == (401, "signed_out")


@pytest.mark.parametrize(
    ("path", "promise"),
    [
        ("/settings", "Your clinic sees it even if you hide it."),
        ("/goal/change", "Your clinic will help you track it."),
        ("/trend", "Your clinic still sees it at your visit."),
    ],
)
def test_that_the_clinic_sees_it_is_said_only_while_it_does(at_check_in, path, promise):
    at_check_in.send_form("/settings", theme="phone", trend="hidden")
    assert f'<span data-part="shared">{promise}</span>' in at_check_in.get(path).text

    at_check_in.send_form("/data/sharing", share="no")

    assert f'<span data-part="shared" hidden>{promise}</span>' in at_check_in.get(path).text
