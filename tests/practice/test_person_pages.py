"""One person of the staff: a forgotten password, a wrong name, somebody who comes back."""

from uuid import uuid4

import pytest

from diary import clock
from diary.accounts.models import LoginSession, Staff
from diary.audit.models import AuditEvent
from diary.db import db
from tests.factories import PASSWORD, a_staff_member
from tests.hostile import KEPT, REFUSED

NEW = "seven grey river stones"


@pytest.fixture
def page(bob):
    return f"/clinic/people/{bob.id}"


def row(person) -> Staff:
    db.session.rollback()
    return db.session.get_one(Staff, person.id)


def traces(action: str) -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(db.select(AuditEvent.detail).where(AuditEvent.action == action)))


def signs_in(app, email: str, password: str) -> bool:
    return app.test_client().send_form("/clinic/sign-in", email=email, password=password).status_code == 303


def test_a_new_first_password_takes_the_place_of_the_forgotten_one(app, administrator_browser, bob, page):
    response = administrator_browser.send_form(f"{page}/password", password=NEW)

    assert response.location == "/clinic/people?done=password"
    assert signs_in(app, bob.email, NEW)
    assert not signs_in(app, bob.email, PASSWORD)
    assert traces("staff_password_set") == [str(bob.id)]


def test_a_new_first_password_ends_every_login_and_leaves_the_second_step(
    administrator_browser, bob, bob_browser, page
):
    administrator_browser.send_form(f"{page}/password", password=NEW)

    logins = db.session.scalars(db.select(LoginSession).where(LoginSession.staff_id == bob.id)).all()
    assert all(login.revoked_at for login in logins)
    assert bob_browser.get("/clinic/").status_code == 303
    assert (row(bob).totp_secret, row(bob).totp_confirmed_at) == (bob.totp_secret, bob.totp_confirmed_at)


WEAK = [
    ("short", "Password must be 12 letters or more."),
    ("password1234", "That password is easy to guess."),
    ("a b" * 100, "Password must be 200 letters or less."),
    ("", "Enter a first password"),
]


def test_a_weak_first_password_is_refused(administrator_browser, bob, bob_browser, page):
    for password, message in WEAK:
        response = administrator_browser.send_form(f"{page}/password", password=password)

        assert response.status_code == 422, message
        assert message in response.text
    assert bob_browser.get("/clinic/").status_code == 200
    assert row(bob).password_hash == bob.password_hash


def test_administrators_change_their_own_password_only_by_the_one_they_have(administrator_browser, administrator):
    own = f"/clinic/people/{administrator.id}"

    response = administrator_browser.send_form(f"{own}/password", password=NEW)

    assert response.status_code == 409
    assert row(administrator).password_hash == administrator.password_hash
    assert f'action="{own}/password"' not in administrator_browser.get(own).text


def test_a_wrong_name_and_address_are_put_right(app, administrator_browser, bob, bob_browser, page):
    administrator_browser.send_form(f"{page}/name", name="Bob Trembley", email="Bob.T@Harbour.example")

    assert (row(bob).name, row(bob).email) == ("Bob Trembley", "bob.t@harbour.example")
    assert signs_in(app, "bob.t@harbour.example", PASSWORD)
    assert bob_browser.get("/clinic/").status_code == 200
    assert traces("staff_corrected") == [f"{bob.id}: name, email"]


def test_the_page_shows_what_is_kept_and_saving_it_again_leaves_no_trace(administrator_browser, bob, page):
    shown = administrator_browser.get(page).text

    administrator_browser.send_form(f"{page}/name", name="Bob Tremblay", email="bob@harbour.example")

    assert 'value="Bob Tremblay"' in shown
    assert 'value="bob@harbour.example"' in shown
    assert traces("staff_corrected") == []


FAULTS = [
    ({"name": ""}, "Enter the person&#39;s name."),
    ({"email": "nobody"}, "Enter an e-mail address"),
    ({"email": "Rosa@harbour.example"}, "This e-mail address is in use."),
]


def test_a_wrong_correction_is_named_and_what_was_typed_stays(administrator_browser, bob, reception, page):
    for fault, message in FAULTS:
        typed = {"name": "Robert", "email": "robert@harbour.example"} | fault

        response = administrator_browser.send_form(f"{page}/name", **typed)

        assert response.status_code == 422, message
        assert message in response.text
        assert all(f'value="{value}"' in response.text for value in typed.values()), message
    assert (row(bob).name, row(bob).email) == ("Bob Tremblay", "bob@harbour.example")


def test_hostile_names_are_refused_and_odd_ones_kept(administrator_browser, bob, page):
    for kind, name in REFUSED.items():
        fields = {"name": name, "email": "bob@harbour.example"}
        assert administrator_browser.send_form(f"{page}/name", **fields).status_code == 422, kind
    for name in KEPT.values():
        fields = {"name": name, "email": "bob@harbour.example"}
        assert administrator_browser.send_form(f"{page}/name", **fields).status_code == 303, name

    assert administrator_browser.get(page).status_code == 200


def test_somebody_who_left_comes_back_and_signs_in_as_before(app, administrator_browser, bob, page):
    administrator_browser.send_form(f"{page}/left")
    assert not signs_in(app, bob.email, PASSWORD)

    shown = administrator_browser.get(page).text
    response = administrator_browser.send_form(f"{page}/back")

    assert "Let them back in" in shown
    assert "Save roles" not in shown
    assert response.location == "/clinic/people?done=back"
    assert signs_in(app, bob.email, PASSWORD)
    assert row(bob).is_practitioner
    assert traces("staff_let_back") == [str(bob.id)]


def test_a_login_from_before_somebody_left_does_not_come_back_with_them(administrator_browser, bob_browser, page):
    administrator_browser.send_form(f"{page}/left")

    administrator_browser.send_form(f"{page}/back")

    assert bob_browser.get("/clinic/").status_code == 303


def test_nobody_comes_back_who_never_left(administrator_browser, page):
    assert administrator_browser.send_form(f"{page}/back").status_code == 303
    assert traces("staff_let_back") == []


def test_who_left_gets_no_password_and_no_other_name(administrator_browser, practice):
    nora = a_staff_member(practice, "reception", name="Nora Lind", deactivated_at=clock.now())
    page = f"/clinic/people/{nora.id}"

    password = administrator_browser.send_form(f"{page}/password", password=NEW)
    name = administrator_browser.send_form(f"{page}/name", name="Nora", email="nora@harbour.example")

    assert [password.status_code, name.status_code] == [404, 404]
    assert row(nora).name == "Nora Lind"


@pytest.mark.parametrize("path", ["/password", "/name", "/back"])
def test_people_of_another_practice_and_people_who_do_not_exist_look_alike(administrator_browser, charlie, path):
    fields = {"password": NEW, "name": "Taken", "email": "taken@hill.example"}
    foreign, missing = [
        administrator_browser.send_form(f"/clinic/people/{person_id}{path}", **fields)
        for person_id in (charlie.id, uuid4())
    ]

    assert foreign.status_code == missing.status_code == 404
    assert foreign.text == missing.text
    assert (row(charlie).name, row(charlie).password_hash) == (charlie.name, charlie.password_hash)
