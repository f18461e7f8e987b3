"""Staff sign in with a password; whoever guesses learns nothing and is slowed down."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter, process_time

import pytest
import time_machine
from sqlalchemy import delete, func, select

from diary.accounts.models import SignInTry
from diary.accounts.sign_in_actions import check_password
from diary.audit.models import AuditEvent
from diary.db import db
from diary.errors import TooMany
from tests.factories import PASSWORD, a_staff_member

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
SIGN_IN = "/clinic/sign-in"


def sign_in(browser, email, password=PASSWORD, path=SIGN_IN):
    return browser.send_form(path, email=email, password=password)


def test_the_right_password_leads_to_the_second_step(browser, bob):
    response = sign_in(browser, bob.email)

    assert response.status_code == 303
    assert response.location == "/clinic/sign-in/code"
    assert browser.get("/clinic/account").status_code == 303


@pytest.mark.parametrize("typed", ["BOB@HARBOUR.EXAMPLE", "  bob@harbour.example "])
def test_an_email_address_may_be_typed_in_any_case(browser, bob, typed):
    assert sign_in(browser, typed).status_code == 303


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(browser, bob):
    known = sign_in(browser, bob.email, "wrong")
    unknown = sign_in(browser, "bib@harbour.example", "wrong")

    assert known.status_code == unknown.status_code == 422
    assert without_token(known.text) == without_token(unknown.text).replace("bib@", "bob@")
    assert "not right" in known.text


def without_token(page: str) -> str:
    return "".join(line for line in page.splitlines() if "csrf_token" not in line)


def test_what_was_typed_stays_but_the_password(browser, bob):
    page = sign_in(browser, bob.email, "not the right one").text

    assert f'value="{bob.email}"' in page
    assert "not the right one" not in page


def test_somebody_who_left_is_answered_like_a_stranger(browser, practice):
    left = a_staff_member(practice, "practitioner", deactivated_at=NOW)

    assert sign_in(browser, left.email).status_code == 422


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"email": ""},
        {"email": "a\x00b@c.example"},
        {"email": "x" * 300},
        {"password": "x" * 201},
        {"email": "\u202e@c.example"},
    ],
)
def test_a_form_that_cannot_be_right_is_refused_by_field(browser, bob, fields):
    response = browser.send_form(SIGN_IN, **({"email": bob.email, "password": "x"} | fields if fields else {}))

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text


def test_after_five_wrong_passwords_everybody_waits_and_is_told_so(browser, bob):
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            sign_in(browser, bob.email, "wrong")

        refused = sign_in(browser, bob.email)
        clock.shift(timedelta(seconds=6))
        welcome = sign_in(browser, bob.email)

    assert refused.status_code == 429
    assert "Too many tries. Wait 1 minute, then try again." in refused.text
    assert welcome.status_code == 303


def test_a_thousand_tries_from_fifty_networks_cost_at_most_30_hash_checks_an_hour(app, bob):
    outcomes = Counter(one_guess(bob.email, network=n % 50, now=NOW + n * timedelta(seconds=3.5)) for n in range(1000))

    assert set(outcomes) == {"checked", "told to wait"}
    assert 20 <= outcomes["checked"] <= 30


def one_guess(email, network, now):
    try:
        check_password(email, "wrong", network=str(network), old_token=None, needs_second_step=True, now=now)
    except TooMany:
        return "told to wait"
    return "checked"


def test_one_network_that_tries_many_accounts_is_slowed_down(browser, bob):
    with time_machine.travel(NOW, tick=False):
        answers = [sign_in(browser, f"nobody{n}@harbour.example", "wrong").status_code for n in range(31)]

    assert answers == [422] * 30 + [429]


def test_the_right_password_is_not_held_against_the_account(browser, bob):
    with time_machine.travel(NOW, tick=False):
        answers = [sign_in(browser, bob.email).status_code for _ in range(8)]

    assert set(answers) == {303}
    assert db.session.scalar(select(func.count(SignInTry.id))) == 0


def test_guessing_keeps_no_address_readable(browser, bob):
    sign_in(browser, bob.email, "wrong")

    kept = db.session.scalars(select(SignInTry.key_digest)).all()

    assert len(kept) == 2
    assert not any(b"bob" in digest for digest in kept)


def test_signing_in_leaves_a_trace(bob, bob_browser):
    bob_browser.send_form("/clinic/sign-out")

    [event] = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "staff_signed_out"))

    assert (event.actor_kind, event.actor_id, event.practice_id) == ("staff", bob.id, bob.practice_id)


@pytest.mark.alone
def test_unknown_and_known_addresses_take_the_same_time(browser, bob):
    """Without the hash of nobody, an unknown address would be answered in less than half the time."""
    tries = [(cost_of_one_try(browser, bob.email), cost_of_one_try(browser, "bib@harbour.example")) for _ in range(41)]

    for clock in (0, 1):
        longer = median(unknown[clock] / known[clock] for known, unknown in tries)
        assert abs(longer - 1) <= 0.15


def cost_of_one_try(browser, email):
    """Seconds by the clock on the wall, and seconds of our own computing, which a busy machine does not stretch."""
    db.session.execute(delete(SignInTry))
    db.session.commit()
    start = perf_counter(), process_time()
    sign_in(browser, email, "wrong")
    return perf_counter() - start[0], process_time() - start[1]
