"""A patient gives an e-mail address, whoever reads that mailbox says that it is theirs, and either ends it with a tap."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from structlog.testing import capture_logs

from diary.audit.models import AuditEvent
from diary.db import db
from diary.reminders.other_ways_models import ReminderMail
from diary.reminders.tokens import MAIL, token_of
from diary.smtp import MailServer
from tests.factories import a_device, a_patient, signed_in_phone
from tests.hostile import KEPT, REFUSED
from tests.reminders.test_calendar_link import NOW, agree
from tests.reminders.test_mail_rounds import A_DAY, rows
from tests.reminders.test_mail_sending import ALICE
from tests.test_smtp import FROM

WAYS, GIVE, TAKE_BACK = "/reminders/ways", "/reminders/ways/mail", "/reminders/ways/mail/stop"


@pytest.fixture(autouse=True)
def clock_hands():
    with time_machine.travel(NOW, tick=False) as hands:
        yield hands


@pytest.fixture
def with_server(app, monkeypatch):
    server = MailServer(host="localhost", port=25, security="off", sender=FROM)
    monkeypatch.setitem(app.config, "DIARY", replace(app.config["DIARY"], mail_server=server))


@pytest.fixture
def patient_browser(with_server, reminded, phone, alice_browser):
    """Alice's phone, on which she agreed; the diary has a mail server."""
    agree(phone)
    return alice_browser


@pytest.fixture
def link(patient_browser) -> str:
    """The path of the page in the letter that Alice was sent."""
    patient_browser.send_form(GIVE, address=ALICE)
    return path_of(rows()[0])


def path_of(row: ReminderMail) -> str:
    return f"/mail/{token_of(MAIL, row.id)}"


def text_of(answer) -> str:
    return " ".join(re.sub("<[^>]+>", " ", answer.text).split())


def yes(browser, link: str):
    return browser.send_form(f"{link}/yes")


def test_without_a_mail_server_no_e_mail_is_offered_or_taken(reminded, phone, alice_browser):
    agree(phone)

    assert "e-mail" not in alice_browser.get(WAYS).text.lower()
    assert alice_browser.send_form(GIVE, address=ALICE).status_code == 404
    assert rows() == []


def test_what_the_patient_agrees_to_stands_above_the_field(patient_browser):
    page = text_of(patient_browser.get(WAYS))

    assert "When 2 days have no entry, we send one e-mail at 9 in the morning." in page
    assert "We use your address for this and for nothing else." in page


def test_an_address_waits_until_it_is_confirmed(link, patient_browser, browser):
    assert f"We e-mail a link to {ALICE}. Open it by November 24, 2026" in text_of(patient_browser.get(WAYS))

    assert yes(browser, link).status_code == 303
    assert f"We e-mail {ALICE} when 2 days have no entry." in text_of(patient_browser.get(WAYS))
    assert rows()[0].confirmed_at == NOW


def test_a_page_that_a_mail_program_opens_by_itself_says_nothing(link, browser):
    assert "Is this your e-mail address?" in browser.get(link).text

    assert rows()[0].confirmed_at is None


def test_said_twice_it_was_said_the_first_time(link, browser, clock_hands):
    yes(browser, link)
    clock_hands.shift(A_DAY)

    assert yes(browser, link).status_code == 303
    assert rows()[0].confirmed_at == NOW


def test_after_three_days_the_link_says_nothing_any_more(link, browser, clock_hands):
    clock_hands.shift(3 * A_DAY)

    assert browser.get(link).status_code == 404
    assert yes(browser, link).status_code == 404
    assert rows()[0].confirmed_at is None


def test_a_confirmed_address_is_ended_by_its_link_at_any_time(link, browser, clock_hands):
    yes(browser, link)
    clock_hands.shift(100 * A_DAY)

    assert "Stop, and forget my address" in browser.get(link).text
    assert "We have forgotten this address." in browser.post(link).text
    assert rows() == []


def test_a_mail_programs_own_button_ends_it_from_anywhere(link, browser):
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example"}
    answer = browser.post(link, data={"List-Unsubscribe": "One-Click"}, headers=headers)

    assert answer.status_code == 200
    assert rows() == []


def test_no_website_confirms_an_address_for_somebody(link, browser):
    answer = browser.post(f"{link}/yes", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert rows()[0].confirmed_at is None


def test_ended_twice_or_never_there_it_is_answered_alike(link, browser):
    answers = [browser.post(path) for path in (link, link, f"/mail/{'A' * 43}", "/mail/x")]

    assert len({(answer.status_code, answer.data) for answer in answers}) == 1


def test_another_patients_address_stays(link, browser, practice, app):
    device = a_device(a_patient(practice))
    agree(device)
    signed_in_phone(app.test_client(), a_patient(practice), device=device).send_form(GIVE, address=ALICE)
    browser.post(link)

    assert [row.patient_id for row in rows()] == [device.patient_id]


def test_the_patient_takes_it_back(link, patient_browser):
    assert patient_browser.send_form(TAKE_BACK).status_code == 303

    assert rows() == []
    assert "Your e-mail address" in patient_browser.get(WAYS).text


def test_a_new_address_ends_the_link_of_the_old_one(link, patient_browser, browser):
    patient_browser.send_form(GIVE, address="alice@new.example")

    assert browser.get(link).status_code == 404
    assert [row.address for row in rows()] == ["alice@new.example"]


def test_an_address_that_is_refused_is_told(link, patient_browser):
    db.session.execute(db.update(ReminderMail).values(refused_at=NOW))
    db.session.commit()

    assert "Our last e-mail was not taken there." in patient_browser.get(WAYS).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type your e-mail address."),
        ("alice", "This is no e-mail address that we can use."),
        ("alice@example.org, bob@example.org", "This is no e-mail address that we can use."),
        ("alice@example.org\r\nBcc: bob@example.org", "E-mail address must be one line."),
        (f"alice@{'a' * 250}.org", "E-mail address must be 254 letters or less."),
    ],
)
def test_what_is_no_address_is_refused_with_what_to_do_and_stays_typed(patient_browser, typed, said):
    answer = patient_browser.send_form(GIVE, address=typed)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert f'value="{typed}"' in answer.text or "\n" in typed
    assert rows() == []


def test_hostile_text_is_refused_and_breaks_nothing(patient_browser):
    for typed in [*KEPT, *REFUSED]:
        assert patient_browser.send_form(GIVE, address=typed).status_code == 422
    assert rows() == []


def test_nobody_is_asked_again_and_again(patient_browser, clock_hands):
    for _ in range(3):
        assert patient_browser.send_form(GIVE, address=ALICE).status_code == 303
    answer = patient_browser.send_form(GIVE, address="another@example.org")

    assert (answer.status_code, "Too many tries." in answer.text) == (422, True)
    assert 'value="another@example.org"' in answer.text
    clock_hands.shift(timedelta(hours=1, minutes=1))
    assert patient_browser.send_form(GIVE, address=ALICE).status_code == 303


def test_several_patients_cannot_fill_one_mailbox(patient_browser, practice, app):
    statuses = []
    for typed in (ALICE, ALICE.upper(), ALICE, ALICE):
        device = a_device(a_patient(practice))
        agree(device)
        other = signed_in_phone(app.test_client(), a_patient(practice), device=device)
        statuses.append(other.send_form(GIVE, address=typed).status_code)

    assert statuses == [303, 303, 303, 422]


def test_neither_a_carer_nor_a_form_of_another_patient_changes_it(link, carer_browser, patient_browser, practice):
    other = a_patient(practice).id

    assert carer_browser.send_form(TAKE_BACK).status_code == 403
    assert patient_browser.send_form(TAKE_BACK, owner=other).status_code == 401
    assert patient_browser.send_form(GIVE, owner=other, address="x@y.org").status_code == 401
    assert [row.address for row in rows()] == [ALICE]


def test_the_clinic_does_not_see_the_address(link, bob_browser, administrator_browser, alice):
    for browser in (bob_browser, administrator_browser):
        assert ALICE not in browser.get(f"/clinic/patients/{alice.id}/details").text


def test_the_log_and_the_audit_name_neither_address_nor_token(link, browser, patient_browser):
    with capture_logs() as logs:
        browser.get(link)
        yes(browser, link)
        browser.post(link)

    events = db.session.scalars(select(AuditEvent).where(AuditEvent.action.like("mail%"))).all()
    assert [(event.action, event.actor_kind) for event in events] == [
        ("mail_agreed", "patient"),
        ("mail_stopped", "system"),
    ]
    assert not re.search(f"{ALICE}|{link.split('/')[2][:20]}", str(logs) + "".join(event.detail for event in events))


def test_a_patients_copy_holds_the_address_and_no_token(link, patient_browser):
    table = patient_browser.get("/data/copy.csv").text

    assert f"address,{ALICE}" in table
    assert link.split("/")[2][:20] not in table


def test_deleting_the_diary_forgets_address_and_calendar_at_once(link, patient_browser, browser):
    patient_browser.send_form("/reminders/ways/calendar")
    [calendar] = re.findall(r"/calendar/[\w-]{43}\.ics", patient_browser.get(WAYS).text)[:1]
    patient_browser.send_form("/data/delete")

    assert rows() == []
    assert browser.get(calendar).status_code == 404
