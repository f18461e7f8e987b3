"""Reminders are planned for today and tomorrow, and anew when what they follow from changes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from diary.accounts.models import Device
from diary.days import zone_known_here
from diary.db import db
from diary.practice.consent import VERSION
from diary.practice.consent_actions import answer_consent
from diary.practice.models import Patient
from diary.practice.sharing_actions import ask_deletion, keep_diary
from diary.reminders import planning_actions
from diary.reminders.ledger_actions import claim_due, miss_late, settle
from diary.reminders.ledger_changes import LONGEST_COUNTED
from diary.reminders.planning_actions import LEASE, plan_due
from diary.reminders.schedule import Plan
from diary.sessions.actions import cancel_session
from diary.sessions.course_actions import book_visit, end_course
from tests.entries.saves import a_message, sent
from tests.factories import a_device, an_area
from tests.practice.logins import login_of
from tests.reminders.conftest import MORNING, choose, reminded_phone, treated
from tests.reminders.ledger import slots
from tests.reminders.test_schedule import DAY, at
from tests.sessions.made import BY_BOB, a_session, record_of
from tests.statements import heard
from tests.sync.phones import sync, verdicts
from tests.threads import at_once
from tests.today.days import a_course

TOMORROW = DAY + timedelta(days=1)
TORONTO, PARIS, VANCOUVER = "America/Toronto", "Europe/Paris", "America/Vancouver"
A_MINUTE = timedelta(minutes=1)


def planned(now=MORNING, zone: str = TORONTO) -> list[str]:
    """What the ledger says after all who are due were planned, by the clock of a zone."""
    while plan_due(now, limit=100):
        pass
    return [f"{slot.kind} {slot.due_at.astimezone(ZoneInfo(zone)):%d %H:%M}" for slot in slots()]


def killed(*_arguments: object) -> NoReturn:
    raise KeyboardInterrupt


def next_plan(patient) -> datetime | None:
    found = db.session.scalar(select(Patient.reminders_at).where(Patient.id == patient))
    db.session.rollback()
    return found


def fly(patient, zone: str, now) -> None:
    """The patient's phone says that it is somewhere else."""
    db.session.execute(update(Device).where(Device.patient_id == patient).values(zone=zone, last_seen_at=now))
    db.session.execute(update(Patient).where(Patient.id == patient).values(reminders_at=now))
    db.session.commit()


def test_today_and_tomorrow_are_planned_as_soon_as_a_patient_chose(reminded):
    assert planned() == ["daily 20 20:00", "daily 21 20:00"]


def test_who_chose_nothing_is_not_planned(alice, course, phone):
    assert planned() == []
    assert next_plan(alice.id) is None


def test_the_next_day_is_planned_in_the_night(reminded):
    planned()
    night = at(0, day=TOMORROW)

    assert night <= next_plan(reminded) < night + timedelta(hours=6)
    assert planned(at(6, day=TOMORROW)) == ["daily 20 20:00", "daily 21 20:00", "daily 22 20:00"]


def test_whom_nothing_changes_for_is_not_looked_at_again(reminded):
    planned()

    assert plan_due(MORNING + timedelta(hours=12), limit=9) == 0


def test_a_new_time_moves_what_nobody_began(reminded, phone):
    planned()
    choose(phone, Plan(at=time(21, 15)), now=MORNING + A_MINUTE)

    assert planned(MORNING + A_MINUTE) == ["daily 20 21:15", "daily 21 21:15"]


def test_a_time_that_is_over_today_counts_from_tomorrow(reminded, phone):
    planned()
    choose(phone, Plan(at=time(9)), now=MORNING + A_MINUTE)

    assert planned(MORNING + A_MINUTE) == ["daily 21 09:00"]


def test_a_time_chosen_a_moment_ago_counts_today(course, phone):
    choose(phone, Plan(at=time(9, 30)), now=MORNING - A_MINUTE)

    assert planned(MORNING + A_MINUTE) == ["daily 20 09:30", "daily 21 09:30"]


def test_what_was_begun_stays_where_it_is(reminded, phone):
    planned()
    [slot] = claim_due(at(20), lease=LEASE, limit=1)
    settle([slot.id], "sent", now=at(20))
    choose(phone, Plan(at=time(22)), now=at(20, 5))

    assert planned(at(20, 5)) == ["daily 20 20:00", "daily 21 22:00"]
    assert [row.state for row in slots()] == ["sent", "waiting"]


@pytest.mark.parametrize("plan", [Plan(is_on=False), Plan(paused_until=TOMORROW)], ids=["off", "pause"])
def test_who_wants_none_for_now_has_none(reminded, phone, plan):
    planned()
    choose(phone, plan, now=MORNING + A_MINUTE)

    assert planned(MORNING + A_MINUTE) == []


def test_a_pause_ends_by_itself(reminded, phone):
    choose(phone, Plan(paused_until=date(2026, 11, 25)), now=MORNING + A_MINUTE)
    planned(MORNING + A_MINUTE)

    night = at(0, day=date(2026, 11, 25))
    assert night <= next_plan(reminded) < night + timedelta(hours=6)
    assert planned(night + timedelta(hours=6)) == ["daily 26 20:00"]


def test_a_session_that_is_recorded_is_asked_after(alice, reminded, course):
    planned()
    session = a_session(alice, course.id, DAY, now=MORNING, at=at(9))

    assert planned() == ["soon 20 11:00", "evening 20 20:00", "morning 21 09:00", "daily 21 20:00"]

    cancel_session(record_of(alice), session, actor=BY_BOB, now=MORNING)
    assert planned() == ["daily 20 20:00", "daily 21 20:00"]


def test_a_visit_that_is_booked_is_planned_beside_the_daily_reminder(alice, reminded, course):
    planned()
    book_visit(record_of(alice), course.id, at(10, day=TOMORROW), actor=BY_BOB, now=MORNING)

    assert planned() == ["daily 20 20:00", "visit 20 20:00", "daily 21 20:00"]  # the daily one in case it is answered


def test_they_end_with_the_course_and_begin_with_the_next(alice, reminded, course):
    planned()
    end_course(record_of(alice), course.id, actor=BY_BOB, now=MORNING)
    assert planned() == []
    assert next_plan(alice.id) is None

    again = a_course(alice, an_area(alice), opened_at=MORNING)
    book_visit(record_of(alice), again.id, at(10, day=DAY + timedelta(days=9)), actor=BY_BOB, now=MORNING)
    assert planned() == ["daily 20 20:00", "daily 21 20:00"]


def test_who_no_longer_agrees_is_not_planned_until_they_agree_again(reminded, phone):
    planned()
    answer_consent(login_of(phone), wording="w", language="en", agreed=False, now=MORNING)
    assert planned() == []

    answer_consent(login_of(phone), wording="w", language="en", agreed=True, now=MORNING + A_MINUTE)
    assert planned(MORNING + A_MINUTE) == ["daily 20 20:00", "daily 21 20:00"]


def test_who_agrees_again_on_a_phone_without_signal_is_planned_when_it_is_heard_of(reminded, phone, alice_browser):
    answer_consent(login_of(phone), wording="w", language="en", agreed=False, now=MORNING)
    assert planned() == []

    agreed = {"wording_version": VERSION, "wording": "w", "language": "en", "agreed": True}
    save = a_message(kind="consent", body=agreed, edited_at=sent(datetime.now(UTC))) | {"area": None}
    assert verdicts(sync(alice_browser, save)) == ["stored"]
    assert next_plan(reminded) <= datetime.now(UTC)


def test_who_wants_the_diary_deleted_is_not_planned_until_they_keep_it(reminded, phone):
    planned()
    ask_deletion(login_of(phone), now=MORNING + A_MINUTE)
    assert planned(MORNING + A_MINUTE) == []

    keep_diary(login_of(phone), now=MORNING + 2 * A_MINUTE)
    assert planned(MORNING + 2 * A_MINUTE) == ["daily 20 20:00", "daily 21 20:00"]


def test_who_has_no_own_phone_goes_by_the_clock_of_the_clinic(alice, practice, course, phone):
    choose(phone)
    db.session.execute(update(Device).where(Device.id == phone.id).values(is_carer=True, zone=PARIS))
    db.session.commit()

    assert planned() == ["daily 20 20:00", "daily 21 20:00"]


def test_a_phone_that_knows_no_zone_goes_by_the_clock_of_the_clinic(alice, practice, course, phone):
    fly(alice.id, zone_known_here("Etc/Unknown"), MORNING)
    choose(phone)

    assert planned() == ["daily 20 20:00", "daily 21 20:00"]


def test_the_own_phone_that_was_seen_last_says_where_somebody_is(alice, course, phone):
    a_device(alice, zone=PARIS, last_seen_at=MORNING)
    db.session.execute(update(Device).where(Device.id == phone.id).values(last_seen_at=MORNING - A_MINUTE))
    db.session.commit()
    choose(phone)

    assert planned(zone=PARIS) == ["daily 20 20:00", "daily 21 20:00"]


def test_a_phone_that_was_signed_out_says_nothing_of_where_somebody_is(alice, course, phone):
    a_device(alice, zone=PARIS, last_seen_at=MORNING, signed_out_at=MORNING)
    db.session.execute(update(Device).where(Device.id == phone.id).values(last_seen_at=MORNING - A_MINUTE))
    db.session.commit()
    choose(phone)

    assert planned() == ["daily 20 20:00", "daily 21 20:00"]


def test_who_flies_west_goes_by_the_new_clock_from_the_next_day_on(reminded):
    planned()
    fly(reminded, VANCOUVER, at(15))

    assert planned(at(15)) == ["daily 20 20:00", "daily 21 22:00"]
    assert planned(at(15), zone=VANCOUVER) == ["daily 20 18:00", "daily 21 20:00"]


def test_who_flies_west_late_in_the_evening_has_one_reminder_a_day(reminded):
    planned()
    fly(reminded, VANCOUVER, at(0, 30, TOMORROW))  # there it is still today

    assert planned(at(0, 30, TOMORROW), zone=VANCOUVER) == ["daily 20 18:00", "daily 21 20:00"]


def test_who_flies_east_into_the_next_day_is_not_woken_for_the_day_before(reminded):
    planned()
    fly(reminded, PARIS, at(19))  # one in the morning there

    assert planned(at(19), zone=PARIS) == ["daily 21 20:00", "daily 22 20:00"]


def test_a_phone_that_says_it_is_elsewhere_has_its_patient_planned_anew(reminded, alice_browser):
    planned()
    before = next_plan(reminded)
    alice_browser.environ_base["HTTP_DIARY_ZONE"] = TORONTO
    assert sync(alice_browser).status_code == 200
    assert next_plan(reminded) == before

    alice_browser.environ_base["HTTP_DIARY_ZONE"] = PARIS
    assert sync(alice_browser).status_code == 200
    assert next_plan(reminded) <= datetime.now(UTC)


def test_what_changes_while_it_is_planned_is_planned_again(reminded, phone, monkeypatch):
    def meanwhile(*_args):
        choose(phone, Plan(at=time(21)), now=MORNING + A_MINUTE)
        return {}

    with monkeypatch.context() as patch:
        patch.setattr(planning_actions, "kept_of", lambda patients, now: meanwhile() or KEPT_OF(patients, now))
        plan_due(MORNING, limit=1)

    assert next_plan(reminded) == MORNING + A_MINUTE
    assert planned(MORNING + A_MINUTE) == ["daily 20 21:00", "daily 21 21:00"]


KEPT_OF = planning_actions.kept_of


@pytest.mark.parametrize(
    ("before", "after", "then"),
    [
        (Plan(is_on=False), Plan(), ["daily 20 20:00", "daily 21 20:00"]),
        (Plan(at=time(22)), Plan(at=time(21)), ["daily 20 21:00", "daily 21 21:00"]),
    ],
    ids=["switched on again", "another time"],
)
def test_a_worker_that_is_late_undoes_nothing_that_another_planned_since(
    reminded, phone, monkeypatch, before, after, then
):
    """It read what the patient had chosen before, and writes when another worker has planned what they chose since."""
    planned()
    choose(phone, before, now=MORNING + A_MINUTE)

    def meanwhile(patients, now):
        monkeypatch.undo()
        found = KEPT_OF(patients, now)
        choose(phone, after, now=now + A_MINUTE)
        planned(now + A_MINUTE)
        return found

    monkeypatch.setattr(planning_actions, "kept_of", meanwhile)
    plan_due(MORNING + A_MINUTE, limit=1)

    assert planned(MORNING + A_MINUTE * 3) == then


def test_a_worker_that_died_over_it_gives_it_back_when_its_lease_ends(reminded, monkeypatch):
    def dies(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(planning_actions, "plan", dies)
        with pytest.raises(KeyboardInterrupt):
            plan_due(MORNING, limit=9)

    assert planned(MORNING + LEASE - A_MINUTE) == []
    assert planned(MORNING + LEASE) == ["daily 20 20:00", "daily 21 20:00"]


def test_one_who_cannot_be_planned_keeps_nobody_waiting(practice, reminded, phone, monkeypatch):
    other = reminded_phone(practice)
    whole = planning_actions.changes

    def fails_for_one(plan, known, kept, **more):
        if plan and plan.at == time(7):
            raise RuntimeError
        return whole(plan, known, kept, **more)

    choose(phone, Plan(at=time(7)), now=MORNING + A_MINUTE)
    monkeypatch.setattr(planning_actions, "changes", fails_for_one)

    assert planned(MORNING + A_MINUTE) == ["daily 20 20:00", "daily 21 20:00"]
    assert {slot.patient_id for slot in slots()} == {other.patient_id}


def test_one_alone_who_cannot_be_planned_ends_no_round(reminded, monkeypatch):
    monkeypatch.setattr(planning_actions, "changes", None)

    assert plan_due(MORNING, limit=9) == 1
    assert plan_due(MORNING, limit=9) == 0


def test_after_days_without_a_worker_what_is_due_today_is_planned_and_so_sent_or_missed(reminded):
    planned()
    late = at(20, 10, DAY + timedelta(days=3))

    assert planned(late)[3:] == ["daily 23 20:00", "daily 24 20:00"]


def test_each_reminder_of_an_outage_is_counted_as_missed(reminded):
    planned()
    late = at(12, day=DAY + timedelta(days=5))

    planned(late)
    assert miss_late(late, limit=100) == 5

    assert [slot.state for slot in slots()] == ["missed"] * 5 + ["waiting"] * 2


def test_of_a_very_long_outage_the_last_days_are_counted(reminded):
    planned()

    late = at(12, day=DAY + timedelta(days=400))

    assert len(planned(late)) == 2 + LONGEST_COUNTED.days + 2


def test_what_was_due_when_a_worker_died_over_its_plan_is_still_sent(reminded, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(planning_actions, "known_of", killed)
        plan_due(at(20, 1), limit=100)
    assert planned(at(20, 2)) == []

    assert "daily 20 20:00" in planned(at(20, 10))


def test_what_changes_while_a_worker_is_at_it_is_planned_at_once(reminded, phone, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(planning_actions, "known_of", killed)
        plan_due(MORNING, limit=100)

    choose(phone, Plan(at=time(18)), now=MORNING + A_MINUTE)

    assert planned(MORNING + A_MINUTE) == ["daily 20 18:00", "daily 21 18:00"]


def test_workers_plan_side_by_side_without_a_slot_twice(app, practice):
    for _patient in range(12):
        reminded_phone(practice)

    at_once(app, [lambda: [plan_due(MORNING, limit=3) for _round in range(4)]] * 4)

    assert len(slots()) == 24


def test_more_patients_ask_no_more_questions(app, practice):
    asked: list[int] = []
    for many in (2, 9):
        for _patient in range(many):
            patient, course = treated(practice)
            choose(a_device(patient))
            a_session(patient, course.id, DAY, now=MORNING, at=at(9))
        statements: list[str] = []
        with heard(statements.append):
            assert plan_due(MORNING, limit=100) == many
        asked.append(len(statements))

    assert asked[0] == asked[1]
