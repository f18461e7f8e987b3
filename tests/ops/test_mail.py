"""A real worker hands real letters to a mail server, and loses none when it is killed."""

import threading

import pytest
from sqlalchemy import update

from diary import clock
from diary.db import db
from diary.reminders.mail_actions import ask_address
from diary.reminders.other_ways_models import ReminderMail
from diary.reminders.tokens import MAIL, token_of
from tests.ops.conftest import wait_until
from tests.ops.test_worker import worker_settings
from tests.practice.logins import login_of
from tests.reminders.mail_server import Mailroom, mail_server
from tests.reminders.test_mail_sending import ALICE


@pytest.fixture
def room():
    with mail_server() as room:
        yield room
        if room.hold is not None:
            room.hold.set()


@pytest.fixture
def begin(app, start, room):
    """Start a worker that knows the mail server."""

    def begin():
        url = f"smtp://127.0.0.1:{room.port}?tls=off&from=diary@mail.example"
        return start("flask", "--app", "wsgi", "worker", **worker_settings(app), DIARY_SMTP_URL=url)

    return begin


def give_address(phone) -> str:
    """The path of the link that her letter has."""
    ask_address(login_of(phone), ALICE, now=clock.now())
    found = db.session.scalars(db.select(ReminderMail.id)).one()
    db.session.rollback()
    return f"/mail/{token_of(MAIL, found)}"


def test_the_link_in_the_letter_confirms_the_address(phone, begin, room, browser):
    give_address(phone)
    worker = begin()
    wait_until(lambda: bool(room.letters), worker)

    address = next(word for word in room.letters[0].get_content().split() if "/mail/" in word)
    path = address.removeprefix("http://localhost:8000")
    assert browser.send_form(f"{path}/yes").status_code == 303
    db.session.rollback()
    assert db.session.scalars(db.select(ReminderMail.confirmed_at)).one() is not None


def test_a_letter_whose_worker_was_killed_goes_out_again_under_the_same_number(phone, begin, room: Mailroom):
    give_address(phone)
    room.hold = threading.Event()
    worker = begin()
    wait_until(lambda: bool(room.letters), worker)
    worker.kill()  # the server has the letter, and the worker does not know
    worker.wait(timeout=10)
    room.hold.set()
    db.session.execute(update(ReminderMail).values(next_at=clock.now()))  # the lease has ended
    db.session.commit()

    second = begin()
    wait_until(lambda: len(room.letters) == 2, second)

    assert len({letter["Message-ID"] for letter in room.letters}) == 1
