"""Days on which something went otherwise than planned, in a real Chromium with a profile on disk."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from diary.days import diary_day
from diary.db import db
from diary.entries.models import Version
from tests.browser.server import NOON
from tests.sweeps.checker import diary_of, notes_of, problems_in_itself
from tests.sweeps.chromium_phone import IS_READY, PATIENCE_MS, check_in, counts, wait_for, wait_until_sent
from tests.sweeps.conftest import Clinic
from tests.sweeps.people import Patient


@pytest.fixture
def alice(clinic: Clinic) -> Patient:
    return clinic.practice.add_patient("Alice Martin")


def notes_on_server(clinic: Clinic, patient: Patient) -> list[str]:
    diary = diary_of(clinic.practice.app, patient.id)
    assert list(problems_in_itself(diary)) == []
    return sorted(notes_of(diary.versions.values()))


def save_without_signal(clinic: Clinic, page: Page, *notes: str) -> None:
    clinic.proxy.offline()
    today = diary_day(clinic.practice.now, NOON)
    for number, note in enumerate(notes):
        check_in(page, today, number, note)


def type_code(clinic: Clinic, page: Page, patient: Patient) -> None:
    """The desk types the code that the page shows; the diary opens."""
    code = page.locator(".pair__code")
    expect(code).to_have_text(re.compile(r"^\w{3}-\w{3}$"), timeout=PATIENCE_MS)
    clinic.practice.pair(patient, code.inner_text())
    page.wait_for_url(lambda address: "/pair" not in address)
    wait_for(page, IS_READY, seconds=60)


def wait_for_state(page: Page, patient: Patient, wanted: dict[str, int]) -> None:
    """Until the phone keeps so many saves of this patient in each state."""
    for _look in range(400):
        found = counts(page).get(str(patient.id))
        if found == wanted:
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"the phone keeps {found}")


def test_a_login_that_ended_is_renewed_unseen_and_everything_is_sent(clinic: Clinic, alice: Patient) -> None:
    page = clinic.new_phone().pair(alice, clinic.practice)
    save_without_signal(clinic, page, "one", "two", "three")
    clinic.server.clock.forward(hours=49)

    clinic.proxy.online()
    page.goto(f"{clinic.proxy.url}/help")
    wait_until_sent(page)

    assert notes_on_server(clinic, alice) == ["one", "three", "two"]
    assert page.url.endswith("/help")


def test_a_phone_that_the_clinic_signed_out_keeps_its_saves_and_sends_them_after_a_new_code(
    clinic: Clinic, alice: Patient
) -> None:
    page = clinic.new_phone().pair(alice, clinic.practice)
    save_without_signal(clinic, page, "one", "two")
    clinic.practice.sign_out_phones(alice)

    clinic.proxy.online()
    page.goto(f"{clinic.proxy.url}/?closed=1")
    sign_in = page.get_by_role("link", name="Sign in to send 2 entries")
    expect(sign_in).to_be_visible(timeout=PATIENCE_MS)
    assert counts(page) == {str(alice.id): {"unsent": 2}}
    assert notes_on_server(clinic, alice) == []

    sign_in.click()
    type_code(clinic, page, alice)
    wait_until_sent(page)
    assert notes_on_server(clinic, alice) == ["one", "two"]


def test_another_patient_on_the_phone_sees_and_sends_nothing_of_the_first(clinic: Clinic, alice: Patient) -> None:
    charlie = clinic.practice.add_patient("Charlie Roy")
    page = clinic.new_phone().pair(alice, clinic.practice)
    save_without_signal(clinic, page, "only Alice knows")
    clinic.practice.sign_out_phones(alice)
    clinic.proxy.online()

    page.goto(f"{clinic.proxy.url}/pair")
    type_code(clinic, page, charlie)
    check_in(page, diary_day(clinic.practice.now, NOON), 4, "only Charlie knows")
    wait_for_state(page, charlie, {"sent": 1})

    for address in ("/?closed=1", f"/check-in/{diary_day(clinic.practice.now, NOON)}", "/help"):
        page.goto(f"{clinic.proxy.url}{address}")
        page.wait_for_load_state("networkidle")
        assert "only Alice knows" not in page.content()
    assert notes_on_server(clinic, charlie) == ["only Charlie knows"]
    assert notes_on_server(clinic, alice) == []
    assert counts(page)[str(alice.id)] == {"unsent": 1}

    clinic.practice.sign_out_phones(charlie)
    page.goto(f"{clinic.proxy.url}/pair")
    type_code(clinic, page, alice)
    wait_until_sent(page)
    assert notes_on_server(clinic, alice) == ["only Alice knows"]
    assert notes_on_server(clinic, charlie) == ["only Charlie knows"]


# Clocks in Toronto go back an hour on November 1, 2026. Where, when by the wall clock, and what must come of it:
# the day, its stamp, minutes east of UTC.
WEEK = [
    ("America/Toronto", "2026-10-30 20:00", "2026-10-30", "on_time", -240),
    ("America/Toronto", "2026-10-31 23:59", "2026-10-31", "on_time", -240),
    ("America/Toronto", "2026-11-02 00:30", "2026-11-01", "on_time", -300),  # the hours after midnight
    ("America/Toronto", "2026-11-02 21:15", "2026-11-02", "on_time", -300),
    ("Europe/Berlin", "2026-11-04 11:30", "2026-11-03", "on_time", 60),  # the day before, by noon
    ("Europe/Berlin", "2026-11-05 15:00", "2026-11-04", "late", 60),  # the day before, in the afternoon
    ("Asia/Tokyo", "2026-11-06 07:00", "2026-11-06", "on_time", 540),
]
OFFSETS = {"America/Toronto": {10: -4, 11: -5}, "Europe/Berlin": {11: 1}, "Asia/Tokyo": {11: 9}}


def moment(zone: str, wall: str) -> datetime:
    local = datetime.fromisoformat(wall)
    hours = -4 if zone == "America/Toronto" and wall < "2026-11-01" else OFFSETS[zone][11]
    return (local - timedelta(hours=hours)).replace(tzinfo=UTC)


def test_a_week_without_signal_arrives_with_its_days_and_stamps(clinic: Clinic) -> None:
    clinic.server.clock.move_to(moment("America/Toronto", "2026-10-30 09:00"))
    patient = clinic.practice.add_patient()
    phone = clinic.new_phone("America/Toronto")
    phone.context.clock.set_system_time(clinic.practice.now)
    phone.pair(patient, clinic.practice).close()
    clinic.proxy.offline()

    for number, (zone, wall, day, _stamp, _offset) in enumerate(WEEK):
        clinic.server.clock.move_to(moment(zone, wall))
        phone.context.clock.set_system_time(moment(zone, wall))
        page = page_in(phone.context.new_page(), zone)
        page.goto(f"{clinic.proxy.url}/help")
        check_in(page, datetime.fromisoformat(day).date(), number, f"day {number}")
        page.close()

    clinic.server.clock.forward(hours=3)
    phone.context.clock.set_system_time(clinic.practice.now)
    clinic.proxy.online()
    wait_until_sent(phone.open("/help"))
    assert arrived(clinic, patient) == [
        (zone, day, stamp, offset, f"day {n}") for n, (zone, _wall, day, stamp, offset) in enumerate(WEEK)
    ]


def page_in(page: Page, zone: str) -> Page:
    page.context.new_cdp_session(page).send("Emulation.setTimezoneOverride", {"timezoneId": zone})
    return page


def arrived(clinic: Clinic, patient: Patient) -> list[tuple[str, str, str | None, int, str]]:
    """Where, for which day, with which stamp and offset each save was kept; by the time of the save."""
    with clinic.practice.app.app_context():
        rows = db.session.scalars(
            select(Version).where(Version.patient_id == patient.id).order_by(Version.corrected_at)
        ).all()
        assert not any(row.clock_suspect for row in rows)
        notes = [re.findall(r'"note":"([^"]+)"', row.body)[0] for row in rows]
        found = [(row.zone, str(row.for_day), row.stamp, row.offset_min) for row in rows]
        db.session.rollback()
    return [(*one, note) for one, note in zip(found, notes, strict=True)]


def test_what_was_typed_without_signal_cannot_be_read_off_the_phones_disk(clinic: Clinic, alice: Patient) -> None:
    phone = clinic.new_phone()
    page = phone.pair(alice, clinic.practice)
    marker = uuid4().hex
    save_without_signal(clinic, page, marker)
    assert counts(page) == {str(alice.id): {"unsent": 1}}
    phone.close()

    assert files_with(phone.profile, str(alice.id)), "the search would find something that is there"
    assert files_with(phone.profile, marker) == []


def files_with(folder: Path, text: str) -> list[str]:
    """Files in which the text stands, as UTF-8 or as UTF-16."""
    spellings = (text.encode(), text.encode("utf-16-le"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(spelling in path.read_bytes() for spelling in spellings)]
