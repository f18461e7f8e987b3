"""What a round of the worker costs grows with what there is to do, not with what the diary holds."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from sqlalchemy import event

from diary.db import db
from diary.push.sealing import Sealer
from diary.reminders.due_queries import is_anything_due
from diary.reminders.models import ReminderSlot
from diary.reminders.round_actions import Rounds
from diary.reminders.sending_actions import Place
from tests.entries.saves import a_save, record
from tests.push.test_sealing import CONTACT, PRIVATE, PUBLIC
from tests.reminders.conftest import MORNING, YESTERDAY, reach
from tests.reminders.test_schedule import at
from tests.sessions.made import a_session

Asked = tuple[str, Any]
WHOLE = {"sqlite": re.compile(r"SCAN (?!CONSTANT|json_each|anon_)\w+"), "postgresql": re.compile(r"Seq Scan on \w+")}
HISTORY = {"sqlite": "entry USING PRIMARY KEY (patient_id=? AND area_id=? AND for_day>?)", "postgresql": "for_day >="}


@contextmanager
def asked() -> Iterator[list[Asked]]:
    """While this holds, the list is given each statement that goes to the database with its values."""
    found: list[Asked] = []

    def hear(_connection: Any, _cursor: Any, text: str, values: Any, _context: Any, executemany: bool) -> None:
        found.append((text, values[0] if executemany else values))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def plan_of(statement: Asked) -> str:
    """How the database finds the rows of a statement when its tables are large."""
    text, values = statement
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # as if its tables were not as small as here
            return "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {text}", values))
        return "\n".join(row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values))


@pytest.fixture
def round_asked(reminded, service, phone, alice, knee, course) -> list[Asked]:
    """All that a worker asks of the database on a day after Alice was treated and logged."""
    reach(phone, "alice")
    a_session(alice, course.id, YESTERDAY, now=MORNING, at=at(10, day=YESTERDAY))
    record(alice, a_save(knee, for_day=YESTERDAY, edited_at=at(20, day=YESTERDAY)))
    with asked() as found:
        for now in (MORNING, at(20)):
            db.session.rollback()
            with time_machine.travel(now):
                Rounds(Place("https://diary.example", "s" * 40), Sealer(PRIVATE, PUBLIC, CONTACT), service.instead).go()
    assert service.sent
    return [one for one in found if one[0].split()[0] in ("SELECT", "UPDATE", "DELETE", "WITH")]


def test_a_round_reads_no_table_from_end_to_end(round_asked):
    whole = WHOLE[db.engine.dialect.name]

    read = {text: found for text, values in round_asked if (found := whole.findall(plan_of((text, values))))}

    assert not read
    assert any(ReminderSlot.__tablename__ in text for text, _values in round_asked)


def test_a_round_reads_the_last_days_of_a_history_by_their_key(round_asked):
    [entries] = {text: plan_of((text, values)) for text, values in round_asked if "JOIN entry" in text}.values()

    assert HISTORY[db.engine.dialect.name] in entries


def test_a_look_leaves_the_connection_as_it_was(app):
    def differs() -> bool:
        with db.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            return (
                driver.autocommit is True
                if connection.dialect.name == "postgresql"
                else driver.isolation_level is not None
            )

    is_anything_due(MORNING)

    assert not differs()
