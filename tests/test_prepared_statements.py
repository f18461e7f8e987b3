"""Statements that go straight to the driver mean on both databases what they mean by any other way."""

import sqlite3
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from diary.db import db, writing_alone
from diary.practice.models import Practice
from diary.prepared_statements import direct, reading
from tests.factories import a_practice

PRACTICE = Practice.__table__
NOW = datetime(2026, 11, 20, 15, 0, 0, 1000, tzinfo=UTC)
FIND = select(PRACTICE.c.id, PRACTICE.c.created_at, PRACTICE.c.is_demo, PRACTICE.c.phone).where(
    PRACTICE.c.id == bindparam("practice")
)
ADD = insert(PRACTICE)


def a_row(**changes: object) -> dict[str, object]:
    nothing = dict.fromkeys(column.name for column in PRACTICE.c)
    said = {"id": uuid4(), "name": "Harbour Lane Clinic", "zone": "UTC", "is_demo": True, "created_at": NOW}
    return nothing | said | changes


def test_values_come_back_as_they_went_in(app):
    row = a_row()

    with writing_alone() as connection:
        direct(connection).run(ADD, [row])
    with reading() as driver:
        [found] = driver.rows(FIND, {"practice": row["id"]})

    assert found._asdict() == {"id": row["id"], "created_at": NOW, "is_demo": True, "phone": None}


@pytest.mark.parametrize("count", [0, 1, 3])
def test_several_questions_are_answered_in_their_order(app, count):
    ids = [a_practice().id for _ in range(count)]

    with reading() as driver:
        found = driver.rows_of_each(FIND, [{"practice": practice} for practice in [*ids, UUID(int=0)]])

    assert [row.id for row in found] == ids


def test_who_only_looks_holds_up_nobody_who_writes_and_leaves_no_transaction_behind(app):
    practice = a_practice().id

    with reading() as driver:
        driver.rows(FIND, {"practice": practice})
        with writing_alone() as connection:
            direct(connection).run(ADD, [a_row()])
        looked_with = driver.cursor.connection

    assert not is_in_transaction(looked_with)


def is_in_transaction(connection: Any) -> bool:
    if isinstance(connection, sqlite3.Connection):
        return connection.in_transaction
    return connection.info.transaction_status is not TransactionStatus.IDLE


def test_what_the_database_refuses_has_the_same_name_as_ever_and_is_kept_in_no_part(app):
    row = a_row()

    with pytest.raises(IntegrityError), writing_alone() as connection:
        direct(connection).run(ADD, [row])
        direct(connection).run(ADD, [row])

    assert db.session.scalars(select(Practice)).all() == []
