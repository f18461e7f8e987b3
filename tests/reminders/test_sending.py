"""Schedule, ledger and sender together, against a push service on this machine."""

import asyncio
import json
from datetime import datetime, time, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import select, update

from diary.db import db
from diary.push.hosts import MOST_LETTERS
from diary.push.models import PushSubscription, PushTally
from diary.push.sealing import Sealer
from diary.push.sending import Sender
from diary.push.services import REST, TROUBLES
from diary.push.values import COLD_AFTER
from diary.reminders import round_actions
from diary.reminders.models import ReminderPlan, ReminderSlot
from diary.reminders.planning_actions import plan_due
from diary.reminders.push_content import path_of
from diary.reminders.round_actions import Rounds
from diary.reminders.schedule import KINDS, WINDOW, Plan
from diary.reminders.sending_actions import LEASE, Place, send_due
from diary.reminders.values import Claimed
from diary.sessions.course_actions import book_visit
from tests.checks.test_record_answers import PEG
from tests.checks.test_record_answers import a_save as a_check
from tests.checks.test_record_answers import record as answer
from tests.entries.saves import a_save, record
from tests.factories import a_device, a_patient
from tests.push.service import FCM, push_service
from tests.push.test_hosts import HOSTILE
from tests.push.test_sealing import CONTACT, PRIVATE, PUBLIC
from tests.reminders.conftest import MORNING, Reached, choose, reach, reminded_phone, say_again, treated
from tests.reminders.ledger import slots
from tests.reminders.test_schedule import DAY, at
from tests.sessions.made import BY_BOB, a_session, record_of
from tests.statements import heard
from tests.threads import at_once

PLACE = Place("https://diary.example", "s" * 40)
EIGHT = at(20)
A_MINUTE = timedelta(minutes=1)
SENTENCES = {"Your diary is open. It takes 10 seconds.", "There is a short question for you."}


@pytest.fixture(autouse=True)
def planned(reminded):
    """Today at eight, in Toronto."""
    plan_due(MORNING, limit=100)


@pytest.fixture
def alices(phone) -> Reached:
    return reach(phone, "alice")


def work(service, now: datetime = EIGHT, *, rounds: Rounds | None = None) -> None:
    """A round of a worker at this moment."""
    rounds = rounds or Rounds(PLACE, Sealer(PRIVATE, PUBLIC, CONTACT), service.instead)
    db.session.rollback()
    with time_machine.travel(now):
        rounds.go()


def state() -> str:
    """What became of the reminder of today at eight."""
    [slot] = [slot for slot in slots() if slot.due_at == EIGHT]
    return slot.state


def phones() -> list[PushSubscription]:
    found = list(db.session.scalars(select(PushSubscription).order_by(PushSubscription.endpoint)))
    db.session.expunge_all()
    db.session.rollback()
    return found


def said(service, phone: Reached) -> list[dict]:
    """The notifications that this phone can open."""
    return [
        json.loads(phone.keys.opened(sent.body))["notification"] for sent in service.sent if sent.path == phone.path
    ]


def tallies() -> dict[tuple[str, str], int]:
    found = {(row.host, row.what): row.count for row in db.session.scalars(select(PushTally))}
    db.session.rollback()
    return found


def log_today(alice, knee) -> None:
    record(alice, a_save(knee, for_day=DAY, edited_at=at(19)))


def test_a_reminder_arrives_at_its_time_and_once(service, alices):
    work(service, EIGHT - A_MINUTE)
    assert service.sent == []

    for minute in range(3):
        work(service, EIGHT + A_MINUTE * minute)

    [notification] = said(service, alices)
    assert notification["body"] == "Your diary is open. It takes 10 seconds."
    assert notification["navigate"] == "https://diary.example/?src=push"
    assert state() == "sent"
    assert phones()[0].accepted_at - EIGHT < A_MINUTE


def test_a_tick_with_nothing_to_do_asks_once_and_changes_nothing(service, alices):
    statements: list[str] = []
    with heard(statements.append):
        work(service, EIGHT - A_MINUTE)

    assert [one.split()[0] for one in statements if one.split()[0] != "BEGIN"] == ["SELECT"]


def test_the_service_and_the_phone_know_it_by_the_same_name(service, alices):
    work(service)

    [sent], [notification] = service.sent, said(service, alices)
    assert sent.headers["topic"] == notification["tag"]
    assert len(notification["tag"]) == 24


def test_the_service_keeps_it_until_the_window_ends(service, alices):
    work(service, EIGHT + A_MINUTE * 30)

    assert 90 * 60 - 30 <= int(service.sent[0].headers["ttl"]) <= 90 * 60


def test_each_phone_of_a_patient_is_reminded_and_nobody_elses(service, alice, alices, practice):
    carers = reach(a_device(alice, is_carer=True), "carer")
    others = reach(a_device(a_patient(practice)), "other")
    work(service)

    assert [len(said(service, phone)) for phone in (alices, carers, others)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("kind", "sentence", "screen"),
    [
        ("soon", "There is a short question for you.", "/after"),
        ("evening", "There is a short question for you.", "/after"),
        ("morning", "There is a short question for you.", "/after"),
        ("daily", "Your diary is open. It takes 10 seconds.", "/"),
    ],
)
def test_each_kind_says_its_sentence_and_leads_to_its_screen(service, alice, alices, course, kind, sentence, screen):
    session_day = DAY if kind in ("soon", "evening") else DAY - timedelta(days=1)
    if kind != "daily":
        a_session(alice, course.id, session_day, now=at(7), at=at(10, day=session_day))
    plan_due(at(7), limit=9)
    [slot] = [slot for slot in slots() if (slot.kind, slot.day) == (kind, DAY)]
    work(service, slot.due_at)

    [notification] = said(service, alices)[-1:]
    assert (notification["body"], notification["navigate"]) == (sentence, f"https://diary.example{screen}?src=push")


def test_what_is_logged_by_then_needs_no_reminder(service, alice, knee, alices):
    log_today(alice, knee)
    work(service)

    assert service.sent == []
    assert state() == "skipped"


def test_a_visit_is_spoken_of_until_its_questions_are_answered(service, alice, knee, alices, course):
    book_visit(record_of(alice), course.id, at(10, day=DAY + timedelta(days=1)), actor=BY_BOB, now=MORNING)
    work(service, at(20))
    assert [one["navigate"] for one in said(service, alices)] == ["https://diary.example/visit?src=push"]


@pytest.mark.parametrize("is_logged", [True, False], ids=["nothing is left", "the day is left"])
def test_who_answered_the_questions_before_a_visit_is_not_asked_for_them(
    service, alice, knee, alices, course, is_logged
):
    book_visit(record_of(alice), course.id, at(10, day=DAY + timedelta(days=1)), actor=BY_BOB, now=MORNING)
    plan_due(MORNING, limit=9)
    answer(alice, a_check("weekly_check", PEG, for_day=DAY, edited_at=at(12)))
    if is_logged:
        log_today(alice, knee)
    work(service)

    assert [one["navigate"] for one in said(service, alices)] == ["https://diary.example/?src=push"] * (not is_logged)


@pytest.mark.parametrize("kind", KINDS)
def test_a_tap_leads_to_a_page_that_is_there(alice_browser, kind):
    slot = Claimed(
        id=uuid4(),
        patient_id=uuid4(),
        day=DAY,
        zone="UTC",
        kind=kind,
        about="",
        until=EIGHT,
        tries=1,
        put_offs=0,
    )
    path = path_of(slot)

    assert alice_browser.get(path).status_code < 400
    assert not any(letter.isdigit() for letter in path.replace((DAY - timedelta(days=1)).isoformat(), ""))


@pytest.mark.parametrize("changes", [{"is_on": False}, {"paused_until": DAY}], ids=["off", "paused"])
def test_who_wants_none_at_the_last_moment_gets_none(service, alices, changes):
    db.session.execute(update(ReminderPlan).values(**changes))  # and the planner has not seen it
    db.session.commit()
    work(service)

    assert service.sent == []
    assert state() == "skipped"


def test_a_patient_with_no_phone_to_reach_is_counted_as_such(service):
    work(service)

    assert state() == "no_phone"
    assert tallies() == {("", "no_phone"): 1}


def test_a_phone_that_was_not_opened_for_long_is_not_sent_to(service, alices):
    db.session.execute(update(PushSubscription).values(seen_at=EIGHT - COLD_AFTER - A_MINUTE))
    db.session.commit()
    work(service)

    assert (service.sent, state()) == ([], "no_phone")


def test_a_phone_opened_within_sixty_days_is_sent_to(service, alices):
    db.session.execute(update(PushSubscription).values(seen_at=EIGHT - COLD_AFTER + A_MINUTE))
    db.session.commit()
    work(service)

    assert len(said(service, alices)) == 1


def test_a_window_that_is_over_is_missed_and_nothing_is_sent_late(service, alices):
    work(service, EIGHT + WINDOW)
    work(service, EIGHT + WINDOW + A_MINUTE)

    assert service.sent == []
    assert state() == "missed"
    assert tallies() == {("", "missed"): 1}


@pytest.mark.parametrize("status", [200, 201, 202])
def test_accepted_ends_it(service, alices, status):
    service.status = status
    work(service)

    [phone] = phones()
    assert state() == "sent"
    assert (phone.accepted_at is not None, phone.refused_at) == (True, None)
    assert tallies() == {("", "sent"): 1, (FCM, "accepted"): 1}


@pytest.mark.parametrize("status", [404, 410])
def test_a_phone_that_is_gone_is_forgotten(service, alices, status):
    service.status = status
    work(service)
    work(service, EIGHT + LEASE + A_MINUTE)

    assert phones() == []
    assert state() == "no_phone"
    assert len(service.sent) == 1


@pytest.mark.parametrize(
    ("status", "body"), [(301, b""), (307, b""), (400, b'{"reason":"VapidPkHashMismatch"}')], ids=["301", "307", "key"]
)
def test_an_address_that_leads_nowhere_is_left_alone_until_its_phone_says_it_again(service, alices, status, body):
    service.status, service.body = status, body
    service.headers = {"Location": f"http://127.0.0.1:{service.port}/elsewhere"}
    work(service)
    assert (state(), phones()[0].refused_at is not None) == ("no_phone", True)

    service.status = 201
    for hour in (12, 20):
        work(service, at(hour, day=DAY + timedelta(days=1)))
    assert [sent.path for sent in service.sent] == [alices.path]

    said = alices.keys.receiver(phones()[0].endpoint)
    say_again(alices.device, said, now=at(12, day=DAY + timedelta(days=2)))
    for hour in (13, 20):
        work(service, at(hour, day=DAY + timedelta(days=2)))
    assert [sent.path for sent in service.sent] == [alices.path] * 2


@pytest.mark.parametrize("status", [400, 413, 418])
def test_what_is_a_defect_of_ours_is_not_tried_again_and_costs_no_phone(service, alices, status):
    service.status, service.headers = status, {"Location": f"http://127.0.0.1:{service.port}/elsewhere"}
    work(service)
    work(service, EIGHT + LEASE + A_MINUTE)

    [phone] = phones()
    assert state() == "refused"
    assert (phone.accepted_at, phone.refused_at is not None) == (None, True)
    assert [sent.path for sent in service.sent] == [alices.path]


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_of_ours_forgets_nobody_and_is_tried_again_when_it_is_put_right(service, alices, status):
    service.status = status
    work(service)
    assert (state(), len(phones())) == ("waiting", 1)
    refused_at = phones()[0].refused_at
    assert refused_at is not None

    work(service, EIGHT + A_MINUTE * 10)
    assert phones()[0].refused_at == refused_at  # since when, not when last

    service.status = 201
    work(service, EIGHT + A_MINUTE * 40)
    assert state() == "sent"
    assert phones()[0].refused_at is None


def test_a_service_that_refuses_everybody_is_left_alone_after_a_few(service, practice):
    for number in range(TROUBLES * 4):
        reach(reminded_phone(practice), str(number))
    plan_due(MORNING, limit=100)
    service.status = 403
    rounds = Rounds(PLACE, Sealer(PRIVATE, PUBLIC, CONTACT), service.instead)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(round_actions, "AT_ONCE", TROUBLES)
        work(service, EIGHT, rounds=rounds)
        work(service, EIGHT + A_MINUTE, rounds=rounds)
    assert TROUBLES <= len(service.sent) < 2 * TROUBLES
    assert len(phones()) == TROUBLES * 4

    service.status = 201
    work(service, EIGHT + REST + A_MINUTE * 20, rounds=rounds)
    assert {slot.state for slot in slots() if slot.due_at == EIGHT} == {"sent", "no_phone"}


@pytest.mark.parametrize("status", [406, 429])
def test_a_service_that_asks_for_patience_has_it(service, alices, status):
    service.status, service.headers = status, {"Retry-After": "600"}
    work(service)
    service.status, service.headers = 201, {}

    work(service, EIGHT + A_MINUTE * 9)
    assert (len(service.sent), state()) == (1, "waiting")

    work(service, EIGHT + A_MINUTE * 11)
    assert (len(service.sent), state()) == (2, "sent")
    assert service.sent[0].headers["topic"] == service.sent[1].headers["topic"]
    assert ("", "collapsed") not in tallies()  # nobody was cut off
    assert int(service.sent[1].headers["ttl"]) < int(service.sent[0].headers["ttl"])


@pytest.mark.parametrize("status", [500, 503])
def test_a_service_in_trouble_is_tried_ever_less_often_within_the_window(service, alices, status):
    service.status = status
    tried = []
    for minute in range(121):
        before = len(service.sent)
        work(service, EIGHT + A_MINUTE * minute)
        tried += [minute] * (len(service.sent) - before)

    gaps = [later - earlier for earlier, later in pairwise(tried)]
    assert 5 <= len(tried) <= 20
    assert max(gaps[:2]) < min(gaps[-2:])
    assert tried[-1] < 120
    assert state() == "missed"
    assert len(phones()) == 1


def test_nobody_at_the_other_end_is_tried_again(alices):
    with push_service() as service:
        pass  # it is gone
    work(service)
    assert state() == "waiting"

    with push_service() as service:
        work(service, EIGHT + A_MINUTE * 5)
        assert (state(), len(service.sent)) == ("sent", 1)


def test_of_two_phones_only_the_one_that_missed_it_is_tried_again(service, alice, alices):
    other = reach(a_device(alice), "other", host="jmt17.google.com")
    with push_service() as slow:
        slow.status = 503
        instead = service.instead | {"jmt17.google.com": f"127.0.0.1:{slow.port}"}
        rounds = Rounds(PLACE, Sealer(PRIVATE, PUBLIC, CONTACT), instead)
        work(service, rounds=rounds)
        assert state() == "waiting"

        slow.status = 201
        work(service, EIGHT + A_MINUTE * 5, rounds=rounds)
        assert (len(said(service, alices)), len(said(slow, other))) == (1, 2)
        assert state() == "sent"


def test_a_phone_has_each_of_two_reminders_once_while_another_phone_is_tried_again(service, alice, alices, course):
    reach(a_device(alice), "other", host="jmt17.google.com")
    a_session(alice, course.id, DAY, now=at(7), at=at(17))
    plan_due(at(17), limit=9)  # soon after it, at seven, and in the evening at eight
    with push_service() as broken:
        broken.status = 503
        instead = service.instead | {"jmt17.google.com": f"127.0.0.1:{broken.port}"}
        for minute in range(-60, 60, 5):
            work(service, EIGHT + A_MINUTE * minute, rounds=Rounds(PLACE, Sealer(PRIVATE, PUBLIC, CONTACT), instead))

    tags = [notification["tag"] for notification in said(service, alices)]
    assert (len(tags), len(set(tags))) == (2, 2)


@pytest.fixture
def refusing(service, alice, alices) -> Reached:
    """Another phone of Alice's, whose service refuses what it is sent."""
    service.status_of["/fcm/send/refusing"] = 400
    return reach(a_device(alice), "refusing")


def times(service, phone: Reached) -> int:
    return sum(sent.path == phone.path for sent in service.sent)


def test_a_phone_that_refused_it_is_not_asked_again_while_another_one_is(service, alices, refusing):
    service.status = 503
    work(service)
    assert (times(service, alices), times(service, refusing), state()) == (1, 1, "waiting")

    service.status = 201
    work(service, EIGHT + A_MINUTE * 5)
    assert (times(service, alices), times(service, refusing), state()) == (2, 1, "sent")
    assert tallies()[FCM, "refused"] == 1
    assert [phone.refused_at is not None for phone in phones()] == [False, True]


def test_it_stays_refused_when_the_other_phone_is_gone(service, alices, refusing):
    service.status = 503
    work(service)
    service.status = 410
    work(service, EIGHT + A_MINUTE * 5)

    assert (times(service, refusing), state()) == (1, "refused")


def test_a_phone_that_refused_one_reminder_is_sent_the_next(service, alice, alices, course, refusing):
    service.status = 503
    a_session(alice, course.id, DAY, now=at(7), at=at(17))
    plan_due(at(17), limit=9)  # soon after it, at seven, and in the evening at eight
    for minute in range(-60, 60, 5):
        work(service, EIGHT + A_MINUTE * minute)

    topics = [sent.headers["topic"] for sent in service.sent if sent.path == refusing.path]
    assert (len(topics), len(set(topics))) == (2, 2)


def test_a_refusal_that_was_noted_outlives_its_worker(service, alices):
    service.status = 400
    die_before("say_what_became", service)

    work(service, EIGHT + LEASE + A_MINUTE)
    assert (len(service.sent), state()) == (1, "refused")


def test_an_address_that_was_planted_in_the_database_is_not_asked(service, practice):
    planted = [one for one in HOSTILE if "\0" not in one and len(one) <= MOST_LETTERS]  # the column holds no others
    for endpoint in planted:
        reach(reminded_phone(practice), "planted", endpoint=endpoint)
    plan_due(MORNING, limit=100)
    work(service)

    assert len(planted) >= 40
    assert service.sent == []
    assert [slot.state for slot in slots() if slot.due_at == EIGHT].count("refused") == len(planted)
    assert all(phone.refused_at for phone in phones())


def test_one_who_cannot_be_reminded_keeps_nobody_waiting(service, practice, alices):
    """A clock that no list of ours knows any more, and a language that is none, among others who are to be reminded."""
    others = [reach(reminded_phone(practice), str(number)) for number in range(9)]
    lost, mute = others[2].device, others[6].device
    plan_due(MORNING, limit=100)
    db.session.execute(
        update(ReminderSlot).where(ReminderSlot.patient_id == lost.patient_id).values(zone="Sea/Atlantis")
    )
    db.session.execute(update(PushSubscription).where(PushSubscription.device_id == mute.id).values(language="no such"))
    db.session.commit()
    work(service)

    waiting = {slot.patient_id for slot in slots() if slot.due_at == EIGHT and slot.state == "waiting"}
    assert waiting == {lost.patient_id, mute.patient_id}
    assert len({sent.path for sent in service.sent}) == len(service.sent) == 8

    work(service, EIGHT + WINDOW)
    assert tallies()["", "missed"] == 2


def test_what_was_changed_a_moment_ago_counts_before_anything_is_sent(service, alices):
    choose(alices.device, Plan(at=time(21)), now=EIGHT - A_MINUTE)
    work(service)
    assert service.sent == []

    work(service, at(21))
    assert len(said(service, alices)) == 1


def test_what_one_phone_took_is_sent_even_if_another_ones_service_never_answers(service, alice, alices):
    reach(a_device(alice), "other", host="jmt17.google.com")
    with push_service() as broken:
        broken.status = 503
        instead = service.instead | {"jmt17.google.com": f"127.0.0.1:{broken.port}"}
        for minute in [*range(0, 100, 20), *(half / 2 for half in range(200, 242))]:
            work(service, EIGHT + A_MINUTE * minute, rounds=Rounds(PLACE, Sealer(PRIVATE, PUBLIC, CONTACT), instead))

    assert len(broken.sent) > 3
    assert (len(said(service, alices)), state()) == (1, "sent")
    assert ("", "missed") not in tallies()


def test_every_push_has_one_length_and_says_one_of_two_sentences(service, practice):
    """Names, hours and kinds of many patients: nothing of them is in a push."""
    reached = []
    for number in range(24):
        patient, course = treated(practice, name="Ä" * (number + 1))
        choose(device := a_device(patient), Plan(at=time(17 + number % 4, number), again=bool(number % 2)))
        reached.append(reach(device, f"{number}" * (number + 1)))
        if number % 3 == 0:
            a_session(patient, course.id, DAY, now=MORNING, at=at(9, number))
    plan_due(MORNING, limit=100)
    for hour in range(9, 24):
        work(service, at(hour, 45))

    assert len(service.sent) > 30
    assert len({len(sent.body) for sent in service.sent}) == 1
    notifications = [one for phone in reached for one in said(service, phone)]
    assert {one["body"] for one in notifications} == SENTENCES
    assert {one["title"] for one in notifications} == {"Diary"}
    assert len(notifications) == len(service.sent)


class PowerCut(BaseException):
    pass


def die_before(step: str, service) -> None:
    """A worker whose power is cut just before a step."""

    def cut(*_args, **_more):
        raise PowerCut

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"diary.reminders.sending_actions.{step}", cut)
        with pytest.raises(PowerCut):
            work(service)


def test_a_worker_that_dies_before_it_says_so_leaves_the_reminder_to_the_next(service, alices):
    die_before("note_answers", service)
    assert (len(service.sent), state()) == (1, "waiting")

    work(service, EIGHT + LEASE - A_MINUTE)
    assert len(service.sent) == 1

    work(service, EIGHT + LEASE + A_MINUTE)
    assert state() == "sent"
    assert len({sent.headers["topic"] for sent in service.sent}) == 1  # the phone shows one
    assert tallies()["", "collapsed"] == 1


def test_an_answer_that_was_noted_is_not_asked_for_again(service, alices):
    die_before("say_what_became", service)

    work(service, EIGHT + LEASE + A_MINUTE)
    assert (len(service.sent), state()) == (1, "sent")


def test_workers_side_by_side_send_each_reminder_once(app, service, practice):
    for number in range(30):
        reach(reminded_phone(practice), str(number))
    plan_due(MORNING, limit=100)

    async def sending(limit: int) -> None:
        async with Sender(Sealer(PRIVATE, PUBLIC, CONTACT), service.instead) as sender:
            while await send_due(sender, PLACE, EIGHT, limit=limit):
                pass

    with time_machine.travel(EIGHT):
        at_once(app, [lambda: asyncio.run(sending(4))] * 4)

    assert len(service.sent) == 30
    assert len({sent.headers["topic"] for sent in service.sent}) == 30
