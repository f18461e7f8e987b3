"""Did a guarded update find its row? Whoever comes second finds none."""

from typing import Any, cast

from sqlalchemy import CursorResult, Update

from diary.db import db


def changed_one(statement: Update) -> bool:
    """Run an update that names what it expects to find; say whether exactly one row was still like that."""
    return cast(CursorResult[Any], db.session.execute(statement)).rowcount == 1
