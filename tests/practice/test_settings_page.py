"""The clinic's name, numbers and time zone."""

from sqlalchemy import inspect

from diary.audit.models import AuditEvent
from diary.db import db
from diary.practice.models import Practice
from tests.hostile import REFUSED

ADDRESS = "/clinic/practice"
GOOD = {
    "name": "Harbour Lane Clinic",
    "phone": "416 555 0134",
    "emergency_number": "911",
    "hours": "Monday to Friday, 9 am to 5 pm",
    "out_of_hours": "811",
    "crisis_line": "988",
    "zone": "America/Toronto",
}


def again(practice) -> Practice:
    db.session.rollback()
    return db.session.get_one(Practice, practice.id)


def test_an_administrator_changes_the_settings(administrator_browser, practice):
    response = administrator_browser.send_form(ADDRESS, **(GOOD | {"emergency_number": "112", "zone": "Europe/Paris"}))

    assert response.location == "/clinic/practice?done=saved"
    assert (again(practice).emergency_number, again(practice).zone) == ("112", "Europe/Paris")


def test_the_audit_keeps_what_a_setting_was(administrator_browser, administrator):
    administrator_browser.send_form(ADDRESS, **(GOOD | {"phone": "416 555 0199"}))

    [event] = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "practice_changed"))
    assert (event.detail, event.actor_id) == ("phone was 416 555 0134", administrator.id)


def test_the_page_says_that_nobody_signed_the_red_flags(administrator_browser):
    assert "The list of red flags is not signed off by a clinician." in administrator_browser.get(ADDRESS).text


BROKEN = [
    ("name", ""),
    ("phone", ""),
    ("phone", "call us"),
    ("phone", "1"),
    ("phone", "javascript:1"),
    ("phone", "5" * 41),
    ("emergency_number", ""),
    ("emergency_number", "nine"),
    ("emergency_number", "9" * 21),
    ("hours", ""),
    ("hours", "a" * 201),
    ("out_of_hours", ""),
    ("out_of_hours", "nobody"),
    ("crisis_line", "a friend"),
    ("zone", ""),
    ("zone", "Toronto"),
    ("zone", "../../etc/passwd"),
    ("zone", "localtime"),
    ("zone", "a" * 65),
]


def test_a_setting_that_cannot_work_is_refused_and_named(administrator_browser, practice):
    for field, value in BROKEN:
        response = administrator_browser.send_form(ADDRESS, **(GOOD | {field: value}))

        assert response.status_code == 422, (field, value)
        assert f'id="{field}-error"' in response.text, (field, value)
    assert {field: getattr(again(practice), field) for field in GOOD} == GOOD


def test_hostile_names_are_refused(administrator_browser, practice):
    for kind, name in REFUSED.items():
        assert administrator_browser.send_form(ADDRESS, **(GOOD | {"name": name})).status_code == 422, kind

    assert again(practice).name == "Harbour Lane Clinic"


def test_no_column_of_the_practice_can_be_set_by_sending_its_name(administrator_browser, practice, charlie):
    extra = {column.key: "1" for column in inspect(Practice).columns} | {"practice_id": str(charlie.practice_id)}

    administrator_browser.send_form(ADDRESS, **(extra | GOOD | {"phone": "999"}))

    assert (again(practice).is_demo, again(practice).phone) == (False, "999")
    assert again(practice).created_at == practice.created_at


def test_others_neither_see_nor_change_the_settings(reception_browser, bob_browser, practice):
    for browser in (reception_browser, bob_browser):
        assert browser.get(ADDRESS).status_code == 403
        assert browser.send_form(ADDRESS, **(GOOD | {"phone": "999"})).status_code == 403
    assert again(practice).phone == "416 555 0134"
