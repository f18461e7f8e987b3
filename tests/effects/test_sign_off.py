"""A clinician reads the red flags and signs them off; until then every place that shows them says so."""

import pytest

from diary.audit.models import AuditEvent
from diary.db import db
from diary.effects import views
from diary.effects.red_flags import RED_FLAGS, RedFlags
from diary.practice.models import Practice
from tests.factories import an_area

ADDRESS = "/clinic/red-flags"
SETTINGS = "/clinic/practice"
UNSIGNED = "The list of red flags is not signed off by a clinician."
SIGNED = "Bob Tremblay signed off version 1 on"


def sign_off(browser, version=RED_FLAGS.version):
    return browser.send_form(ADDRESS, version=version)


def test_until_somebody_signs_both_pages_say_so(bob_browser, administrator_browser):
    assert UNSIGNED in bob_browser.get(ADDRESS).text
    assert UNSIGNED in administrator_browser.get(SETTINGS).text


def test_the_page_shows_every_text_with_the_practices_number(bob_browser):
    page = bob_browser.get(ADDRESS).text

    assert "Call 911 now. If you carry an adrenaline" in page
    assert page.count("<dt>") == len(RED_FLAGS.rules)
    assert "This diary does not alert anyone. Please make the call yourself." in page


def test_a_practitioner_signs_and_the_audit_keeps_who_and_which_version(bob, bob_browser, administrator_browser):
    assert sign_off(bob_browser).location == f"{ADDRESS}?signed=1"

    for page in (bob_browser.get(ADDRESS).text, administrator_browser.get(SETTINGS).text):
        assert (SIGNED in page, UNSIGNED in page) == (True, False)
    [event] = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "red_flags_signed_off"))
    assert (event.actor_id, event.detail) == (bob.id, RED_FLAGS.version)


def test_a_new_version_asks_again(bob_browser, monkeypatch, app):
    sign_off(bob_browser)
    newer = RedFlags(version="2", symptoms=(), rules=RED_FLAGS.rules)
    monkeypatch.setattr(views, "RED_FLAGS", newer)
    monkeypatch.setitem(app.jinja_env.globals, "red_flags", newer)

    page = bob_browser.get(ADDRESS).text

    assert UNSIGNED in page
    assert "Bob Tremblay signed off an earlier version, 1." in page


def test_nobody_signs_a_version_that_they_did_not_read(bob_browser, practice):
    assert sign_off(bob_browser, version="0").status_code == 409
    assert db.session.get_one(Practice, practice.id).red_flags_signed_version is None


def test_who_does_not_treat_reads_but_does_not_sign(reception_browser):
    page = reception_browser.get(ADDRESS)

    assert (page.status_code, "Sign off version" in page.text) == (200, False)
    assert sign_off(reception_browser).status_code == 403


@pytest.mark.parametrize("missing", ["phone", "emergency_number", "hours", "out_of_hours"])
def test_no_course_starts_before_patients_can_be_told_whom_to_call(bob_browser, alice, practice, missing):
    knee = an_area(alice)
    address = f"/clinic/patients/{alice.id}/courses/new"
    db.session.execute(db.update(Practice).where(Practice.id == practice.id).values({missing: None}))
    db.session.commit()

    page = bob_browser.get(address)
    sent = bob_browser.send_form(address, area_id=str(knee.id), condition="joint_pain", planned_sessions="6")

    assert "No course can start before the clinic&#39;s settings hold" in page.text
    assert "<form class" not in page.text
    assert (sent.status_code, "No course can start" in sent.text) == (409, True)
