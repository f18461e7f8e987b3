"""Letters reach a mail server over real sockets, closed wherever they leave this machine."""

import time
from datetime import UTC, datetime
from uuid import UUID

import pytest

from diary.reminders import mail_sending
from diary.reminders.mail_letters import letter, question, reminder
from diary.reminders.mail_sending import Outbox, Refused
from diary.smtp import MailServer
from tests.reminders.mail_server import Mailroom, certificate, mail_server

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)
PAGE = f"https://diary.example/mail/{'T' * 43}"
ALICE, SENDER = "alice@example.org", "diary@mail.example"


def a_letter(to: str = ALICE, about: str = "2026-11-21"):
    said = reminder("https://diary.example/", PAGE)
    return letter(SENDER, to, said, page=PAGE, number=UUID(int=7), about=about, now=NOW)


def server_of(room: Mailroom, **more: str) -> MailServer:
    facts = {"host": "localhost", "port": room.port, "security": room.security, "sender": SENDER}
    return MailServer(**facts | more)  # type: ignore[arg-type]


def post(server: MailServer, *letters) -> None:
    with Outbox(server) as outbox:
        for one in letters:
            outbox.send(one)


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """A certificate for localhost that this machine trusts."""
    context, file = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return context


def test_what_is_written_arrives():
    with mail_server() as room:
        post(server_of(room), a_letter())

    [found] = room.letters
    assert room.envelopes == [(SENDER, ALICE)]
    assert (found["From"], found["To"], found["Subject"]) == (f"Diary <{SENDER}>", ALICE, "Diary")
    assert found.get_content().splitlines() == [
        "Your diary is open. It takes 10 seconds.",
        "",
        "To open it: https://diary.example/",
        "",
        f"To get no more of these e-mails: {PAGE}",
    ]


def test_a_mail_program_can_end_it_with_one_click_and_answers_nobody():
    one = a_letter()

    assert one["List-Unsubscribe"] == f"<{PAGE}>"
    assert one["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert one["Auto-Submitted"] == "auto-generated"


def test_the_same_reminder_has_the_same_number_and_another_day_has_another():
    assert a_letter()["Message-ID"] == a_letter()["Message-ID"]
    assert a_letter()["Message-ID"] != a_letter(about="2026-11-22")["Message-ID"]


def test_no_letter_speaks_of_what_the_diary_is_about():
    for said in (question(PAGE), reminder("https://diary.example/", PAGE)):
        words = " ".join(str(text) for text in said).lower()
        assert not {word for word in ("pain", "clinic", "session", "patient", "injection", "health") if word in words}


@pytest.mark.parametrize("to", ["a@b.org\r\nBcc: c@d.org", "a@b.org\nX: y", "a@b.org, c@d.org"])
def test_no_address_writes_a_header_of_its_own(to):
    with pytest.raises(ValueError, match=r"."):
        a_letter(to)


def test_one_connection_takes_all_letters_of_a_round():
    with mail_server() as room:
        post(server_of(room), *(a_letter(about=str(n)) for n in range(5)))

    assert len(room.letters) == 5
    assert sum("EHLO" in line for line in room.said) == 1
    assert room.said[-1] == "open QUIT"


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_whom_the_server_knows_and_what_is_said_goes_over_tls(security, trusted):
    with mail_server(security, trusted) as room:
        post(server_of(room, user="anna", password="hush"), a_letter())

    assert len(room.letters) == 1
    assert [line for line in room.said if line.startswith("open")] == (
        ["open EHLO mail.example", "open STARTTLS"] if security == "starttls" else []
    )
    assert any(line.startswith("closed AUTH PLAIN") for line in room.said)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_proves_nothing_is_told_nothing(security, tmp_path):
    context, _nobody_trusts_it = certificate(tmp_path, "localhost")
    with mail_server(security, context) as room, pytest.raises(OSError, match="certificate"):
        post(server_of(room, user="anna", password="hush"), a_letter())

    assert room.letters == []
    assert not any("AUTH" in line for line in room.said)


def test_a_server_with_a_certificate_for_another_name_is_told_nothing(tmp_path, monkeypatch):
    context, file = certificate(tmp_path, "elsewhere.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with mail_server("tls", context) as room, pytest.raises(OSError, match="certificate"):
        post(server_of(room), a_letter())

    assert room.letters == []


def test_a_server_that_offers_no_tls_is_told_nothing():
    with mail_server() as room, pytest.raises(OSError, match="STARTTLS"):
        post(server_of(room, security="starttls", user="anna", password="hush"), a_letter())

    assert room.letters == []
    assert not any("AUTH" in line for line in room.said)


def test_an_address_that_nobody_has_is_refused_and_the_next_letter_goes_out():
    with mail_server() as room, Outbox(server_of(room)) as outbox:
        room.answers["gone@example.org"] = "550 Nobody of that name"
        with pytest.raises(Refused):
            outbox.send(a_letter("gone@example.org"))
        outbox.send(a_letter())

    assert room.envelopes == [(SENDER, ALICE)]


@pytest.mark.parametrize(
    "answers", [{ALICE: "451 Later"}, {"MAIL": "421 Busy"}, {"MAIL": "550 Not from you"}, {"DATA": "552 Full"}]
)
def test_trouble_that_is_not_the_addresss_is_for_later(answers):
    with mail_server() as room, pytest.raises(OSError, match=r"."):
        room.answers.update(answers)
        post(server_of(room), a_letter())

    assert room.letters == []


def test_nobody_waits_for_a_server_that_says_nothing(monkeypatch):
    monkeypatch.setattr(mail_sending, "SECONDS", 0.3)
    with mail_server("tls", None) as room:  # takes the connection and never answers
        started = time.monotonic()
        with pytest.raises(OSError, match=r"."):
            post(server_of(room), a_letter())

    assert time.monotonic() - started < 5
