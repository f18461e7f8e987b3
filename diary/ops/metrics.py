"""Figures for who watches the diary, in the words of Prometheus; nothing in them is anybody's."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam, func, select

from diary.db import db
from diary.push.models import PushTally
from diary.reminders.models import STATES
from diary.reminders.statements import DUE, SLOT

OLDEST = select(func.min(SLOT.c.next_at)).where(DUE, SLOT.c.ends_at > bindparam("now"))
COUNTS = (
    select(PushTally.host, PushTally.what, func.sum(PushTally.count))
    .group_by(PushTally.host, PushTally.what)
    .order_by(PushTally.host, PushTally.what)
)
COUNTED = (*STATES[1:], "collapsed")


def metrics(now: datetime) -> Iterator[str]:
    """One figure a line.

    `oldest_due` is how long a reminder waits that no worker has taken; `collapsed` are reminders that were sent once more after
    a worker was cut off, and shown once. The push services' answers are by their hosts.
    """
    oldest = db.session.scalar(OLDEST, {"now": now})
    counts = {(host, what): int(count) for host, what, count in db.session.execute(COUNTS)}
    yield from head(
        "diary_reminder_oldest_due_seconds", "gauge", "How long the oldest due reminder waits for a worker."
    )
    yield f"diary_reminder_oldest_due_seconds {(now - oldest).total_seconds() if oldest else 0:.0f}"
    yield from head("diary_reminders_total", "counter", "What became of reminders.")
    for state in COUNTED:
        yield f'diary_reminders_total{{state="{state}"}} {counts.get(("", state), 0)}'
    yield from head("diary_pushes_total", "counter", "What push services answered.")
    for (host, answer), count in counts.items():
        if host:
            yield f'diary_pushes_total{{host="{host}",answer="{answer}"}} {count}'


def head(name: str, kind: str, words: str) -> Iterator[str]:
    yield f"# HELP {name} {words}"
    yield f"# TYPE {name} {kind}"
