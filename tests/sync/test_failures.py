"""Whatever breaks on the server, a sync is kept whole or not at all, and the next one finishes it."""

from datetime import timedelta

from sqlalchemy.exc import OperationalError

from diary.db import db
from diary.practice.models import Patient
from diary.sync.actions import receive
from tests.entries.saves import DAY, EVENING, PHONE, a_message, sent, shown_days, stored_versions
from tests.factories import a_patient, an_area
from tests.faults import PulledPlug, statements_of
from tests.statements import heard
from tests.sync.phones import sync, verdicts

FULL = {
    "asked": "last_24h",
    "pain": 4,
    "medicine": 1,
    "medicine_classes": ["opioid"],
    "effects": [{"effect": "bruise", "severity": 1}],
}


def an_outbox(area):
    """Saves of several kinds, one of them an edit of a day that is there already."""
    later = sent(EVENING + timedelta(minutes=1))
    return [
        a_message(area, body=FULL, edited_at=later),
        a_message(area, body=FULL, for_day=str(DAY - timedelta(days=1))),
        a_message(area, kind="goal", body={"words": "Walk to the shop"}),
        a_message(area, kind="question", body={"words": "May I swim?"}),
        a_message(area, kind="weekly_check", body={"peg_pain": 5}),
        a_message(area, kind="mood", body={}),
    ]


def test_a_failure_at_any_statement_leaves_all_of_a_batch_or_nothing(practice):
    stop_at = done = 0
    while not done:
        stop_at += 1
        alice = a_patient(practice)
        knee = an_area(alice)
        send(alice, [a_message(knee, body=FULL)])
        outbox = an_outbox(knee)

        done = reaches_the_end(alice, outbox, stop_at)

        assert len(versions_of(alice)) == (7 if done else 1), f"statement {stop_at} left something behind"
        assert {result.verdict for result in send(alice, outbox)} == ({"same"} if done else {"stored"})
        assert [version.revision for version in versions_of(alice)] == list(range(1, 8))

    assert stop_at > 12  # it was tried at every one of them, the commit among them


def send(patient, items):
    return receive(patient.id, items, actor=PHONE, now=EVENING)


def reaches_the_end(patient, items, stop_at):
    """Whether a sync is over before the database goes away at its so-manieth statement."""
    try:
        statements_of(lambda: send(patient, items), stop_at=stop_at)
    except PulledPlug:
        db.session.rollback()
        return False
    return True


def versions_of(patient):
    return [version for version in stored_versions() if version.patient_id == patient.id]


def test_a_busy_database_asks_to_come_back_and_keeps_nothing(alice_browser, knee):
    save = a_message(knee)

    def refuse(statement):
        if statement.startswith("INSERT INTO version"):
            raise OperationalError("", {}, Exception("database is locked"))

    with heard(refuse):
        answer = sync(alice_browser, save)

    assert (answer.status_code, answer.json["error"]["code"], answer.headers["Retry-After"]) == (503, "busy", "5")
    assert (stored_versions(), shown_days()) == ([], [])
    assert db.session.scalar(db.select(Patient.revision)) == 0
    assert verdicts(sync(alice_browser, save)) == ["stored"]


def test_what_was_kept_stays_kept_when_the_answer_cannot_be_made(alice_browser, carer_browser, knee):
    sync(carer_browser, a_message(knee))
    save = a_message(knee)

    def refuse(statement):
        if statement.startswith("SELECT version.id, version.revision"):
            raise PulledPlug

    with heard(refuse):
        answer = sync(alice_browser, save)

    assert (answer.status_code, answer.is_json) == (500, True)
    assert save["id"] in [str(version.id) for version in stored_versions()]
    assert verdicts(sync(alice_browser, save)) == ["same"]
