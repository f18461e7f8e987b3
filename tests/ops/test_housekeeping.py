"""What ran out is forgotten, and nothing else."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from diary.accounts.models import LoginSession, Pairing, RenewalChallenge, SignInTry
from diary.db import Base, db
from diary.ops.actions import forget_what_ran_out
from tests.factories import a_device, a_patient, a_practice, a_staff_member, kept

NOW = datetime(2026, 11, 20, 9, 20, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def a_pairing(**changes: object) -> Pairing:
    codes = {"device_code_digest": uuid4().bytes * 2, "user_code_digest": uuid4().bytes * 2}
    phone = {"public_key": "{}", "label": "iPhone", "zone": "America/Toronto", "asked_at": NOW}
    return kept(Pairing(**codes | phone | changes))


def a_login(**changes: object) -> LoginSession:
    times = {"started_at": NOW, "seen_at": NOW, "expires_at": NOW + timedelta(days=7)}
    return kept(LoginSession(token_digest=uuid4().bytes * 2, **times | changes))


def count(table: type[Base]) -> int:
    found = db.session.scalar(select(func.count()).select_from(table))
    db.session.rollback()
    return found or 0


@pytest.mark.parametrize(("life", "live"), [(-INSTANT, False), (timedelta(0), False), (INSTANT, True)])
def test_a_pairing_code_is_freed_when_it_runs_out(app: Flask, life, live):
    pairing = a_pairing(expires_at=NOW + life)

    forget_what_ran_out(now=NOW)

    assert db.session.get(Pairing, pairing.id).live is live


@pytest.mark.parametrize(("age", "left"), [(timedelta(days=1), 0), (timedelta(days=1) - INSTANT, 1)])
def test_a_phone_is_told_for_a_day_that_its_code_ran_out(app: Flask, age, left):
    a_pairing(expires_at=NOW - age)

    forget_what_ran_out(now=NOW)

    assert count(Pairing) == left


@pytest.mark.parametrize(("life", "left"), [(timedelta(0), 0), (INSTANT, 1)])
def test_a_login_is_forgotten_when_its_life_is_over(app: Flask, life, left):
    a_login(device_id=a_device(a_patient(a_practice())).id, expires_at=NOW + life)

    forget_what_ran_out(now=NOW)

    assert count(LoginSession) == left


@pytest.mark.parametrize(("idle", "left"), [(timedelta(minutes=15), 0), (timedelta(minutes=15) - INSTANT, 1)])
def test_a_staff_login_is_forgotten_after_a_quarter_of_an_hour_unused(app: Flask, idle, left):
    a_login(staff_id=a_staff_member(a_practice()).id, seen_at=NOW - idle)

    forget_what_ran_out(now=NOW)

    assert count(LoginSession) == left


@pytest.mark.parametrize(("idle", "left"), [(timedelta(hours=48), 0), (timedelta(hours=48) - INSTANT, 1)])
def test_a_phone_login_is_forgotten_after_two_days_unused(app: Flask, idle, left):
    a_login(device_id=a_device(a_patient(a_practice())).id, seen_at=NOW - idle)

    forget_what_ran_out(now=NOW)

    assert count(LoginSession) == left


@pytest.mark.parametrize(("life", "left"), [(timedelta(0), 0), (INSTANT, 1)])
def test_a_number_to_sign_is_forgotten_when_it_runs_out(app: Flask, life, left):
    device = a_device(a_patient(a_practice()))
    kept(RenewalChallenge(device_id=device.id, nonce_digest=bytes(32), expires_at=NOW + life))

    forget_what_ran_out(now=NOW)

    assert count(RenewalChallenge) == left


@pytest.mark.parametrize(("age", "left"), [(timedelta(days=1), 0), (timedelta(days=1) - INSTANT, 1)])
def test_failed_tries_are_forgotten_after_a_day(app: Flask, age, left):
    kept(SignInTry(key_digest=bytes(32), at=NOW - age))

    forget_what_ran_out(now=NOW)

    assert count(SignInTry) == left


def test_the_number_of_rows_is_reported(app: Flask):
    kept(SignInTry(key_digest=bytes(32), at=NOW - timedelta(days=2)))
    a_pairing(expires_at=NOW - timedelta(days=2))

    assert forget_what_ran_out(now=NOW) == 2
    assert forget_what_ran_out(now=NOW) == 0
