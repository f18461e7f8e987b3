""" "In 1 hour" on a reminder brings it back once, if it is still wanted then."""

from datetime import timedelta

import pytest
import time_machine

from diary.push.answer_actions import note_answers
from diary.push.sealing import Sealer
from diary.reminders.ledger_actions import put_off, settle
from diary.reminders.plan_actions import keep_plan
from diary.reminders.planning_actions import plan_due
from diary.reminders.round_actions import Rounds
from diary.reminders.schedule import Plan
from tests.factories import a_device, a_patient, signed_in_phone
from tests.practice.logins import login_of
from tests.push.service import PushService, push_service
from tests.push.test_sealing import CONTACT, PRIVATE, PUBLIC
from tests.reminders.conftest import MORNING, Reached, reach
from tests.reminders.ledger import slots
from tests.reminders.test_sending import A_MINUTE, EIGHT, PLACE, die_before, log_today, said, state, tallies, work

TAPPED = EIGHT + 10 * A_MINUTE
AGAIN = TAPPED + timedelta(minutes=61)


@pytest.fixture
def alices(reminded, phone, service, app) -> Reached:
    """Alice's phone, which was reminded at eight, by a server that signs with the secret of the tests."""
    plan_due(MORNING, limit=100)
    found = reach(phone, "alice")
    work(service)
    return found


@pytest.fixture(autouse=True)
def secret(monkeypatch, app):
    monkeypatch.setitem(app.config, "SECRET_KEY", PLACE.secret)


def tap(browser, patient, tag: str) -> int:
    with time_machine.travel(TAPPED):
        answer = browser.post("/api/v1/reminders/later", json={"tag": tag}, headers={"Diary-Owner": str(patient.id)})
    return int(answer.status_code)


def tag_on(service: PushService, phone: Reached) -> str:
    return str(said(service, phone)[0]["tag"])


def test_it_comes_again_an_hour_later_and_once(service, alices, alice, alice_browser):
    assert tap(alice_browser, alice, tag_on(service, alices)) == 204

    work(service, TAPPED + timedelta(minutes=59))
    assert len(said(service, alices)) == 1
    work(service, AGAIN)
    work(service, AGAIN + A_MINUTE)

    first, second = said(service, alices)
    assert first == second
    assert state() == "sent"
    assert ("", "collapsed") not in tallies()


def test_it_can_be_put_off_while_another_phone_is_tried_again(service, phone, reminded, alice, alice_browser, app):
    alices = reach(phone, "alice")
    reach(a_device(alice), "other", host="jmt17.google.com")
    with push_service() as broken:
        broken.status = 503
        instead = service.instead | {"jmt17.google.com": f"127.0.0.1:{broken.port}"}
        rounds = Rounds(PLACE, Sealer(PRIVATE, PUBLIC, CONTACT), instead)
        plan_due(MORNING, limit=100)
        work(service, rounds=rounds)
        assert state() == "waiting"

        assert [tap(alice_browser, alice, tag_on(service, alices)) for _twice in range(2)] == [204, 404]

        work(service, TAPPED + timedelta(minutes=59), rounds=rounds)
        assert len(said(service, alices)) == 1
        broken.status = 201
        work(service, AGAIN, rounds=rounds)
    assert len(said(service, alices)) == 2
    assert state() == "sent"


def test_a_phone_that_refused_it_is_not_asked_an_hour_later(service, phone, reminded, alice, alice_browser, app):
    alices, refusing = reach(phone, "alice"), reach(a_device(alice), "refusing")
    service.status_of[refusing.path] = 400
    plan_due(MORNING, limit=100)
    work(service)
    assert tap(alice_browser, alice, tag_on(service, alices)) == 204

    work(service, AGAIN)
    assert [sent.path for sent in service.sent].count(refusing.path) == 1
    assert (len(said(service, alices)), state()) == (2, "sent")


@pytest.fixture
def not_noted_yet(monkeypatch, alice, alice_browser) -> list[int]:
    """Alice taps twice before the worker has noted that her phone was reached at first: what she is answered."""
    answers: list[int] = []

    def tap_first(answered, *, now):
        tag = next(one.topic for one in answered)
        if not answers:
            answers.extend([tap(alice_browser, alice, tag) for _twice in range(2)])
        note_answers(answered, now=now)

    monkeypatch.setattr("diary.reminders.sending_actions.note_answers", tap_first)
    return answers


@pytest.mark.parametrize(
    "of_the_other", [None, 503, 201], ids=["one phone", "another is tried again", "another has it"]
)
def test_it_can_be_put_off_before_it_is_noted_who_had_it(service, phone, reminded, alice, not_noted_yet, of_the_other):
    alices = reach(phone, "alice")
    if of_the_other:
        service.status_of[reach(a_device(alice), "other").path] = of_the_other
    plan_due(MORNING, limit=100)
    work(service)
    assert not_noted_yet == [204, 404]

    for minute in (5, 30, 59):
        work(service, TAPPED + minute * A_MINUTE)
    assert len(said(service, alices)) == 1
    service.status_of.clear()
    work(service, AGAIN)
    assert (len(said(service, alices)), state()) == (2, "sent")
    assert tallies()["", "sent"] == 1
    assert ("", "collapsed") not in tallies()


def test_it_can_be_put_off_when_its_worker_died(service, phone, reminded, alice, alice_browser, app):
    alices = reach(phone, "alice")
    plan_due(MORNING, limit=100)
    die_before("note_answers", service)
    assert tap(alice_browser, alice, tag_on(service, alices)) == 204

    work(service, TAPPED + timedelta(minutes=59))
    assert len(said(service, alices)) == 1
    work(service, AGAIN)
    assert (len(said(service, alices)), state()) == (2, "sent")


def test_what_was_put_off_while_it_was_on_its_way_stays_put_off(service, alices, alice, alice_browser):
    tag = tag_on(service, alices)
    [slot] = [slot for slot in slots() if slot.due_at == EIGHT]
    assert tap(alice_browser, alice, tag) == 204

    settle([slot.id], "sent", now=TAPPED)
    put_off({slot.id: TAPPED + A_MINUTE})

    assert state() == "waiting"
    work(service, TAPPED + timedelta(minutes=59))
    assert len(said(service, alices)) == 1


def test_it_does_not_come_again_once_the_day_is_logged(service, alices, alice, knee, alice_browser):
    tap(alice_browser, alice, tag_on(service, alices))
    log_today(alice, knee)

    work(service, AGAIN)

    assert len(said(service, alices)) == 1
    assert state() == "skipped"


def test_it_does_not_come_again_to_who_turned_reminders_off(service, alices, alice, phone, alice_browser):
    tap(alice_browser, alice, tag_on(service, alices))
    keep_plan(login_of(phone), Plan(is_on=False), now=TAPPED + A_MINUTE)

    work(service, AGAIN)

    assert len(said(service, alices)) == 1


def test_tapped_on_two_phones_the_first_tap_counts(service, alices, alice, alice_browser):
    tag = tag_on(service, alices)

    assert [tap(alice_browser, alice, tag) for _phone in range(2)] == [204, 404]


@pytest.mark.parametrize("tag", ["", "t" * 24])
def test_a_reminder_that_was_never_sent_cannot_be_put_off(alices, alice, alice_browser, tag):
    assert tap(alice_browser, alice, tag) == 404


def test_nobody_puts_off_what_another_patient_was_sent(service, alices, practice, app):
    other = a_patient(practice)
    browser = signed_in_phone(app.test_client(), other, device=a_device(other))

    assert tap(browser, other, tag_on(service, alices)) == 404
    assert state() == "sent"


@pytest.mark.parametrize("said", [{}, {"tag": 5}, {"tag": "t" * 25}, {"tag": "t", "slot": "s"}])
def test_what_the_worker_never_says_is_refused(alices, alice, alice_browser, said):
    headers = {"Diary-Owner": str(alice.id)}

    assert alice_browser.post("/api/v1/reminders/later", json=said, headers=headers).status_code == 422
