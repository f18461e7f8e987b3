"""Staff see where they are signed in and change their password."""

from sqlalchemy import select

from diary.accounts.models import SignInTry
from diary.audit.models import AuditEvent
from diary.db import db
from tests.factories import PASSWORD, signed_in_staff

ACCOUNT, SIGN_IN = "/clinic/account", "/clinic/sign-in"
NEW = "seven grey river stones"


def change(browser, current=PASSWORD, password=NEW):
    return browser.send_form(ACCOUNT, current=current, password=password)


def test_the_new_password_signs_in_and_the_old_one_does_not(app, bob, bob_browser):
    assert change(bob_browser).location == f"{ACCOUNT}?done=password"

    answers = [
        app.test_client().send_form(SIGN_IN, email=bob.email, password=word).status_code for word in (NEW, PASSWORD)
    ]

    assert answers == [303, 422]


def test_a_new_password_ends_the_other_logins_and_keeps_this_one(app, bob, bob_browser):
    other_computer = signed_in_staff(app.test_client(), bob)

    change(bob_browser)

    assert bob_browser.get(ACCOUNT).status_code == 200
    assert other_computer.get(ACCOUNT).status_code == 303


def test_a_wrong_current_password_changes_nothing(app, bob, bob_browser):
    response = change(bob_browser, current="not the right one")

    assert response.status_code == 422
    assert "That is not the password you have now." in response.text
    assert app.test_client().send_form(SIGN_IN, email=bob.email, password=PASSWORD).status_code == 303


def test_a_weak_new_password_is_refused_and_costs_no_try(bob_browser):
    response = change(bob_browser, password="password1234")

    assert response.status_code == 422
    assert "easy to guess" in response.text
    assert db.session.scalars(select(SignInTry.id)).all() == []


def test_guessing_the_current_password_is_slowed_down(bob_browser):
    answers = [change(bob_browser, current="wrong").status_code for _ in range(8)]

    assert answers[:5] == [422] * 5
    assert 429 in answers


def test_changing_a_password_leaves_a_trace_without_it(bob, bob_browser):
    change(bob_browser)

    [event] = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "password_changed"))

    assert (event.actor_id, event.detail) == (bob.id, "")


def test_neither_password_is_ever_written_into_the_page(bob_browser):
    page = change(bob_browser, current="not the right one").text

    assert "not the right one" not in page
    assert NEW not in page
