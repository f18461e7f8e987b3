"""A phone says how it is reached, again and again; nobody else's address comes of it."""

from datetime import UTC, datetime, timedelta
from threading import Event
from time import sleep

import pytest
import time_machine
from sqlalchemy import delete, select

from diary.accounts.phone_actions import sign_out_phone
from diary.audit.domain import Actor
from diary.db import db, writing_alone
from diary.push.actions import subscribe as keep
from diary.push.actions import unsubscribe
from diary.push.answer_actions import KEEPS, note_answers
from diary.push.answers import Answer, Verdict
from diary.push.models import PushSubscription
from diary.push.queries import reachable
from diary.push.server_keys import sealer_of
from diary.push.values import Answered, Reachable
from diary.push.wire import Subscribe
from tests.factories import a_device, a_patient, signed_in_phone
from tests.practice.logins import login_of
from tests.push.opening import a_phone
from tests.push.test_hosts import HOSTILE, OURS
from tests.threads import at_once

ENDPOINT = "https://web.push.apple.com/QGuQyavXutnMUBt"
OTHER = "https://fcm.googleapis.com/fcm/send/abc"
NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)
TOPIC = "t" * 24


def body(endpoint: str = ENDPOINT) -> dict[str, str]:
    receiver = a_phone().receiver(endpoint)
    return {"endpoint": endpoint, "p256dh": receiver.p256dh, "auth": receiver.auth}


def post(browser, patient, what: str, said: dict[str, str]):
    return browser.post(f"/api/v1/push/{what}", json=said, headers={"Diary-Owner": str(patient.id)})


def subscribe(browser, patient, said: dict[str, str]) -> int:
    return int(post(browser, patient, "subscribe", said).status_code)


def rows() -> list[PushSubscription]:
    found = list(db.session.scalars(select(PushSubscription)))
    db.session.expunge_all()
    db.session.rollback()
    return found


def endpoints(patient) -> list[str]:
    found = [phone.receiver.endpoint for phone in reachable([patient.id])[patient.id]]
    db.session.rollback()
    return found


def reachable_phone(patient) -> Reachable:
    [found] = reachable([patient.id])[patient.id]
    db.session.rollback()
    return found


def hear(phone: Reachable, verdict: Verdict) -> None:
    """Its service answers a reminder."""
    note_answers([Answered(phone=phone, topic=TOPIC, answer=Answer(verdict))], now=NOW)


def test_a_phone_subscribes_for_the_key_that_pushes_are_signed_with(app, alice_browser):
    assert alice_browser.get("/api/v1/push/key").json == {"key": sealer_of(app).application_server_key}


def test_a_phone_that_says_how_it_is_reached_can_be_reached(alice, alice_browser):
    for endpoint in OURS:
        assert subscribe(alice_browser, alice, body(endpoint)) in (201, 204)
        assert endpoints(alice) == [endpoint]


def test_a_phone_hears_whether_it_was_reached_until_now(alice, alice_browser):
    said = body()
    assert subscribe(alice_browser, alice, said) == 201
    assert subscribe(alice_browser, alice, said) == 204

    unsubscribe(rows()[0].device_id)  # as after a push service's 410

    assert subscribe(alice_browser, alice, said) == 201


def test_said_again_it_was_seen(alice, alice_browser):
    said, now = body(), datetime.now(UTC)
    with time_machine.travel(now, tick=False) as clock:
        subscribe(alice_browser, alice, said)
        [before] = rows()
        clock.shift(timedelta(days=1))
        subscribe(alice_browser, alice, said)

    [after] = rows()
    assert after.subscribed_at == before.subscribed_at
    assert after.seen_at == before.seen_at + timedelta(days=1)


def test_a_new_address_takes_the_place_of_the_one_before(alice, alice_browser):
    subscribe(alice_browser, alice, body())
    subscribe(alice_browser, alice, body(OTHER))

    assert endpoints(alice) == [OTHER]


def test_at_a_new_address_the_phone_has_had_no_reminder_yet(alice, alice_browser):
    subscribe(alice_browser, alice, body())
    hear(reachable_phone(alice), Verdict.ACCEPTED)
    assert reachable_phone(alice).said_to(TOPIC) is Verdict.ACCEPTED

    subscribe(alice_browser, alice, body(OTHER))

    assert reachable_phone(alice).said_to(TOPIC) is None


@pytest.mark.parametrize("verdict", KEEPS)
def test_what_is_answered_about_the_address_before_says_nothing_of_the_new_one(alice, alice_browser, verdict):
    subscribe(alice_browser, alice, body())
    asked = reachable_phone(alice)
    subscribe(alice_browser, alice, body(OTHER))

    hear(asked, verdict)

    [row] = rows()
    said = (row.endpoint, row.accepted_at, row.accepted_topics, row.refused_at, row.is_dead)
    assert said == (OTHER, None, "", None, False)


def test_each_of_a_patients_phones_is_reached(alice, alice_browser, app):
    second = signed_in_phone(app.test_client(), alice)
    subscribe(alice_browser, alice, body())
    subscribe(second, alice, body(OTHER))

    assert sorted(endpoints(alice)) == sorted([ENDPOINT, OTHER])


def test_a_browser_that_was_given_to_another_patient_is_that_patients(alice, alice_browser, practice, app):
    stefan = a_patient(practice)
    said = body()
    subscribe(alice_browser, alice, said)
    subscribe(signed_in_phone(app.test_client(), stefan), stefan, said)

    assert endpoints(alice) == []
    assert endpoints(stefan) == [ENDPOINT]


def test_a_phone_that_wants_no_reminders_is_not_reached(alice, alice_browser):
    subscribe(alice_browser, alice, body())

    assert post(alice_browser, alice, "unsubscribe", {}).status_code == 204
    assert rows() == []


def test_a_phone_that_was_signed_out_is_not_reached(alice, app):
    device = a_device(alice)
    browser = signed_in_phone(app.test_client(), alice, device=device)
    subscribe(browser, alice, body())
    sign_out_phone(alice.id, device.id, Actor.phone(device.id, is_carer=False), now=NOW)

    assert endpoints(alice) == []


WAYS_OUT = {
    "its settings": "/settings/phones/{device}/sign-out",
    "its script": "/settings/leave",
    "deleting the diary": "/data/leave",
    "the clinic": "/clinic/patients/{patient}/phones/{device}/sign-out",
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_whoever_signs_a_phone_out_has_its_address_forgotten(way, alice, app, bob_browser):
    device = a_device(alice)
    browser = signed_in_phone(app.test_client(), alice, device=device)
    subscribe(browser, alice, body())
    path = WAYS_OUT[way].format(device=device.id, patient=alice.id)

    if path.endswith("leave"):
        answer = browser.post(path, json={}, headers={"Diary-Owner": str(alice.id)})
    else:
        answer = (bob_browser if way == "the clinic" else browser).send_form(path)

    assert answer.status_code in {200, 303}
    assert rows() == []


def test_a_tap_on_a_reminder_is_noted(alice, alice_browser):
    subscribe(alice_browser, alice, body())

    assert post(alice_browser, alice, "opened", {}).status_code == 204
    assert rows()[0].opened_at is not None


def test_an_address_that_is_no_push_service_is_refused(alice, alice_browser):
    for endpoint in HOSTILE:
        answer = post(alice_browser, alice, "subscribe", body() | {"endpoint": endpoint})

        assert answer.status_code == 422, endpoint
        assert list(answer.json["error"]["fields"]) == ["endpoint"], endpoint
    assert rows() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"auth": "AAAA"},
        {"auth": "A" * 22 + "\0" * 4},
        {"p256dh": "AAAA"},
        {"auth": 7},
        {"endpoint": None},
        {"more": "x"},
    ],
    ids=["short secret", "zeros behind it", "no point", "number", "nothing", "more"],
)
def test_what_no_push_can_be_sealed_with_is_refused(alice, alice_browser, wrong):
    assert subscribe(alice_browser, alice, body() | wrong) == 422
    assert rows() == []


def test_a_page_of_another_patient_changes_nothing(alice, alice_browser, practice):
    subscribe(alice_browser, alice, body())

    for what, said in (("subscribe", body(OTHER)), ("unsubscribe", {}), ("test", {}), ("opened", {})):
        assert post(alice_browser, a_patient(practice), what, said).status_code == 401
    assert endpoints(alice) == [ENDPOINT]


def test_a_patient_has_ten_phones_at_most_those_that_were_seen_last(alice):
    phones = [login_of(a_device(alice)) for _phone in range(12)]
    for minute, number in enumerate([*range(10), 0, 10, 11]):
        said = Subscribe.model_validate(body(f"{OTHER}{number}"))
        keep(phones[number], said, language="en", now=NOW + timedelta(minutes=minute))

    assert {row.device_id for row in rows()} == {phones[number].device_id for number in (0, *range(3, 12))}


def test_a_phone_that_says_how_it_is_reached_while_the_worker_forgets_it_is_reached(app, phone):
    said, login, is_forgotten = Subscribe(**body()), login_of(phone), Event()
    keep(login, said, language="en", now=NOW)

    def forget() -> None:
        with writing_alone() as connection:
            connection.execute(delete(PushSubscription))
            is_forgotten.set()
            sleep(0.6)

    def say_again() -> None:
        assert is_forgotten.wait(20)
        keep(login, said, language="en", now=NOW)

    assert at_once(app, [forget, say_again]) == [None, None]
    assert [row.device_id for row in rows()] == [phone.id]
