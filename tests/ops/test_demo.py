"""The demo clinic reads like the morning it was drawn for, whenever it is made."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from diary.accounts.models import Staff
from diary.audit.models import AuditEvent
from diary.caseload.domain import caseload
from diary.caseload.queries import listed_patients
from diary.checks.domain import peg_before
from diary.db import Base, db, writing
from diary.entries.models import Version
from diary.errors import ConfigError
from diary.ops.demo import fill_if_empty, make
from diary.ops.demo_data import demo_clinic
from diary.practice.access import the_patient
from diary.practice.models import Patient, Practice
from diary.practice.queries import needs_consent, practice_of
from diary.trends.findings import findings_of
from diary.trends.load import facts_of
from diary.trends.relief_said import said
from tests.conftest import opened, sqlite_app
from tests.factories import a_practice
from tests.slowness import slowness

TORONTO = "America/Toronto"
NOW = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)  # Friday, 8 am in Toronto
A_DAY = timedelta(days=1)

# name: visit, age, area, session, last 7 days against start, relief after the last session and the first, entries
LIST = {
    "Robert Lindqvist": ("08:40", 71, "Low back", "3 of 6", "-24%, 8.4 to 6.4", "2 days", "1 day", "7/7"),
    "Aisha Rahman": ("09:00", 48, "Neck and headache", "4 of 6", "-33%, 5.7 to 3.8", "4 days", "2 days", "6/7"),
    "Margaret Ellis": ("09:20", 62, "Right knee, inner side", "6 of 6", "-43%, 7.0 to 4.0", "5 days", "1 day", "7/7"),
    "Daniel Okoye": ("09:40", 55, "Left elbow", "1 of 6", "baseline only", None, None, "6/6"),
    "Joan Pettigrew": ("10:00", 79, "Both heels", "5 of 6", "-8%, 7.0 to 6.4", "none", "none", "7/7"),
    "Luis Herrera": ("10:20", 66, "Right shoulder", "4 of 6", "too few entries", "not known", "1 day", "1/7"),
    "Chantal Roy": ("10:40", 59, "Scar, left hip", "2 of 6", "-15%, 7.4 to 6.3", "1 day", "1 day", "7/7"),
    "Peter Novak": ("11:00", 44, "Ankle", "6 of 6", "-74%, 6.1 to 1.6", "6 days", "1 day", "7/7"),
}

MOMENTS = {
    "a Friday morning": (NOW, TORONTO),
    "1 am, still the day before": (datetime(2026, 11, 21, 6, 0, tzinfo=UTC), TORONTO),
    "a Sunday at 3:59 am": (datetime(2026, 11, 22, 8, 59, tzinfo=UTC), TORONTO),
    "a Sunday at 4 am": (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), TORONTO),
    "two days after clocks went back": (datetime(2026, 11, 3, 15, 0, tzinfo=UTC), TORONTO),
    "the day clocks go forward": (datetime(2027, 3, 14, 20, 0, tzinfo=UTC), TORONTO),
    "clocks that move by half an hour": (datetime(2026, 10, 4, 3, 0, tzinfo=UTC), "Australia/Lord_Howe"),
    "a leap day": (datetime(2028, 2, 29, 17, 50, tzinfo=UTC), "Asia/Kathmandu"),
    "the first hour of a year": (datetime(2027, 1, 1, 0, 30, tzinfo=UTC), "UTC"),
}

# Her days as product decisions fix them; "–" has no entry.
PAIN = "7 7 8 7 6 7 7 4 6 7 7 7 – 7 4 4 6 6 7 – – 3 4 6 7 6 6 6 3 3 – 4 6 6 6 3 2 3 4 4 6 6"
MEDICINE = "3 2 3 3 2 3 3 1 2 2 3 2 – 2 0 1 2 2 2 – – 1 2 3 2 2 1 1 0 0 – 1 1 2 1 0 0 0 0 0 1 1"
SLEEP = "3 2 3 2 2 3 2 2 2 2 3 2 – 2 1 1 2 2 2 – – 1 2 3 2 2 1 1 1 0 – 1 1 2 1 0 0 1 0 1 1 2"
EFFECTS = "0 0 0 0 0 0 0 1 1 0 0 0 – 0 1 0 0 0 0 – – 1 2 2 1 0 0 0 1 0 – 0 0 0 0 1 0 0 0 0 0 0"
GOAL = "0 0 1 0 0 0 0 1 0 0 0 0 – 1 1 1 0 0 0 – – 1 1 0 0 0 0 1 1 1 – 1 0 0 1 1 1 1 1 1 0 1"
FIRST_SESSION = 7


@pytest.fixture
def filled(app):
    """The demo clinic, made anew on each database."""
    fill_if_empty(NOW, zone=TORONTO)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory, sqlite_template):
    """The demo clinic, made once for all tests that only read."""
    for app in opened(sqlite_app(tmp_path_factory.mktemp("clinic"), sqlite_template)):
        fill_if_empty(NOW, zone=TORONTO)
        yield app


@pytest.fixture
def margaret(clinic):
    """Everything known of the demo patient."""
    return facts_of(the_patient(Patient.name == "Margaret Ellis"), None, now=NOW)


def line_of(name, now):
    """What the list of patients says of one of them."""
    facts = facts_of(the_patient(Patient.name == name), None, now=now)
    summary = findings_of(facts).summary
    reliefs = [relief_of(result) for result in summary.sessions] or [None]
    visit = facts.course.next_visit_at.astimezone(ZoneInfo(facts.patient.practice.zone))
    return (
        f"{visit:%H:%M}",
        facts.patient.age(facts.today),
        facts.course.area_name,
        f"{len(facts.sessions) + 1} of {facts.course.planned_sessions}",
        change_of(summary),
        reliefs[-1],
        reliefs[0],
        f"{summary.recent.n}/{min(7, (facts.today - facts.patient.enrolled_on).days)}",
    )


def change_of(summary):
    if not summary.sessions:
        return "baseline only"
    if summary.recent.mean is None:
        return "too few entries"
    return f"-{summary.recent.percent:.0f}%, {summary.baseline.mean:.1f} to {summary.recent.mean:.1f}"


def relief_of(result):
    words = said(result.relief)
    return str(words.big or words.small)


@pytest.mark.parametrize("own_app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("now", "zone"), MOMENTS.values(), ids=MOMENTS)
def test_the_list_reads_the_same_at_any_hour_of_any_day(app, now, zone):
    fill_if_empty(now, zone=zone)

    assert {name: line_of(name, now) for name in LIST} == LIST


def test_the_list_reads_the_same_on_both_databases(filled):
    assert {name: line_of(name, NOW) for name in LIST} == LIST


def test_all_eight_come_today_in_this_order(clinic):
    practice_id = db.session.scalars(select(Practice.id)).one()
    listed = listed_patients(practice_id, archived=False, with_entries=True, day=NOW.date(), zone=TORONTO)

    today = caseload(listed, "", day=NOW.date(), zone=TORONTO)

    assert [patient.name for patient in today.today] == list(LIST)
    assert today.others == ()


@pytest.mark.parametrize("own_app", ["sqlite"], indirect=True)
def test_nothing_is_recorded_in_the_future_even_when_the_day_begins(app):
    four_in_the_morning = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    fill_if_empty(four_in_the_morning, zone=TORONTO)

    assert db.session.scalars(select(func.max(Version.received_at))).one() < four_in_the_morning
    assert db.session.scalars(select(func.max(AuditEvent.at))).one() < four_in_the_morning


def test_margarets_days_are_the_ones_decided(margaret):
    by_day = {entry.day: entry for entry in margaret.entries}
    entries = [by_day.get(margaret.today - back * A_DAY) for back in range(42, 0, -1)]

    def series(value):
        return " ".join("–" if entry is None else str(value(entry)) for entry in entries)

    assert series(lambda entry: entry.pain) == PAIN
    assert series(lambda entry: entry.medicine) == MEDICINE
    assert series(lambda entry: entry.sleep) == SLEEP
    assert series(lambda entry: entry.worst_effect) == EFFECTS
    assert series(lambda entry: {"yes": 1, "no": 0}[entry.goal]) == GOAL


def test_one_of_margarets_days_was_filled_in_late(margaret):
    first = margaret.session_days[0]

    assert [(entry.day - first).days for entry in margaret.entries if entry.stamp == "late"] == [18]
    assert {entry.stamp for entry in margaret.entries} == {"on_time", "late"}


def test_on_session_days_she_was_asked_about_the_time_since_and_answered_after_it(margaret):
    since = {entry.day: entry.corrected_at for entry in margaret.entries if entry.asked == "since_session"}

    assert tuple(since) == margaret.session_days
    assert all(since[session.day] > session.at for session in margaret.sessions)


def test_margarets_sessions_are_a_week_apart_at_her_time(margaret):
    local = [session.at.astimezone(ZoneInfo(TORONTO)) for session in margaret.sessions]

    assert {at.time() for at in local} == {time(9, 20)}
    assert {later - earlier for earlier, later in pairwise(margaret.session_days)} == {7 * A_DAY}
    assert margaret.next_session == margaret.today == margaret.session_days[-1] + 7 * A_DAY


def test_margarets_sessions_say_what_was_done(margaret):
    for session in margaret.sessions:
        assert session.techniques == ("injections",)
        assert (session.points, session.volume_ml) == (22, 11.0)
        assert session.pain_after_15min < session.pain_before


def test_margarets_peg_before_each_session_is_the_one_decided(margaret):
    visits = [*margaret.session_days, margaret.today]

    assert [round(peg_before(margaret.checks, day), 1) for day in visits] == [6.7, 6.3, 6.0, 5.3, 4.7, 4.0]


def test_margaret_has_a_goal_and_two_questions(margaret):
    assert margaret.goal == "walk 20 minutes"
    asked = tuple(question.words for question in margaret.questions)
    assert asked == ("Can I go back to swimming?", "Pain comes back on day 5. Is that normal?")


def test_margarets_effects_are_a_bruise_after_session_3_and_soreness_after_the_others(margaret):
    named = {
        (entry.day - margaret.session_days[0]).days: {one.effect for one in entry.effects}
        for entry in margaret.entries
        if entry.effects
    }

    bruised = {day for day, effects in named.items() if effects == {"bruise", "more_pain"}}
    sore = {day for day, effects in named.items() if effects == {"soreness"}}
    assert (bruised, sore) == ({14, 15, 16, 17}, {0, 1, 7, 21, 28})


def test_one_patient_was_shown_a_red_flag_card_and_says_to_have_called(clinic):
    [card] = facts_of(the_patient(Patient.name == "Chantal Roy"), None, now=NOW).flags

    assert (card.rule, card.level, card.called, card.shown_at.date()) == ("RF04", "C", True, date(2026, 11, 19))


def test_her_headline_is_the_one_drawn(margaret):
    headline = findings_of(margaret).summary.headline

    assert " ".join(str(sentence) for sentence in headline) == (
        "Pain is down 43% from baseline. Relief after the last session lasted 5 days, up from 1."
    )


def test_every_save_came_from_a_paired_phone_whose_owner_agreed(clinic):
    saves = db.session.execute(select(Version.source, Version.author, Version.clock_suspect).distinct()).all()

    assert saves == [("phone", "patient", False)]
    assert not any(needs_consent(patient_id) for patient_id in db.session.scalars(select(Patient.id)))


def test_the_clinic_is_marked_and_staffed(clinic):
    practice = practice_of(db.session.scalars(select(Practice.id)).one())
    people = db.session.execute(
        select(Staff.email, Staff.is_practitioner, Staff.is_reception, Staff.is_administrator).order_by(Staff.email)
    ).all()

    assert (practice.name, practice.zone, practice.is_demo) == ("Harbour Lane Clinic", TORONTO, True)
    assert people == [
        ("admin@demo.example", False, False, True),
        ("practitioner@demo.example", True, False, False),
        ("reception@demo.example", False, True, False),
    ]


def test_filling_again_changes_nothing(filled):
    before = counts()

    made = fill_if_empty(NOW + A_DAY, zone=TORONTO)

    assert made is False
    assert counts() == before


def counts():
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.tables.values()
    }


def test_a_real_practice_is_never_mixed_with_the_demo(app):
    a_practice()

    with pytest.raises(ConfigError):
        fill_if_empty(NOW, zone=TORONTO)

    assert db.session.scalars(select(Practice.is_demo)).all() == [False]
    assert db.session.scalars(select(Patient.id)).all() == []


def test_a_clinic_that_cannot_be_finished_is_not_begun(app):
    clinic = demo_clinic()
    broken = replace(clinic.patients[-1], condition="no such condition")

    with pytest.raises(Exception, match="condition"), writing():
        make(replace(clinic, patients=(*clinic.patients[:-1], broken)), TORONTO, NOW)

    assert set(counts().values()) == {0}


@pytest.mark.alone
def test_it_is_made_in_two_seconds_of_work(app):
    started = process_time()

    fill_if_empty(NOW, zone=TORONTO)

    assert process_time() - started < 2 * slowness()


@pytest.mark.parametrize("patient", demo_clinic().patients, ids=lambda patient: patient.name)
def test_the_series_of_a_patient_fit_together(patient):
    kept = [place for place, pain in enumerate(patient.series["pain"]) if pain is not None]

    for series in patient.series.values():
        assert [place for place, value in enumerate(series) if value is not None] == kept
    assert all(place < patient.days for place in (*patient.sessions, *patient.late))
    assert len(patient.pain_before) == len(patient.pain_after) == len(patient.sessions)
