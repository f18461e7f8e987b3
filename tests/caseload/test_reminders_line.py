"""The clinic sees whether a patient's reminders arrive."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from sqlalchemy import update

from diary.audit.models import AuditEvent
from diary.db import db
from diary.practice.models import Patient
from diary.push.models import PushSubscription
from diary.reminders.plan_actions import keep_plan
from diary.reminders.schedule import Plan
from tests.caseload.pages import details_of
from tests.factories import a_device, a_patient, an_area, kept
from tests.practice.logins import login_of
from tests.today.days import a_course

NOW = datetime(2026, 11, 20, 20, tzinfo=UTC)  # a Friday afternoon in Toronto
A_DAY = timedelta(days=1)


@pytest.fixture
def planned(alice, phone):
    """Alice, who is treated and wants to be reminded."""
    a_course(alice, an_area(alice))
    keep_plan(login_of(phone), Plan(at=time(20)), now=NOW - 9 * A_DAY)
    return alice


def a_subscription(phone, **changes) -> PushSubscription:
    facts = {"endpoint": "https://web.push.apple.com/Q", "endpoint_digest": bytes(32), "p256dh": "p", "auth": "a"}
    moments = {"subscribed_at": NOW - 9 * A_DAY, "seen_at": NOW - A_DAY}
    owner = {"device_id": phone.id, "patient_id": phone.patient_id, "language": "en"}
    return kept(PushSubscription(**facts | moments | owner | changes))


def line(browser, patient) -> str:
    """What the page says of reminders, in words."""
    with time_machine.travel(NOW, tick=False):
        page = browser.get(details_of(patient)).text
    [found] = re.findall("<h2>Reminders</h2>(.*?)</section>", page, re.DOTALL) or [""]
    return " ".join(re.sub("<[^>]+>", " ", found).split())


def test_who_was_never_asked_has_none(bob_browser, alice):
    assert line(bob_browser, alice) == "None set."


def test_what_arrives_is_told_with_its_last_days(bob_browser, planned, phone):
    a_subscription(phone, accepted_at=NOW - A_DAY, opened_at=NOW - 2 * A_DAY)

    assert line(bob_browser, planned) == "They are on. Last sent Thu Nov 19. Last opened Wed Nov 18."


def test_what_was_sent_and_never_opened_is_told_so(bob_browser, planned, phone):
    a_subscription(phone, accepted_at=NOW - A_DAY)

    assert line(bob_browser, planned) == "They are on. Last sent Thu Nov 19. None opened yet."


@pytest.mark.parametrize("who", ["bob", "reception", "administrator"])
def test_everybody_of_the_staff_sees_that_no_phone_receives(request, planned, who):
    assert line(request.getfixturevalue(f"{who}_browser"), planned).startswith(
        "Phone not receiving They are on, but no"
    )


def test_a_phone_that_is_refused_is_named_with_its_day(bob_browser, planned, phone):
    a_subscription(phone, refused_at=NOW - 3 * A_DAY)

    said = line(bob_browser, planned)
    assert said.startswith("Phone not receiving They are on, but not taken since November 17, 2026.")
    assert said.endswith("None sent yet.")


def test_a_phone_on_which_nobody_opens_the_diary_is_sent_nothing(bob_browser, planned, phone):
    a_subscription(phone, seen_at=NOW - 61 * A_DAY, accepted_at=NOW - 2 * A_DAY)

    said = line(bob_browser, planned)
    assert said.startswith(
        "Phone not receiving They are on, but the diary was last opened on the phone on September 20, 2026."
    )
    assert said.endswith("Last sent Wed Nov 18. None opened yet.")


def test_another_patients_phone_is_no_matter(bob_browser, planned, practice):
    a_subscription(a_device(a_patient(practice)))

    assert "no phone takes them" in line(bob_browser, planned)


def test_a_signed_out_phone_receives_nothing(bob_browser, planned, phone):
    a_subscription(phone)
    bob_browser.send_form(f"/clinic/patients/{planned.id}/phones/{phone.id}/sign-out")

    assert "no phone takes them" in line(bob_browser, planned)


def test_a_pause_and_an_end_are_no_fault_of_the_phone(bob_browser, planned, phone):
    keep_plan(login_of(phone), Plan(paused_until=NOW.date() + A_DAY), now=NOW)
    assert line(bob_browser, planned) == "Paused until November 21, 2026."

    keep_plan(login_of(phone), Plan(is_on=False), now=NOW + timedelta(minutes=1))
    assert line(bob_browser, planned) == "The patient turned them off."


def test_who_asked_for_deletion_is_sent_none_and_the_phone_is_not_blamed(bob_browser, planned):
    db.session.execute(update(Patient).values(deletion_asked_at=NOW))
    db.session.commit()

    said = "None are sent: the patient no longer agrees to the diary, or asked to have it deleted."
    assert line(bob_browser, planned) == said


def test_nothing_is_told_of_who_stopped_sharing(bob_browser, planned, phone):
    a_subscription(phone, accepted_at=NOW - A_DAY)
    db.session.execute(update(Patient).values(sharing_stopped_at=NOW))
    db.session.commit()

    assert line(bob_browser, planned) == ""


def test_a_look_at_it_is_a_look_at_the_record(bob_browser, planned, bob):
    line(bob_browser, planned)

    looks = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "details_viewed")).all()
    assert [(look.actor_id, look.patient_id) for look in looks] == [(bob.id, planned.id)]
