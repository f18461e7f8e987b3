"""Remind once more in an hour, because the patient asked for that on a reminder."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update

from diary.db import writing_alone
from diary.errors import NotFound
from diary.many_ids import among
from diary.push.actions import reach_again
from diary.reminders.models import WAITING
from diary.reminders.push_content import tag_of
from diary.reminders.schedule import WINDOW
from diary.reminders.statements import SLOT

LATER = timedelta(hours=1)
AROUND = timedelta(days=2)  # today wherever the patient is, and the evening before
# One that waits may have reached this phone, and be tried again for another one.
BEGUN = select(SLOT.c.id, SLOT.c.state, SLOT.c.leased_until).where(
    SLOT.c.patient_id == bindparam("patient"), SLOT.c.day >= bindparam("since"), SLOT.c.state.in_(("sent", "waiting"))
)
# While somebody has a slot, it may have reached phones of which nothing is noted yet; who put it off took it from them.
PUT_OFF_MEANWHILE = select(SLOT.c.id, SLOT.c.patient_id).where(
    among(SLOT.c.id, "slots"), WAITING, SLOT.c.leased_until.is_(None)
)
# Its tries are over: the next one is no sign of a worker that was cut off.
FOR_AN_HOUR = (
    update(SLOT)
    .where(SLOT.c.id == bindparam("slot"), SLOT.c.state.in_(("sent", "waiting")))
    .values(
        state="waiting",
        settled_at=None,
        next_at=bindparam("again_at"),
        ends_at=bindparam("until"),
        leased_until=None,
        put_offs=SLOT.c.tries,
    )
)


def remind_later(patient_id: UUID, tag: str, *, secret: str, now: datetime) -> None:
    """Send a reminder again in an hour, unless it is needless by then; said twice, the first time counts.

    Args:
        patient_id: Whose it is.
        tag: By which the phone knows it.
        secret: Behind the tags of this server.
        now: Aware.

    Raises:
        NotFound: No reminder that reached one of their phones bears this tag.
    """
    with writing_alone() as connection:
        since = (now - AROUND).date()
        slots = connection.execute(BEGUN, {"patient": patient_id, "since": since}).all()
        slot = next((one for one in slots if tag_of(one.id, secret) == tag), None)
        if slot is None:
            raise NotFound
        had_it = reach_again(connection, patient_id, tag)
        if slot.state == "waiting" and not had_it and slot.leased_until is None:  # it was put off before
            raise NotFound
        again_at = now + LATER
        connection.execute(FOR_AN_HOUR, {"slot": slot.id, "again_at": again_at, "until": again_at + WINDOW})


def keep_put_off(tags: Mapping[UUID, str]) -> None:
    """What was put off before it was noted which phones had it is sent to them again all the same.

    Args:
        tags: Of the slots of which that was noted now.
    """
    with writing_alone() as connection:
        for slot in connection.execute(PUT_OFF_MEANWHILE, {"slots": tags}).all():
            reach_again(connection, slot.patient_id, tags[slot.id])
