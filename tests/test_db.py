"""The database behaves the same on SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from flask_migrate import downgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, StatementError

from diary.audit.models import AuditEvent
from diary.db import Base, db, writing
from diary.practice.models import Practice


def a_practice(created_at: datetime) -> Practice:
    return Practice(id=uuid4(), name="Harbour Lane Clinic", zone="America/Toronto", created_at=created_at)


def an_event() -> AuditEvent:
    return AuditEvent(at=datetime(2026, 11, 20, tzinfo=UTC), actor_kind="system", action="made")


def test_a_moment_comes_back_aware_and_equal(app):
    toronto = datetime(2026, 11, 20, 9, 20, tzinfo=timezone(timedelta(hours=-5)))
    db.session.add(a_practice(toronto))
    db.session.commit()

    [moment] = db.session.scalars(db.select(Practice.created_at))

    assert moment == toronto
    assert moment.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(app):
    db.session.add(a_practice(datetime(2026, 11, 20, 9, 20)))

    with pytest.raises(StatementError, match="naive"):
        db.session.commit()


def test_a_write_within_a_write_is_kept_or_lost_with_it(app):
    with pytest.raises(RuntimeError), writing():
        with writing():
            db.session.add(a_practice(datetime(2026, 11, 20, tzinfo=UTC)))
        raise RuntimeError

    assert db.session.scalars(db.select(Practice)).all() == []


def test_a_write_after_a_failed_one_stands_alone(app):
    with pytest.raises(RuntimeError), writing():
        raise RuntimeError

    with writing():
        db.session.add(a_practice(datetime(2026, 11, 20, tzinfo=UTC)))
    db.session.rollback()

    assert len(db.session.scalars(db.select(Practice)).all()) == 1


def test_the_migrations_make_exactly_the_tables_of_the_models(app):
    names = set(inspect(db.engine).get_table_names()) - {"alembic_version"}

    assert names == set(Base.metadata.tables)


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_an_audit_row_cannot_be_changed_or_removed(app, statement):
    db.session.add(an_event())
    db.session.commit()

    with pytest.raises(DBAPIError, match="only ever added"):
        db.session.execute(text(statement))


def test_going_down_leaves_nothing_behind(app):
    downgrade(revision="base")

    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
