"""Every page says whom it admits, and one that forgets to is shut."""

import pytest

from diary.accounts import guards
from diary.accounts.guards import patient_only, public
from diary.web.csrf import json_api
from tests.factories import a_staff_member, signed_in_staff

MARKS = {"public", "patient", "own phone", "staff", "practitioner", "administrator", "password"}
BROWSERS = ["browser", "alice_browser", "carer_browser", "reception_browser", "bob_browser", "administrator_browser"]


@pytest.fixture
def app(own_app):
    """One to which these tests may add pages."""
    return own_app


def test_every_view_says_whom_it_admits(app):
    unmarked = [name for name, view in app.view_functions.items() if getattr(view, "access", None) not in MARKS]

    assert not unmarked, f"{unmarked} carry no mark: put one of diary.accounts.guards on them"


def test_the_clinics_pages_and_no_others_are_for_the_staff(app):
    clinic = {"staff", "practitioner", "administrator", "password"}
    wrong = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if (access := app.view_functions[rule.endpoint].access) != "public"
        and (access in clinic) != rule.rule.startswith("/clinic")
    ]

    assert not wrong


def test_a_view_without_a_mark_is_refused(app, browser, bob_browser):
    app.add_url_rule("/forgotten", view_func=lambda: "in", endpoint="forgotten")
    app.add_url_rule("/open", view_func=public(lambda: "in"), endpoint="open")

    assert browser.get("/forgotten").status_code == 403
    assert bob_browser.get("/forgotten").status_code == 403
    assert browser.get("/open").status_code == 200


@pytest.fixture
def doors(app):
    """One page for each mark, with nothing behind it."""
    for name in ("patient_only", "staff_only", "practitioner_only", "administrator_only"):
        path = f"/{name}" if name == "patient_only" else f"/clinic/{name}"
        app.add_url_rule(path, view_func=getattr(guards, name)(lambda: "in"), endpoint=name, methods=["GET", "POST"])


# Who may do what: nobody, patient, carer, reception, practitioner, administrator who is no practitioner.
ADMITTED = {
    "/patient_only": [303, 200, 200, 303, 303, 303],
    "/clinic/staff_only": [303, 303, 303, 200, 200, 200],
    "/clinic/practitioner_only": [303, 303, 303, 403, 200, 403],
    "/clinic/administrator_only": [303, 303, 303, 403, 403, 200],
}


@pytest.mark.parametrize("path", ADMITTED)
def test_each_mark_admits_its_people(request, doors, path):
    answers = [request.getfixturevalue(name).get(path).status_code for name in BROWSERS]

    assert answers == ADMITTED[path]


def test_an_administrator_who_is_also_a_practitioner_may_do_both(app, doors, practice):
    both = signed_in_staff(app.test_client(), a_staff_member(practice, "administrator", "practitioner"))

    assert (
        both.get("/clinic/practitioner_only").status_code == both.get("/clinic/administrator_only").status_code == 200
    )


@pytest.mark.parametrize("path", ADMITTED)
def test_a_form_of_nobody_is_refused_and_not_forwarded(doors, browser, path):
    assert browser.send_form(path).status_code == 401


def test_a_page_leads_to_the_sign_in_of_its_side_and_back(doors, browser):
    assert browser.get("/clinic/staff_only?q=a").location == "/clinic/sign-in?next=/clinic/staff_only?q%3Da"
    assert browser.get("/patient_only").location == "/pair?next=/patient_only"


def test_a_program_gets_an_answer_that_it_can_read(app, browser):
    app.add_url_rule(
        "/api/v1/thing", view_func=json_api(patient_only(lambda: "in")), endpoint="thing", methods=["GET", "POST"]
    )

    for response in (browser.get("/api/v1/thing"), browser.post("/api/v1/thing", json={})):
        assert response.status_code == 401
        assert response.json["error"]["code"] == "signed_out"
