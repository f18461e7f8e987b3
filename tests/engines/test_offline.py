"""What the diary stands on, in the engines beside Chromium: what is saved without signal arrives, once."""

import re
from pathlib import Path

import pytest

from diary.days import diary_day
from tests.browser.server import NOON
from tests.engines.browsers import firefox
from tests.engines.screens import Screen, see, wait_until
from tests.sweeps.checker import diary_of, notes_of, problems_in_itself, problems_on_a_phone
from tests.sweeps.chromium_phone import COUNTS, DUMP, IS_READY, SYNC_NOW
from tests.sweeps.conftest import Clinic
from tests.sweeps.people import Patient

CODE = "async () => document.querySelector('.pair__code').textContent.trim()"
NO_NOTE_SHOWS = "async () => document.querySelector('details:not([open]) [name=note]') !== null"
SAFE = "No signal. It is safe on this phone. We will send it when you are back online."


@pytest.fixture
def alice(clinic: Clinic) -> Patient:
    return clinic.practice.add_patient("Alice Martin")


def pair(phone: Screen, clinic: Clinic, patient: Patient) -> None:
    """The desk types the code that the phone shows; waits until the phone could do without a signal."""
    phone.open(f"{clinic.proxy.url}/pair")
    code = wait_until(lambda: re.fullmatch(r"\w{3}-\w{3}", phone.ask(CODE)), "a code")
    clinic.practice.pair(patient, code[0])
    wait_until(lambda: phone.ask("async () => document.querySelector('#pain') !== null"), "the check-in")
    wait_until(lambda: phone.ask(IS_READY), "the diary is on the phone, with its worker")


def lose_signal(clinic: Clinic) -> None:
    """Neither network nor server is there."""
    clinic.proxy.offline()
    clinic.server.kill()


def find_signal(clinic: Clinic) -> None:
    clinic.server.start()
    clinic.proxy.online()


def check_in(phone: Screen, clinic: Clinic, number: int, note: str) -> None:
    """Open today's check-in, answer it, and see the phone promise that it is kept."""
    phone.open(f"{clinic.proxy.url}/check-in/{diary_day(clinic.practice.now, NOON)}")
    see(phone, "No signal. You can still use your diary.")
    phone.tap(f".pain-scale__cell:has(#pain-{number})")
    if phone.ask(NO_NOTE_SHOWS):
        phone.tap("details:has([name=note]) summary")
    phone.write("[name=note]", note)
    phone.tap("form.phone__form [type=submit]")
    see(phone, f"Saved. Pain {number} out of 10.")
    see(phone, SAFE)


def wait_until_sent(phone: Screen, patient: Patient, saves: int) -> None:
    wait_until(lambda: phone.ask(COUNTS) == {str(patient.id): {"sent": saves}}, f"{saves} saves sent")


def arrived(clinic: Clinic, patient: Patient) -> list[str]:
    """The notes that the server has, each save once."""
    diary = diary_of(clinic.practice.app, patient.id)
    assert list(problems_in_itself(diary)) == []
    return sorted(notes_of(diary.versions.values()))


def test_a_save_without_signal_arrives_once(clinic: Clinic, phone: Screen, alice: Patient) -> None:
    pair(phone, clinic, alice)
    lose_signal(clinic)
    window = phone.another()
    phone.close()

    check_in(window, clinic, 4, "on the stairs")
    assert window.ask(COUNTS) == {str(alice.id): {"unsent": 1}}
    assert arrived(clinic, alice) == []
    find_signal(clinic)

    see(window, "Sent ")
    wait_until_sent(window, alice, 1)
    assert arrived(clinic, alice) == ["on the stairs"]


def test_two_tabs_send_what_both_saved_once(clinic: Clinic, phone: Screen, alice: Patient) -> None:
    pair(phone, clinic, alice)
    tabs = [phone, phone.another()]
    lose_signal(clinic)
    check_in(tabs[0], clinic, 3, "in one tab")
    check_in(tabs[1], clinic, 4, ", then in the other")  # whose form shows what the first one saved

    find_signal(clinic)
    for tab in tabs:
        tab.ask(SYNC_NOW)
    for tab in tabs:
        wait_until_sent(tab, alice, 2)

    diary = diary_of(clinic.practice.app, alice.id)
    assert arrived(clinic, alice) == ["in one tab", "in one tab, then in the other"]
    for number, tab in enumerate(tabs):
        assert list(problems_on_a_phone(f"tab {number}", tab.ask(DUMP), diary, clinic.practice.now.date())) == []


def test_what_waits_is_there_when_the_browser_was_killed(clinic: Clinic, alice: Patient, tmp_path: Path) -> None:
    with firefox(tmp_path / "profile") as phone:
        pair(phone, clinic, alice)
        lose_signal(clinic)
        check_in(phone, clinic, 7, "before the battery was out")

    with firefox(tmp_path / "profile") as phone:
        phone.open(f"{clinic.proxy.url}/?closed=1")
        see(phone, "1 entry is waiting to send.")
        find_signal(clinic)
        phone.ask(SYNC_NOW)
        wait_until_sent(phone, alice, 1)

    assert arrived(clinic, alice) == ["before the battery was out"]
