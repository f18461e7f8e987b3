"""Whether the diary can do its work right now."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from huey import Huey
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from diary.db import db, only_reads
from diary.ops.worker import QUEUE_ERRORS, last_heartbeat, open_queue

LEAST_FREE_BYTES = 500 * 1024 * 1024
OLDEST_HEARTBEAT = timedelta(seconds=60)

log = structlog.get_logger()


def what_fails(app: Flask, *, now: datetime) -> list[str]:
    """Names of the checks that fail, in order; an empty list means ready. The log gets the names too."""
    checks: dict[str, Callable[[], bool]] = {
        "database": lambda: database_is_ready(app),
        "disk": lambda: free_bytes(app.config["DIARY"].data_dir) >= LEAST_FREE_BYTES,
        "time zones": knows_todays_time_zones,
        "worker": lambda: worker_is_alive(app, now),
    }
    failing = [name for name, passes in checks.items() if not passes()]
    for name in failing:
        log.warning("not ready", place=name)
    return failing


def database_is_ready(app: Flask) -> bool:
    """The database takes writes (this one is taken back) and has the tables that this release expects."""
    token = only_reads.set(False)
    try:
        with db.engine.connect() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
            is_ready = has_this_releases_tables(connection, app.root_path)
            connection.rollback()
        return is_ready
    except SQLAlchemyError:
        return False
    finally:
        only_reads.reset(token)


def has_this_releases_tables(connection: Connection, root: str) -> bool:
    """Every migration was run, and none of a later release.

    Args:
        connection: To any database.
        root: The folder of the package.
    """
    heads = MigrationContext.configure(connection).get_current_heads()
    return heads == (newest_migration(Path(root) / "migrations"),)


@cache
def newest_migration(folder: Path) -> str | None:
    return ScriptDirectory(str(folder)).get_current_head()


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def knows_todays_time_zones() -> bool:
    """British Columbia keeps summer time for good from 2026 on; older time-zone data gets every winter day there wrong.

    Source: IANA time zone database, release 2026f.
    """
    winter = datetime(2027, 1, 15, 12, tzinfo=ZoneInfo("America/Vancouver"))
    return winter.utcoffset() == timedelta(hours=-7)


def worker_is_alive(app: Flask, now: datetime) -> bool:
    try:
        seen = last_heartbeat(queue_of(app))
    except QUEUE_ERRORS:
        return False
    return seen is not None and now - seen < OLDEST_HEARTBEAT


def queue_of(app: Flask) -> Huey:
    """The queue, opened at the first question and kept."""
    if "diary_queue" not in app.extensions:
        app.extensions["diary_queue"] = open_queue(app.config["DIARY"])
    return app.extensions["diary_queue"]
