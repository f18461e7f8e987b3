"""An address is asked once, then reminded of silent days, once a day at most, whatever happens in between."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from diary.db import db
from diary.practice.models import Patient
from diary.practice.sharing_actions import ask_deletion
from diary.reminders.mail_actions import (
    LEASE,
    ask_address,
    claim_mail,
    confirm_address,
    forget_address,
    settle_mail,
    stop_by_link,
)
from diary.reminders.mail_round_actions import MailRounds
from diary.reminders.other_ways_models import ReminderMail
from diary.reminders.schedule import Plan
from diary.reminders.tokens import MAIL, token_of
from diary.sessions.models import Course
from tests.practice.logins import login_of
from tests.reminders.conftest import choose
from tests.reminders.mail_server import Mailroom, mail_server
from tests.reminders.test_mail_sending import ALICE, server_of
from tests.reminders.test_schedule import A_DAY, at

ORIGIN = "http://localhost:8000"
FIRST = date(2026, 11, 1)  # the course began, and nothing was ever logged
ASKED = at(15, 0, date(2026, 11, 16))
MAIL_DAY = date(2026, 11, 19)  # two days after a rest of pushes, which ended on the 16th
NINE = at(9, 0, MAIL_DAY)
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def room():
    with mail_server() as room:
        yield room


@pytest.fixture
def hands(app):
    with time_machine.travel(ASKED, tick=False) as hands:
        yield hands


@pytest.fixture
def asked(hands, reminded, phone) -> ReminderMail:
    """Alice typed her address."""
    db.session.execute(update(Patient).values(enrolled_on=FIRST))
    db.session.execute(update(Course).values(opened_at=at(9, 0, FIRST)))
    db.session.commit()
    ask_address(login_of(phone), ALICE, now=ASKED)
    return row()


@pytest.fixture
def confirmed(asked) -> ReminderMail:
    """And said that it is hers."""
    confirm_address(token_of(MAIL, asked.id), now=ASKED)
    return row()


@pytest.fixture
def due(confirmed, room, hands) -> Mailroom:
    """It is the morning of an e-mail."""
    hands.move_to(NINE)
    return room


def rows() -> list[ReminderMail]:
    db.session.rollback()
    found = list(db.session.scalars(select(ReminderMail)))
    db.session.expunge_all()
    db.session.rollback()
    return found


def row() -> ReminderMail:
    [found] = rows()
    return found


def go(room: Mailroom) -> None:
    MailRounds(server_of(room), ORIGIN).go()


def tried(room: Mailroom) -> int:
    return sum("RCPT" in line for line in room.said)


def test_a_typed_address_is_asked_once_and_told_nothing_else(asked, room, hands):
    for _ in range(5):
        go(room)
        hands.shift(12 * AN_HOUR)

    [letter] = room.letters
    assert room.envelopes == [("diary@mail.example", ALICE)]
    assert f"tap Yes: {ORIGIN}/mail/{token_of(MAIL, asked.id)}" in letter.get_content()


def test_an_address_that_nobody_confirms_is_forgotten_after_three_days(asked, room, hands):
    go(room)
    hands.shift(3 * A_DAY - timedelta(minutes=1))
    go(room)
    assert len(rows()) == 1

    hands.shift(timedelta(minutes=1))
    go(room)
    assert rows() == []
    assert len(room.letters) == 1


def test_a_silent_patient_gets_one_in_eight_days_at_nine(confirmed, room, hands):
    came = []
    for hour in range(12 * 24):
        hands.move_to(ASKED + hour * AN_HOUR)
        before = len(room.letters)
        go(room)
        came += [ASKED + hour * AN_HOUR] * (len(room.letters) - before)

    assert came == [NINE, NINE + 8 * A_DAY]
    assert room.letters[0].get_content().startswith("Your diary is open. It takes 10 seconds.")


def test_on_its_morning_it_comes_once_however_often_a_worker_looks(due, hands):
    for _ in range(8):
        go(due)
        hands.shift(AN_HOUR / 4)
        db.session.execute(update(ReminderMail).values(next_at=ASKED))
        db.session.commit()

    assert len(due.letters) == 1


STOPS = {
    "turned off": lambda phone, _mail: choose(phone, Plan(is_on=False), now=NINE + A_DAY * 9),
    "paused": lambda phone, _mail: choose(phone, Plan(paused_until=MAIL_DAY), now=NINE + A_DAY * 9),
    "to be deleted": lambda phone, _mail: ask_deletion(login_of(phone), now=NINE),
    "taken back": lambda phone, _mail: forget_address(login_of(phone), now=NINE),
    "ended by its link": lambda _phone, mail: stop_by_link(token_of(MAIL, mail.id), now=NINE),
}


@pytest.mark.parametrize("why", STOPS)
def test_none_comes_to_what_was(due, phone, why):
    STOPS[why](phone, row())
    go(due)

    assert due.said == []


def test_another_address_begins_anew(due, phone):
    ask_address(login_of(phone), "alice@new.example", now=NINE)
    go(due)

    [letter] = due.letters
    assert letter["To"] == "alice@new.example"
    assert "Is this your e-mail address?" in letter.get_content()


def test_an_address_that_nobody_has_is_tried_once_a_day_and_noted_until_one_is_taken(due, hands):
    due.answers[ALICE] = "550 Nobody of that name"
    for _ in range(3):
        go(due)
        hands.shift(AN_HOUR / 2)
    assert (tried(due), row().refused_at) == (1, NINE)

    due.answers.clear()
    hands.move_to(NINE + 8 * A_DAY)
    go(due)
    assert (len(due.letters), row().refused_at) == (1, None)


def test_an_address_to_be_asked_that_nobody_has_is_asked_no_more(asked, room, hands):
    room.answers[ALICE] = "550 Nobody of that name"
    for _ in range(3):
        go(room)
        hands.shift(AN_HOUR)

    assert (tried(room), row().refused_at) == (1, ASKED)


def test_a_server_in_trouble_is_tried_again_when_the_lease_ends(due, hands):
    due.answers["DATA"] = "451 Later"
    go(due)
    go(due)
    assert tried(due) == 1

    due.answers.clear()
    hands.shift(LEASE)
    go(due)
    assert len(due.letters) == 1


def test_a_server_that_is_away_is_no_crash(due, hands):
    away = MailRounds(server_of(Mailroom(port=9)), ORIGIN)
    away.go()

    hands.shift(LEASE)
    go(due)
    assert len(due.letters) == 1


def test_with_another_secret_the_next_letter_has_a_link_that_ends_it(due):
    db.session.execute(update(ReminderMail).values(token_digest=bytes(32)))
    db.session.commit()
    go(due)

    [link] = re.findall(f"{ORIGIN}/mail/(.*)", due.letters[0].get_content())
    stop_by_link(link.strip(), now=NINE)
    assert rows() == []


def test_what_one_worker_holds_no_other_takes_until_its_lease_ends(due, hands):
    assert claim_mail(NINE) is not None
    go(due)
    assert due.letters == []

    hands.shift(LEASE)
    go(due)
    assert len(due.letters) == 1


def test_what_the_patient_says_while_a_letter_goes_out_stands(asked):
    held = claim_mail(ASKED)
    assert held is not None
    confirm_address(token_of(MAIL, asked.id), now=ASKED)
    settle_mail(held, next_at=ASKED + 3 * A_DAY)

    assert row().next_at == ASKED


def test_what_was_taken_back_while_a_letter_goes_out_stays_gone(confirmed, phone):
    held = claim_mail(ASKED)
    assert held is not None
    forget_address(login_of(phone), now=ASKED)
    settle_mail(held, next_at=ASKED, sent_on=MAIL_DAY)

    assert rows() == []
