"""A phone that receives no push: its owner takes the reminder into a calendar, or is sent e-mail, and ends both."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import barriers_in_every_look, misfits, small_targets
from tests.browser.server import ROOT, Site, end, running
from tests.browser.visitors import NewContext
from tests.reminders.ics_reader import read
from tests.reminders.mail_server import Mailroom, mail_server
from tests.reminders.test_mail_sending import ALICE


@pytest.fixture
def room() -> Iterator[Mailroom]:
    with mail_server() as room:
        yield room


@pytest.fixture
def site(tmp_path: Path, room: Mailroom) -> Iterator[Site]:
    """The demo clinic with a mail server, and its worker."""
    url = f"smtp://127.0.0.1:{room.port}?tls=off&from=diary@mail.example"
    with running(tmp_path, DIARY_DEMO="1", DIARY_SMTP_URL=url) as site:
        words = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
        worker = subprocess.Popen(words, cwd=ROOT, env=site.env, process_group=0)
        yield site
        end(worker)


@pytest.fixture
def phone(new_context: NewContext, site: Site) -> Page:
    """The demo patient's, on the page of other ways, where the Reminders screen leads."""
    page = new_context(site, reduced_motion="reduce").new_page()
    page.goto("/demo/patient")
    page.goto("/reminders")
    page.get_by_role("link", name="Other ways to be reminded").click()
    expect(page.get_by_role("heading", name="Other ways to be reminded")).to_be_visible()
    return page


def link_in(room: Mailroom) -> str:
    deadline = time.monotonic() + 40
    while not room.letters:
        assert time.monotonic() < deadline, "no letter came"
        time.sleep(0.1)
    return str(next(word for word in room.letters[0].get_content().split() if "/mail/" in word))


def test_a_calendar_link_opens_and_ends(phone: Page, site: Site) -> None:
    phone.get_by_role("button", name="Get a calendar link").click()
    address = phone.get_by_label("Or copy this link").input_value()
    found = phone.request.get(address)
    assert read(found.body()).part("VEVENT").value("SUMMARY") == "Diary"
    assert phone.get_by_role("link", name="Add it to my calendar").get_attribute("href") == address.replace(
        "http", "webcal"
    )

    phone.get_by_role("button", name="Stop this link").click()
    expect(phone.get_by_role("button", name="Get a calendar link")).to_be_visible()
    assert phone.request.get(address).status == 404


def test_an_address_is_given_confirmed_and_ended_and_no_page_on_the_way_has_barriers(
    phone: Page, room: Mailroom
) -> None:
    found = {}

    def look(name: str) -> None:
        found[name] = barriers_in_every_look(phone) | misfits(phone) | {"small": small_targets(phone)}

    def give(address: str) -> None:
        phone.get_by_label("Your e-mail address").fill(address)
        phone.get_by_role("button", name="I agree, e-mail me").click()

    give("alice")
    expect(phone.get_by_role("alert").get_by_text("This is no e-mail address that we can use.")).to_be_visible()
    look("refused")
    give(ALICE)
    expect(phone.get_by_text(f"We e-mail a link to {ALICE}.")).to_be_visible()
    look("asked")
    phone.goto(link_in(room))
    look("is it yours")
    phone.get_by_role("button", name="Yes, it is mine").click()
    expect(phone.get_by_text("We e-mail you when 2 days have no entry.")).to_be_visible()
    look("confirmed")
    phone.get_by_role("button", name="Stop, and forget my address").click()
    expect(phone.get_by_role("heading", name="No more e-mail")).to_be_visible()
    look("ended")

    assert {
        name: wrong for name, looks in found.items() if (wrong := {at: what for at, what in looks.items() if what})
    } == {}
