"""Housekeeping: what ran out is forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, update

from diary.accounts.domain import PHONE, STAFF
from diary.accounts.models import LoginSession, Pairing, RenewalChallenge, SignInTry
from diary.db import Base, db, writing

PHONE_LEARNS_WITHIN = timedelta(days=1)  # so long a phone that asks is told "run out" rather than "unknown"
TRIES_COUNT_FOR = timedelta(days=1)  # longer than any slowing-down looks back


def forget_what_ran_out(*, now: datetime) -> int:
    """Free the pairing codes that ran out and delete logins, challenges and sign-in tries nobody can use any more.

    Returns:
        How many rows were deleted.
    """
    with writing():
        db.session.execute(update(Pairing).where(Pairing.live, Pairing.expires_at <= now).values(live=False))
        return (
            forget(Pairing, Pairing.expires_at <= now - PHONE_LEARNS_WITHIN)
            + forget(RenewalChallenge, RenewalChallenge.expires_at <= now)
            + forget(LoginSession, login_is_over(now))
            + forget(SignInTry, SignInTry.at <= now - TRIES_COUNT_FOR)
        )


def login_is_over(now: datetime) -> ColumnElement[bool]:
    """The rule of `LoginKind.is_over`, for the database."""
    return or_(
        LoginSession.expires_at <= now,
        and_(LoginSession.staff_id.is_not(None), LoginSession.seen_at <= now - STAFF.idle),
        and_(LoginSession.device_id.is_not(None), LoginSession.seen_at <= now - PHONE.idle),
    )


def forget(table: type[Base], which: ColumnElement[bool]) -> int:
    return len(db.session.scalars(delete(table).where(which).returning(table.__table__.c.id)).all())
