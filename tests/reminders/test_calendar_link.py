"""A patient gets a link to a calendar, which opens to whoever has it and to nobody else."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from sqlalchemy import update
from structlog.testing import capture_logs

from diary.audit.models import AuditEvent
from diary.db import db
from diary.practice.consent_actions import answer_consent
from diary.practice.sharing_actions import ask_deletion, stop_sharing
from diary.reminders.other_ways_models import CalendarLink
from diary.reminders.schedule import Plan
from diary.sessions.models import Course
from tests.factories import a_device, a_patient, signed_in_phone
from tests.practice.logins import login_of
from tests.reminders.conftest import choose
from tests.reminders.ics_reader import read

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)  # three in the afternoon in Toronto
LINK = re.compile(r'value="http://localhost:8000(/calendar/([A-Za-z0-9_-]{43})\.ics)"')


@pytest.fixture(autouse=True)
def clock_hands():
    with time_machine.travel(NOW, tick=False) as hands:
        yield hands


@pytest.fixture
def patient_browser(alice_browser, phone, reminded):
    """Alice's phone, on which she agreed."""
    agree(phone)
    return alice_browser


def agree(phone) -> None:
    answer_consent(login_of(phone), wording="words", language="en", agreed=True, now=NOW)


@pytest.fixture
def link(patient_browser) -> str:
    """The path of Alice's calendar."""
    return make(patient_browser)


def make(browser) -> str:
    browser.send_form("/reminders/ways/calendar")
    found = shown(browser)
    assert found is not None
    return found


def shown(browser) -> str | None:
    found = LINK.search(browser.get("/reminders/ways").text)
    return found and found[1]


def event_at(browser, link: str):
    answer = browser.get(link)
    assert answer.status_code == 200
    return read(answer.data).part("VEVENT")


def first_day(browser, link: str) -> date:
    return datetime.fromisoformat(event_at(browser, link).value("DTSTART")).date()


def test_nobody_has_a_link_who_did_not_ask_for_one(patient_browser):
    assert shown(patient_browser) is None


def test_the_link_opens_to_an_app_that_nobody_is_signed_in_to(link, browser):
    answer = browser.get(link)

    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    assert event_at(browser, link).value("DTSTART") == "20261121T200000"


def test_it_can_be_read_again_and_tapped(link, patient_browser):
    assert shown(patient_browser) == link
    assert f'href="webcal://localhost:8000{link}"' in patient_browser.get("/reminders/ways").text


def test_a_copy_of_the_database_holds_no_token(link):
    token = link.removeprefix("/calendar/").removesuffix(".ics")
    [row] = db.session.scalars(db.select(CalendarLink))

    assert token.encode() not in row.token_digest
    assert token not in str(vars(row))


def test_links_are_never_the_same(patient_browser):
    assert len({make(patient_browser) for _ in range(3)}) == 3


def test_made_anew_the_old_one_ends(link, patient_browser, browser):
    new = make(patient_browser)

    assert browser.get(link).status_code == 404
    assert browser.get(new).status_code == 200


def test_stopped_it_opens_nothing(link, patient_browser, browser):
    patient_browser.send_form("/reminders/ways/calendar/stop")

    assert browser.get(link).status_code == 404
    assert shown(patient_browser) is None


def test_another_patients_link_stays(link, patient_browser, practice, app, browser):
    device = a_device(a_patient(practice))
    agree(device)
    other = make(signed_in_phone(app.test_client(), a_patient(practice), device=device))
    patient_browser.send_form("/reminders/ways/calendar")
    patient_browser.send_form("/reminders/ways/calendar/stop")

    assert browser.get(other).status_code == 200


def test_what_opens_nothing_is_always_answered_alike(link, patient_browser, browser):
    patient_browser.send_form("/reminders/ways/calendar/stop")
    paths = [link, f"/calendar/{'A' * 43}.ics", "/calendar/x.ics", "/calendar/%00.ics", "/nowhere"]

    assert len({(browser.get(path).status_code, browser.get(path).data) for path in paths}) == 1


def test_neither_a_carer_nor_a_form_of_another_patient_changes_it(link, carer_browser, patient_browser, practice):
    assert carer_browser.send_form("/reminders/ways/calendar/stop").status_code == 403
    assert patient_browser.send_form("/reminders/ways/calendar/stop", owner=a_patient(practice).id).status_code == 401
    assert shown(patient_browser) == link


def test_what_was_done_is_in_the_log_without_the_token(link, patient_browser):
    patient_browser.send_form("/reminders/ways/calendar/stop")

    events = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action.like("calendar%"))).all()
    assert [(event.action, event.actor_kind, event.detail) for event in events] == [
        ("calendar_link_made", "patient", ""),
        ("calendar_link_stopped", "patient", ""),
    ]


def test_the_logs_do_not_name_the_token(link, browser):
    with capture_logs() as logs:
        browser.get(link)
        browser.get(f"/calendar/{'A' * 43}.ics")

    assert [(line["route"], line["status"]) for line in logs] == [("calendar.feed", 200), ("calendar.feed", 404)]
    assert link.split("/")[2][:20] not in str(logs)
    assert "AAAA" not in str(logs)


def test_a_patients_copy_tells_since_when_there_is_a_link_and_not_what_it_is(link, patient_browser):
    page, table = (patient_browser.get(path).text for path in ("/data/copy", "/data/copy.csv"))

    assert "Calendar link since" in page
    assert "calendar_since,2026-11-21T20:00:00Z" in table
    assert link.split("/")[2][:20] not in page + table


def test_an_app_that_has_it_already_is_told_so_and_nobody_on_the_way_keeps_it(link, browser):
    first = browser.get(link)

    assert first.headers["Cache-Control"] == "private, no-cache"
    again = browser.get(link, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_new_time_is_a_new_file(link, browser, phone):
    before = browser.get(link).headers["ETag"]
    choose(phone, Plan(at=time(18, 30)), now=NOW)

    assert event_at(browser, link).value("DTSTART") == "20261121T183000"
    assert browser.get(link, headers={"If-None-Match": before}).status_code == 200


def test_a_pause_moves_the_first_event(link, browser, phone):
    choose(phone, Plan(paused_until=date(2026, 11, 25)), now=NOW)

    assert first_day(browser, link) == date(2026, 11, 26)


def test_it_follows_the_patients_own_phone_to_another_zone(link, alice, browser):
    a_device(alice, zone="Asia/Tokyo", last_seen_at=NOW + timedelta(minutes=1))
    a_device(alice, zone="Europe/Rome", last_seen_at=NOW + timedelta(minutes=2), is_carer=True)

    assert read(browser.get(link).data).part("VTIMEZONE").value("TZID") == "Asia/Tokyo"


def end_course() -> None:
    db.session.execute(update(Course).values(ended_at=NOW))
    db.session.commit()


ENDS = {
    "reminders were turned off": lambda phone: choose(phone, Plan(is_on=False), now=NOW),
    "the diary is to be deleted": lambda phone: ask_deletion(login_of(phone), now=NOW),
    "the course ended": lambda _phone: end_course(),
}


@pytest.mark.parametrize("why", ENDS)
def test_no_event_is_left_once(link, browser, phone, why):
    ENDS[why](phone)

    found = event_at(browser, link)
    assert found.value("STATUS") == "CANCELLED"
    assert "RRULE" not in found.names()


def test_who_stops_sharing_is_reminded_all_the_same(link, browser, phone):
    stop_sharing(login_of(phone), now=NOW)

    assert event_at(browser, link).value("RRULE") == "FREQ=DAILY"


def test_a_calendar_that_would_be_empty_says_so(patient_browser, phone):
    assert "Your daily reminder is off." not in patient_browser.get("/reminders/ways").text
    choose(phone, Plan(is_on=False), now=NOW)

    assert "Your daily reminder is off." in patient_browser.get("/reminders/ways").text


def test_with_another_secret_the_page_shows_no_link_that_would_not_open(link, patient_browser):
    db.session.execute(update(CalendarLink).values(token_digest=bytes(32)))
    db.session.commit()

    assert shown(patient_browser) is None
