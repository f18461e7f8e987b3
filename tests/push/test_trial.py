"""A test is sent at once, and says of itself what its push service said."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from diary import clock
from diary.db import db
from diary.push.answer_actions import note_answers
from diary.push.answers import Answer, Verdict
from diary.push.queries import reachable, reached
from diary.push.values import Answered
from tests.factories import a_device, signed_in_phone
from tests.push.opening import a_phone
from tests.push.service import FCM, push_service


@pytest.fixture
def service(app, monkeypatch):
    with push_service() as service:
        monkeypatch.setitem(app.config, "DIARY", replace(app.config["DIARY"], push_test_map=service.instead))
        yield service


def reach(browser, patient, name: str):
    """A phone of the patient's whose push service is the one here."""
    phone = a_phone()
    receiver = phone.receiver(f"https://{FCM}/fcm/send/{name}")
    said = {"endpoint": receiver.endpoint, "p256dh": receiver.p256dh, "auth": receiver.auth}
    browser.post("/api/v1/push/subscribe", json=said, headers={"Diary-Owner": str(patient.id)})
    return phone


def trial_of(browser, patient):
    return browser.post("/api/v1/push/test", json={}, headers={"Diary-Owner": str(patient.id)})


def test_the_phone_is_sent_what_it_can_tell_from_every_other_push(service, alice, alice_browser):
    phone = reach(alice_browser, alice, "one")

    said = [trial_of(alice_browser, alice).json for _test in range(2)]

    tags = [one["tag"] for one in said]
    assert [one["outcome"] for one in said] == ["accepted", "accepted"]
    assert len(set(tags)) == 2
    assert [sent.headers["topic"] for sent in service.sent] == tags
    notification = json.loads(phone.opened(service.sent[0].body))["notification"]
    assert (notification["title"], notification["body"], notification["tag"]) == ("Diary", "This is a test.", tags[0])
    assert notification["mutable"] is True
    assert notification["navigate"] == "http://localhost:8000/?src=push"
    assert 30 < int(service.sent[0].headers["ttl"]) <= 60


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(410, "gone"), (404, "gone"), (403, "refused"), (413, "refused"), (503, "unreachable"), (429, "unreachable")],
)
def test_what_the_push_service_says_is_what_the_phone_hears(service, alice, alice_browser, status, outcome):
    reach(alice_browser, alice, "one")
    service.status = status

    assert trial_of(alice_browser, alice).json["outcome"] == outcome
    assert bool(reachable([alice.id])[alice.id]) is (outcome != "gone")


def test_a_clinic_sees_what_a_test_showed_of_the_phone(service, alice, alice_browser):
    reach(alice_browser, alice, "one")
    service.status = 403
    trial_of(alice_browser, alice)
    [refused] = reached(alice.id)
    service.status = 201
    trial_of(alice_browser, alice)
    [accepted] = reached(alice.id)

    assert (refused.accepted_at, accepted.refused_at) == (None, None)
    assert refused.refused_at is not None
    assert accepted.accepted_at is not None


def test_after_a_test_it_is_known_still_which_reminder_the_phone_had(service, alice, alice_browser, app):
    reach(alice_browser, alice, "one")
    [phone] = reachable([alice.id])[alice.id]
    note_answers([Answered(phone=phone, topic="t" * 24, answer=Answer(Verdict.ACCEPTED))], now=clock.now())

    trial_of(alice_browser, alice)

    assert reachable([alice.id])[alice.id][0].said_to("t" * 24) is Verdict.ACCEPTED


def test_nobody_waits_for_the_database_while_the_push_service_thinks(service, alice, alice_browser):
    reach(alice_browser, alice, "one")
    pool, held = db.engine.pool, []
    service.latency = lambda: held.append(pool.checkedout()) or 0.0
    db.session.rollback()

    trial_of(alice_browser, alice)

    assert held == [0]


def test_a_phone_that_never_subscribed_hears_so(service, alice, alice_browser):
    assert trial_of(alice_browser, alice).json["outcome"] == "off"
    assert service.sent == []


def test_after_five_tests_there_is_a_wait(service, alice, alice_browser):
    reach(alice_browser, alice, "one")

    answers = [trial_of(alice_browser, alice).status_code for _test in range(6)]

    assert answers == [200] * 5 + [429]
    assert len(service.sent) == 5


def test_an_operator_tests_all_phones_of_a_patient_or_one(service, alice, alice_browser, app):
    second = a_device(alice)
    reach(alice_browser, alice, "one")
    reach(signed_in_phone(app.test_client(), alice, device=second), alice, "two")

    both = app.test_cli_runner().invoke(args=["push", "test", str(alice.id)])
    one = app.test_cli_runner().invoke(args=["push", "test", str(second.id)])

    assert [sent.path.rpartition("/")[2] for sent in service.sent] == ["one", "two", "two"]
    assert both.exit_code == one.exit_code == 0
    assert len(both.output.splitlines()) == 2
    assert one.output == f"{second.id}  {FCM}  accepted\n"


@pytest.mark.parametrize(("status", "outcome"), [(410, "gone"), (403, "refused"), (503, "unreachable")])
def test_an_operator_whose_test_was_not_accepted_is_told_by_the_exit_too(
    service, alice, alice_browser, app, status, outcome
):
    phone = a_device(alice)
    reach(signed_in_phone(app.test_client(), alice, device=phone), alice, "one")
    service.status = status

    done = app.test_cli_runner().invoke(args=["push", "test", str(alice.id)])

    assert done.exit_code == 1
    assert done.stdout == f"{phone.id}  {FCM}  {outcome}\n"
    assert done.stderr == f"Error: Not accepted: {phone.id}.\n"


def test_one_phone_that_is_not_reached_keeps_no_other_from_its_test(service, alice, alice_browser, app):
    second = a_device(alice)
    reach(alice_browser, alice, "one")
    reach(signed_in_phone(app.test_client(), alice, device=second), alice, "two")
    service.status_of["/fcm/send/one"] = 410

    done = app.test_cli_runner().invoke(args=["push", "test", str(alice.id)])

    assert done.exit_code == 1
    assert [line.split()[-1] for line in done.stdout.splitlines()] == ["gone", "accepted"]
    assert str(second.id) not in done.stderr


def test_an_operator_who_names_nobody_is_told_so(app):
    nobody = uuid4()

    answer = app.test_cli_runner().invoke(args=["push", "test", str(nobody)])

    assert answer.exit_code == 1
    assert str(nobody) in answer.output
