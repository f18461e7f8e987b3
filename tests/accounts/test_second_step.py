"""After the password comes a code, which works once; ten recovery codes stand in for a lost phone."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from diary.accounts.codes import as_typed
from diary.accounts.cookies import cookie_name
from diary.accounts.domain import STAFF
from diary.accounts.models import LoginSession, RecoveryCode, Staff
from diary.audit.models import AuditEvent
from diary.db import db
from tests.factories import PASSWORD, TOTP_SECRET, a_staff_member

NOW = datetime(2026, 11, 20, 14, 0, 10, tzinfo=UTC)
SIGN_IN, CODE, SET_UP, INSIDE = "/clinic/sign-in", "/clinic/sign-in/code", "/clinic/two-step", "/clinic/account"
RECOVERY = re.compile(r"(?:[2-9A-HJKMNP-Z]{6}-){3}[2-9A-HJKMNP-Z]{6}")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def at_the_code(browser, bob):
    """A browser in which Bob gave his password."""
    browser.send_form(SIGN_IN, email=bob.email, password=PASSWORD)
    return browser


@pytest.fixture
def newcomer(practice):
    """Somebody who never signed in."""
    return a_staff_member(practice, "practitioner", totp_secret=None, totp_confirmed_at=None)


@pytest.fixture
def at_set_up(browser, newcomer):
    browser.send_form(SIGN_IN, email=newcomer.email, password=PASSWORD)
    return browser


def code_at(seconds=0, secret=TOTP_SECRET):
    return pyotp.TOTP(secret).at(NOW + timedelta(seconds=seconds))


def cookie(browser):
    found = browser.get_cookie(cookie_name(STAFF))
    return found and found.value


def test_the_code_opens_the_clinic(at_the_code):
    response = at_the_code.send_form(CODE, code=code_at())

    assert response.status_code == 303
    assert response.location == "/clinic/"
    assert at_the_code.get(INSIDE).status_code == 200


@pytest.mark.parametrize("path", [INSIDE, "/clinic/"])
def test_the_password_alone_opens_nothing(at_the_code, path):
    response = at_the_code.get(path)

    assert response.status_code == 303
    assert response.location.startswith(SIGN_IN)


def test_the_password_alone_saves_nothing(at_the_code):
    assert at_the_code.send_form("/clinic/sign-out/everywhere").status_code == 401


def test_the_password_alone_is_forgotten_after_ten_minutes(at_the_code, clock):
    clock.shift(timedelta(minutes=10))

    assert at_the_code.get(CODE).location.startswith(SIGN_IN)


@pytest.mark.parametrize("code", ["000000", "", "12345", "abcdef", "１２３４５６", "\x00", "9" * 400])
def test_a_wrong_code_is_refused(at_the_code, code):
    response = at_the_code.send_form(CODE, code=code)

    assert response.status_code == 422
    assert at_the_code.get(INSIDE).status_code == 303


def test_a_code_works_once(app, bob, at_the_code):
    used = code_at()
    at_the_code.send_form(CODE, code=used)
    thief = app.test_client()
    thief.send_form(SIGN_IN, email=bob.email, password=PASSWORD)

    assert thief.send_form(CODE, code=used).status_code == 422
    assert thief.send_form(CODE, code=f" {used[:3]} {used[3:]} ").status_code == 422


@pytest.mark.parametrize("seconds", [-30, 0])
def test_once_a_code_was_used_no_older_one_works(app, bob, at_the_code, seconds):
    at_the_code.send_form(CODE, code=code_at(30))
    thief = app.test_client()
    thief.send_form(SIGN_IN, email=bob.email, password=PASSWORD)

    assert thief.send_form(CODE, code=code_at(seconds)).status_code == 422


def test_a_code_stays_used_after_a_failed_try(app, bob, at_the_code):
    used = code_at()
    at_the_code.send_form(CODE, code=used)
    again = app.test_client()
    again.send_form(SIGN_IN, email=bob.email, password=PASSWORD)
    again.send_form(CODE, code="000000")

    assert again.send_form(CODE, code=used).status_code == 422


def test_guessing_codes_is_slowed_down(at_the_code):
    answers = [at_the_code.send_form(CODE, code="000000").status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]


def test_the_second_step_starts_a_new_login_and_ends_the_old(app, at_the_code):
    before = cookie(at_the_code)
    at_the_code.send_form(CODE, code=code_at())
    thief = app.test_client()
    thief.set_cookie(cookie_name(STAFF), before)

    assert cookie(at_the_code) != before
    assert thief.get(CODE).location.startswith(SIGN_IN)
    assert thief.get(INSIDE).status_code == 303


def test_whoever_has_no_second_step_sets_one_up_first(at_set_up):
    assert at_set_up.get(CODE).location == SET_UP

    page = at_set_up.get(SET_UP)

    assert page.status_code == 200
    assert 'src="data:image/svg+xml' in page.text


def secret_shown(browser):
    page = browser.get(SET_UP).text
    return as_typed(re.search(r'<code class="key">([A-Z2-7-]+)</code>', page).group(1))


def test_setting_up_shows_ten_recovery_codes_once(at_set_up):
    page = at_set_up.send_form(SET_UP, code=code_at(secret=secret_shown(at_set_up)))

    assert page.status_code == 200
    assert len(set(RECOVERY.findall(page.text))) == 10
    assert at_set_up.get(INSIDE).status_code == 200
    assert at_set_up.get(SET_UP).location.startswith(SIGN_IN)


def test_a_wrong_first_code_turns_nothing_on(at_set_up, newcomer):
    assert at_set_up.send_form(SET_UP, code="000000").status_code == 422
    assert db.session.get(Staff, newcomer.id).totp_confirmed_at is None


def test_the_secret_differs_for_every_person_and_try(app, at_set_up, newcomer):
    first = secret_shown(at_set_up)
    again = app.test_client()
    again.send_form(SIGN_IN, email=newcomer.email, password=PASSWORD)

    assert secret_shown(again) != first


def test_setting_up_cannot_be_done_again_with_the_password_alone(at_the_code, bob):
    assert at_the_code.get(SET_UP).location == CODE
    assert at_the_code.send_form(SET_UP, code=code_at()).status_code == 422


@pytest.fixture
def recovery_codes(at_set_up):
    page = at_set_up.send_form(SET_UP, code=code_at(secret=secret_shown(at_set_up)))
    return RECOVERY.findall(page.text)


@pytest.mark.parametrize("spelled", [str, str.lower, lambda code: code.replace("-", " ")])
def test_a_recovery_code_lets_in_once(app, newcomer, recovery_codes, spelled):
    browser = app.test_client()
    browser.send_form(SIGN_IN, email=newcomer.email, password=PASSWORD)
    first = browser.send_form(CODE, code=spelled(recovery_codes[3]))
    browser.send_form(SIGN_IN, email=newcomer.email, password=PASSWORD)
    second = browser.send_form(CODE, code=spelled(recovery_codes[3]))

    assert first.status_code == 303
    assert second.status_code == 422


def test_a_recovery_code_of_somebody_else_is_worth_nothing(at_the_code, app, practice, recovery_codes):
    someone = a_staff_member(practice, "reception")
    browser = app.test_client()
    browser.send_form(SIGN_IN, email=someone.email, password=PASSWORD)

    assert browser.send_form(CODE, code=recovery_codes[0]).status_code == 422


def test_recovery_codes_are_kept_as_digests(newcomer, recovery_codes):
    kept = db.session.scalars(select(RecoveryCode.code_digest).where(RecoveryCode.staff_id == newcomer.id)).all()

    assert {len(digest) for digest in kept} == {32}
    assert len(kept) == 10


def test_the_second_step_leaves_a_trace(newcomer, recovery_codes):
    actions = db.session.scalars(select(AuditEvent.action).where(AuditEvent.actor_id == newcomer.id)).all()

    assert actions == ["second_step_set_up", "staff_signed_in"]


def test_the_page_that_was_wanted_opens_after_both_steps(browser, bob):
    first = browser.send_form(f"{SIGN_IN}?next={INSIDE}", email=bob.email, password=PASSWORD)
    second = browser.send_form(first.location, code=code_at())

    assert second.location == INSIDE


def test_a_planted_cookie_is_worth_nothing_after_signing_in(app, browser, bob):
    browser.send_form(SIGN_IN, email=bob.email, password=PASSWORD)
    planted = cookie(browser)
    victim = app.test_client()
    victim.set_cookie(cookie_name(STAFF), planted)
    victim.send_form(SIGN_IN, email=bob.email, password=PASSWORD)
    victim.send_form(CODE, code=code_at())

    assert cookie(victim) != planted
    assert browser.get(INSIDE).status_code == 303
    assert browser.get(CODE).location.startswith(SIGN_IN)


def test_a_made_up_cookie_never_becomes_a_login(app, bob):
    browser = app.test_client()
    browser.set_cookie(cookie_name(STAFF), "A" * 43)
    browser.send_form(SIGN_IN, email=bob.email, password=PASSWORD)
    browser.send_form(CODE, code=code_at())
    thief = app.test_client()
    thief.set_cookie(cookie_name(STAFF), "A" * 43)

    assert thief.get(INSIDE).status_code == 303
    assert db.session.scalars(select(LoginSession.second_step_at).where(LoginSession.revoked_at.is_(None))).all() == [
        NOW
    ]
