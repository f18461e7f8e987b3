"""Administrators look after the people of the practice; somebody always stays in charge."""

from uuid import uuid4

import pytest
from sqlalchemy import inspect

from diary import clock
from diary.accounts.models import LoginSession, RecoveryCode, Staff
from diary.accounts.passwords import matches
from diary.audit.models import AuditEvent
from diary.db import db
from tests.factories import a_staff_member, kept, signed_in_staff
from tests.hostile import KEPT, REFUSED

NEW = {"name": "Nora Lind", "email": "Nora@Harbour.example", "password": "seven calm otters", "roles": ["reception"]}


def row(person_id) -> Staff:
    db.session.rollback()
    return db.session.get_one(Staff, person_id)


def called(name: str) -> list[Staff]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Staff).where(Staff.name == name)))


def traces(action: str) -> list[AuditEvent]:
    db.session.rollback()
    return list(db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == action)))


def roles_of(person: Staff) -> tuple[bool, bool, bool]:
    return person.is_practitioner, person.is_reception, person.is_administrator


def test_the_list_says_who_works_here_and_what_they_may_do(administrator_browser, bob, charlie):
    page = administrator_browser.get("/clinic/people").text

    assert "Bob Tremblay" in page
    assert "bob@harbour.example" in page
    assert "Charlie Roy" not in page


def test_a_new_person_gets_a_first_password_and_their_roles(administrator_browser, administrator):
    response = administrator_browser.send_form("/clinic/people", **NEW)

    [nora] = called("Nora Lind")
    assert response.location == "/clinic/people?done=added"
    assert (nora.email, nora.practice_id) == ("nora@harbour.example", administrator.practice_id)
    assert roles_of(nora) == (False, True, False)
    assert matches("seven calm otters", nora.password_hash)
    assert nora.totp_confirmed_at is None


FAULTS = [
    ("email", "nobody", "Enter an e-mail address"),
    ("email", "bob@harbour.example", "This e-mail address is in use."),
    ("password", "short", "Password must be 12 letters or more."),
    ("password", "password1234", "That password is easy to guess."),
    ("password", "", "Enter a first password"),
    ("roles", [], "Choose at least one role."),
    ("roles", ["owner"], "Choose roles from the list."),
]


def test_every_fault_of_a_new_person_is_named_and_what_was_typed_stays(administrator_browser, bob):
    for field, value, message in FAULTS:
        response = administrator_browser.send_form("/clinic/people", **(NEW | {field: value}))

        assert response.status_code == 422, message
        assert message in response.text
        assert 'value="Nora Lind"' in response.text, message
        assert "seven calm otters" not in response.text, message
    assert called("Nora Lind") == []


def test_hostile_names_are_refused_and_odd_ones_kept(administrator_browser):
    for kind, name in REFUSED.items():
        assert administrator_browser.send_form("/clinic/people", **(NEW | {"name": name})).status_code == 422, kind
    for number, name in enumerate(KEPT.values()):
        person = NEW | {"name": name, "email": f"n{number}@harbour.example"}
        assert administrator_browser.send_form("/clinic/people", **person).status_code == 303, name

    assert administrator_browser.get("/clinic/people").status_code == 200


def test_no_column_of_a_person_can_be_set_by_sending_its_name(administrator_browser, administrator, charlie):
    columns = {column.key for column in inspect(Staff).columns} - set(NEW)
    extra = dict.fromkeys(columns, "1") | {"practice_id": str(charlie.practice_id)}

    administrator_browser.send_form("/clinic/people", **(extra | NEW))

    [nora] = called("Nora Lind")
    assert roles_of(nora) == (False, True, False)
    assert (nora.practice_id, nora.totp_secret, nora.deactivated_at) == (administrator.practice_id, None, None)


def test_roles_change_and_hold_from_the_next_click(administrator_browser, bob, bob_browser):
    administrator_browser.send_form(f"/clinic/people/{bob.id}", roles=["reception", "administrator"])

    assert roles_of(row(bob.id)) == (False, True, True)
    assert bob_browser.get("/clinic/people").status_code == 200
    assert traces("staff_roles_changed")[0].detail == f"{bob.id}: reception, administrator"


def test_somebody_who_left_is_signed_out_at_once(administrator_browser, bob, bob_browser):
    assert bob_browser.get("/clinic/").status_code == 200

    administrator_browser.send_form(f"/clinic/people/{bob.id}/left")

    assert bob_browser.get("/clinic/").status_code == 303
    assert row(bob.id).deactivated_at is not None
    assert len(traces("staff_deactivated")) == 1
    assert "Save roles" not in administrator_browser.get(f"/clinic/people/{bob.id}").text


def test_the_last_administrator_stays(administrator_browser, administrator):
    own = f"/clinic/people/{administrator.id}"

    left = administrator_browser.send_form(f"{own}/left")
    changed = administrator_browser.send_form(own, roles=["practitioner"])

    assert (left.status_code, changed.status_code) == (409, 409)
    assert "Make another person administrator first." in left.text
    assert row(administrator.id).is_administrator
    assert row(administrator.id).deactivated_at is None


def test_an_administrator_who_left_does_not_count_as_one_who_stays(administrator_browser, administrator, practice):
    a_staff_member(practice, "administrator", deactivated_at=clock.now())

    response = administrator_browser.send_form(f"/clinic/people/{administrator.id}/left")

    assert response.status_code == 409


def test_one_of_two_administrators_may_go(administrator_browser, practice, administrator):
    a_staff_member(practice, "administrator")

    assert administrator_browser.send_form(f"/clinic/people/{administrator.id}/left").status_code == 303
    assert administrator_browser.get("/clinic/people").status_code == 303


def test_a_lost_second_step_is_set_up_anew_and_logins_end(administrator_browser, bob, bob_browser):
    kept(RecoveryCode(staff_id=bob.id, code_digest=b"x" * 32))

    administrator_browser.send_form(f"/clinic/people/{bob.id}/second-step")

    person = row(bob.id)
    assert (person.totp_secret, person.totp_confirmed_at) == (None, None)
    assert db.session.scalars(db.select(RecoveryCode)).all() == []
    assert bob_browser.get("/clinic/").status_code == 303
    assert traces("second_step_reset")[0].detail == str(bob.id)
    logins = db.session.scalars(db.select(LoginSession).where(LoginSession.staff_id == bob.id))
    assert all(login.revoked_at for login in logins)


@pytest.mark.parametrize("path", ["", "/left", "/second-step"])
def test_people_of_another_practice_and_people_who_do_not_exist_look_alike(administrator_browser, charlie, path):
    fields = {"roles": ["administrator"]}
    foreign, missing = [
        administrator_browser.send_form(f"/clinic/people/{person_id}{path}", **fields)
        for person_id in (charlie.id, uuid4())
    ]

    assert foreign.status_code == missing.status_code == 404
    assert foreign.text == missing.text
    assert roles_of(row(charlie.id)) == (True, False, False)


def test_the_page_of_a_person_elsewhere_is_not_found(administrator_browser, charlie):
    assert administrator_browser.get(f"/clinic/people/{charlie.id}").status_code == 404


def test_reception_and_practitioners_look_after_nobody(reception_browser, bob_browser, bob):
    for browser in (reception_browser, bob_browser):
        assert browser.get("/clinic/people").status_code == 403
        assert browser.send_form("/clinic/people", **NEW).status_code == 403
        assert browser.send_form(f"/clinic/people/{bob.id}", roles=["administrator"]).status_code == 403
        assert browser.send_form(f"/clinic/people/{bob.id}/left").status_code == 403
    assert called("Nora Lind") == []


def test_an_administrator_without_a_second_role_still_reaches_the_practice_pages(app, practice):
    browser = signed_in_staff(app.test_client(), a_staff_member(practice, "administrator", "reception"))

    assert browser.get("/clinic/people").status_code == 200
