"""A login is a row: what ends there is ended everywhere, and a copied cookie dies with it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Thread

import pytest
import time_machine
from sqlalchemy import select, update

from diary import create_app
from diary.accounts.actions import deactivate_staff
from diary.accounts.cookies import cookie_name
from diary.accounts.domain import PHONE, STAFF, SignedInStaff
from diary.accounts.login_actions import keep_alive, revoke_staff_logins, start_staff_login
from diary.accounts.models import Device, LoginSession, Staff
from diary.accounts.queries import login_of
from diary.db import db, writing
from tests.factories import signed_in_phone, signed_in_staff

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
INSIDE, OUT, EVERYWHERE = "/clinic/account", "/clinic/sign-out", "/clinic/sign-out/everywhere"
PHONE_PAGE = "/settings"
LIVES = [(STAFF, INSIDE), (PHONE, PHONE_PAGE)]


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def signed_in(clock, app, bob, alice):
    """One browser that is signed in as Bob, and as Alice's phone."""
    return signed_in_phone(signed_in_staff(app.test_client(), bob), alice)


def copy_of(browser, kind):
    """Somebody else's browser with a copy of the cookie."""
    thief = browser.application.test_client()
    thief.set_cookie(cookie_name(kind), browser.get_cookie(cookie_name(kind)).value)
    return thief


def opens(browser, path):
    return browser.get(path).status_code == 200


def test_a_copied_cookie_is_dead_after_signing_out(bob_browser):
    thief = copy_of(bob_browser, STAFF)
    assert opens(thief, INSIDE)

    response = bob_browser.send_form(OUT)

    assert response.location == "/clinic/sign-in"
    assert bob_browser.get_cookie(cookie_name(STAFF)) is None
    assert not opens(thief, INSIDE)
    assert thief.send_form(EVERYWHERE).status_code == 401


def test_signing_out_of_the_clinic_keeps_what_the_browser_stored(bob_browser):
    assert "Clear-Site-Data" not in bob_browser.send_form(OUT).headers


def test_signing_out_twice_is_no_mistake(browser):
    assert browser.send_form(OUT).location == "/clinic/sign-in"


def test_signing_out_everywhere_ends_other_computers_and_nobody_elses(app, bob, bob_browser, reception_browser):
    other_computer = signed_in_staff(app.test_client(), bob)

    bob_browser.send_form(EVERYWHERE)

    assert [opens(browser, INSIDE) for browser in (bob_browser, other_computer, reception_browser)] == [
        False,
        False,
        True,
    ]


def test_the_account_page_counts_the_computers(app, bob, bob_browser):
    signed_in_staff(app.test_client(), bob)

    page = bob_browser.get(INSIDE).text

    assert page.count("Another computer") == 1
    assert page.count("This computer") == 1


def test_whoever_is_deactivated_is_out_at_the_next_click(bob, bob_browser, administrator):
    assert opens(bob_browser, INSIDE)

    with writing():
        deactivate_staff(bob.id, as_signed_in(administrator), now=datetime.now(UTC))

    assert not opens(bob_browser, INSIDE)


def test_deactivation_alone_shuts_the_door_even_on_a_living_login(bob, bob_browser):
    db.session.execute(update(Staff).where(Staff.id == bob.id).values(deactivated_at=NOW))
    db.session.commit()

    assert not opens(bob_browser, INSIDE)


def as_signed_in(staff, login_id=None):
    return SignedInStaff(
        login_id=login_id or staff.id,
        id=staff.id,
        practice_id=staff.practice_id,
        name=staff.name,
        is_practitioner=staff.is_practitioner,
        is_reception=staff.is_reception,
        is_administrator=staff.is_administrator,
    )


@pytest.mark.parametrize(("kind", "path"), LIVES)
def test_an_idle_login_ends(clock, signed_in, kind, path):
    clock.shift(kind.idle - timedelta(seconds=1))
    assert opens(signed_in, path)

    clock.shift(kind.idle)

    assert not opens(signed_in, path)


@pytest.mark.parametrize(("kind", "path"), LIVES)
def test_a_login_in_use_ends_when_its_whole_life_is_over(clock, signed_in, kind, path):
    step, still_open = kind.idle - timedelta(minutes=1), []
    for _ in range(kind.life // step):
        clock.shift(step)
        still_open.append(opens(signed_in, path))

    clock.move_to(NOW + kind.life)

    assert all(still_open)
    assert not opens(signed_in, path)


def test_the_figures_are_those_of_the_contract():
    assert (STAFF.idle, STAFF.life) == (timedelta(minutes=15), timedelta(hours=12))
    assert (PHONE.idle, PHONE.life) == (timedelta(hours=48), timedelta(days=7))


def seen(kind):
    owner = LoginSession.staff_id if kind is STAFF else LoginSession.device_id
    return db.session.scalars(select(LoginSession.seen_at).where(owner.is_not(None))).one()


def test_being_in_use_is_noted_at_most_once_a_minute(clock, signed_in):
    noted = []
    for _ in range(4):
        clock.shift(timedelta(seconds=25))
        signed_in.get(INSIDE)
        noted.append(seen(STAFF) - NOW)
        db.session.rollback()

    assert noted == [timedelta(0), timedelta(0), timedelta(seconds=75), timedelta(seconds=75)]


def test_a_phone_in_use_is_noted_on_the_phone_too(clock, signed_in):
    clock.shift(timedelta(minutes=5))
    signed_in.get(PHONE_PAGE)

    assert db.session.scalars(select(Device.last_seen_at)).all() == [NOW + timedelta(minutes=5)]


def test_a_phone_may_change_its_address_and_its_browser(alice_browser):
    moved = {"environ_overrides": {"REMOTE_ADDR": "198.51.100.9"}, "headers": {"User-Agent": "Another/2.0"}}

    assert alice_browser.get(PHONE_PAGE, **moved).status_code == 200
    assert opens(alice_browser, PHONE_PAGE)


def test_a_login_revoked_while_a_request_is_under_way_stays_revoked(app, bob):
    """Fifty races: one thread notes that the login is in use, the other ends it."""
    for _ in range(50):
        token = start_staff_login(bob.id, second_step=True, now=NOW)
        db.session.commit()
        login = login_of(token, STAFF, needs_second_step=True, now=NOW)
        db.session.rollback()

        use = partial(keep_alive, login.user, NOW, now=NOW + timedelta(minutes=2))
        race(app, use, partial(revoke_all, bob.id))

        assert login_of(token, STAFF, needs_second_step=True, now=NOW + timedelta(minutes=2)) is None
        db.session.rollback()


def race(app, *works):
    threads = [Thread(target=in_its_own_context, args=(app, work)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def in_its_own_context(app, work):
    with app.app_context():
        work()


def revoke_all(staff_id):
    with writing():
        revoke_staff_logins(staff_id, now=NOW)


def test_the_two_logins_of_one_browser_do_not_mix(signed_in):
    assert opens(signed_in, INSIDE)
    assert opens(signed_in, PHONE_PAGE)

    signed_in.send_form(OUT)

    assert not opens(signed_in, INSIDE)
    assert opens(signed_in, PHONE_PAGE)


@pytest.mark.parametrize("kind", [STAFF, PHONE])
def test_the_cookie_of_one_side_is_worth_nothing_on_the_other(signed_in, kind):
    other = PHONE if kind is STAFF else STAFF
    thief = signed_in.application.test_client()
    thief.set_cookie(cookie_name(other), signed_in.get_cookie(cookie_name(kind)).value)

    assert not opens(thief, INSIDE)
    assert not opens(thief, PHONE_PAGE)


def test_over_https_the_cookies_are_bound_to_the_host(app, bob):
    secure = create_app(replace(app.config["DIARY"], base_url="https://diary.example"))
    secure.test_client_class = app.test_client_class
    with secure.app_context():
        browser = secure.test_client()
        browser.set_cookie("__Host-staff", token_of(bob), domain="diary.example")
        response = browser.post("/clinic/sign-out", base_url="https://diary.example", data={})
        assert response.status_code == 400  # no form token
        page = browser.get(INSIDE, base_url="https://diary.example")
        browser.set_cookie("staff", token_of(bob), domain="diary.example")
        browser.delete_cookie("__Host-staff", domain="diary.example")
        by_plain_name = browser.get(INSIDE, base_url="https://diary.example")
        db.engine.dispose()

    assert page.status_code == 200
    assert by_plain_name.status_code == 303


def token_of(staff):
    token = start_staff_login(staff.id, second_step=True, now=datetime.now(UTC))
    db.session.commit()
    return token


def test_the_demo_does_without_the_second_step_and_nothing_else_takes_its_logins(app, bob):
    token = start_staff_login(bob.id, second_step=False, now=NOW)
    db.session.commit()

    in_demo = login_of(token, STAFF, needs_second_step=False, now=NOW)
    in_life = login_of(token, STAFF, needs_second_step=True, now=NOW)

    assert isinstance(in_demo.user, SignedInStaff)
    assert not isinstance(in_life.user, SignedInStaff)


def test_a_login_is_kept_as_a_digest(bob, bob_browser):
    token = bob_browser.get_cookie(cookie_name(STAFF)).value

    [digest] = db.session.scalars(select(LoginSession.token_digest)).all()

    assert len(digest) == 32
    assert token.encode() not in digest
    assert len(token) >= 43


def test_a_phone_that_was_signed_out_is_out(alice, alice_browser, phone):
    db.session.execute(update(Device).where(Device.id == phone.id).values(signed_out_at=NOW))
    db.session.commit()

    assert not opens(alice_browser, PHONE_PAGE)


def test_a_form_that_comes_after_the_login_ended_keeps_what_was_typed(clock, signed_in):
    clock.shift(timedelta(minutes=16))

    response = signed_in.send_form(EVERYWHERE, note="It hurt less & less", area=["a", "b"])

    assert response.status_code == 401
    assert "This was not saved yet." in response.text
    assert '<input type="hidden" name="note" value="It hurt less &amp; less">' in response.text
    assert response.text.count('name="area"') == 2
    assert f'action="{EVERYWHERE}"' in response.text


def test_a_password_is_never_kept_in_a_page(clock, signed_in):
    clock.shift(timedelta(minutes=16))

    response = signed_in.send_form(EVERYWHERE, password="quiet harbour lantern")

    assert "lantern" not in response.text


def test_after_the_login_ended_signing_in_says_why(clock, signed_in):
    clock.shift(timedelta(minutes=16))

    assert "You were signed out." in signed_in.get("/clinic/sign-in").text
