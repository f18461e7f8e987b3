"""Count tries before they are judged, so that many at once cannot slip through together."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from diary.accounts.digests import keyed_digest
from diary.accounts.models import SignInTry
from diary.accounts.throttle import Limit
from diary.db import db, writing
from diary.errors import TooMany
from diary.text import Text


def count_try(*counters: tuple[str, str, Limit], now: datetime) -> list[UUID]:
    """Count one try in each counter, in a short transaction of its own.

    Args:
        counters: What is counted, for whom, and its limit; such as ("sign-in", "bob@clinic.example", ACCOUNT).
        now: Aware.

    Returns:
        The tries, for ``forgive`` once it turns out to be the right person.

    Raises:
        TooMany: One counter asks to wait; nothing was counted.
    """
    with writing():
        return [count_one(keyed_digest(*counter[:2]), counter[2], now) for counter in counters]


def count_one(key: bytes, limit: Limit, now: datetime) -> UUID:
    one_at_a_time(key)
    tries = (
        select(SignInTry.at)
        .where(SignInTry.key_digest == key, SignInTry.at > now - limit.window)
        .order_by(SignInTry.at)
    )
    pause = limit.wait(db.session.scalars(tries).all(), now)
    if pause > timedelta(0):
        raise TooMany(wait_message(pause))
    counted = SignInTry(id=uuid4(), key_digest=key, at=now)
    db.session.add(counted)
    db.session.flush()
    return counted.id


def one_at_a_time(key: bytes) -> None:
    """SQLite writes one at a time anyway; PostgreSQL holds this key until the transaction ends."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(int.from_bytes(key[:8], signed=True))))


def wait_message(pause: timedelta) -> Text:
    minutes = ceil(pause / timedelta(minutes=1))
    return Text.plural(
        "Too many tries. Wait %(n)s minute, then try again.",
        "Too many tries. Wait %(n)s minutes, then try again.",
        minutes,
    )


def forgive(tries: Sequence[UUID]) -> None:
    """These tries were the right person's after all; in the caller's transaction."""
    db.session.execute(delete(SignInTry).where(SignInTry.id.in_(tries)))
