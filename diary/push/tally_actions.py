"""Count what became of reminders and what push services answered, over all workers."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import cast

from sqlalchemy import Connection, Insert, Table

from diary.entries.statements import UPSERTS
from diary.push.models import PushTally

TALLY = cast(Table, PushTally.__table__)


@cache
def add_up(dialect: str) -> Insert:
    adding = UPSERTS[dialect](TALLY)
    return adding.on_conflict_do_update(
        index_elements=["day", "host", "what"], set_={"count": TALLY.c.count + adding.excluded.count}
    )


def count(connection: Connection, counts: Mapping[tuple[str, str], int], *, now: datetime) -> None:
    """In the caller's transaction.

    Args:
        connection: In a transaction that may write.
        counts: How many, by the host of a push service (none: reminders themselves) and what it was.
        now: Aware.
    """
    # In one order, so that no two workers each wait for a row that the other holds.
    rows = [
        {"day": now.date(), "host": host, "what": what, "count": many} for (host, what), many in sorted(counts.items())
    ]
    if rows:
        connection.execute(add_up(connection.dialect.name), rows)
