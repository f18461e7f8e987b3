"""Keep what several phones send at the same moment in one transaction, so that they share the wait for the disk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from uuid import UUID
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from diary.db import db, writing_alone
from diary.entries.cursor_queries import HistoryLost, has_lost, refuse_if_lost
from diary.entries.keeping_actions import Outcome, Save, keep_versions, keep_what_fits
from diary.entries.values import Cursor
from diary.prepared_statements import direct

log = structlog.get_logger()


@dataclass(eq=False, slots=True)
class Parcel:
    """The saves of one request, and what became of them."""

    patient_id: UUID
    saves: Sequence[Save]
    cursor: Cursor  # how far its phone knows the diary
    woken: Event = field(default_factory=Event)  # it is over, or this request is to lead
    outcomes: list[Outcome] | None = None
    failure: BaseException | None = None

    @property
    def is_over(self) -> bool:
        return self.outcomes is not None or self.failure is not None


class Queue:
    """Those who wait to have their saves kept. The first of them leads: it keeps what waits, with its own, in one commit.

    There is no thread of its own that could die or hang: whoever leads is a request at work, and on its way out, whatever
    happened, it tells the others how it went and lets the next one lead.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.waiting: list[Parcel] = []
        self.is_led = False

    def keep(self, parcel: Parcel) -> list[Outcome]:
        with self.lock:
            self.waiting.append(parcel)
            leads, self.is_led = not self.is_led, True
        if not leads:
            parcel.woken.wait()
        if not parcel.is_over:
            self.lead()
        if parcel.failure is not None:
            raise parcel.failure
        return parcel.outcomes or []

    def lead(self) -> None:
        with self.lock:
            group, self.waiting = self.waiting, []
        try:
            keep_group(group)
        except BaseException as failure:  # noqa: BLE001  # each of them raises it in its own request
            for parcel in group:
                if not parcel.is_over:
                    parcel.failure = failure
        finally:
            self.hand_on(group)

    def hand_on(self, group: Sequence[Parcel]) -> None:
        with self.lock:
            self.is_led = bool(self.waiting)
            following = self.waiting[:1]
        for parcel in [*following, *group]:
            parcel.woken.set()


queues: WeakKeyDictionary[Engine, Queue] = WeakKeyDictionary()


def keep_together(patient_id: UUID, saves: Sequence[Save], cursor: Cursor) -> list[Outcome]:
    """Keep the saves of one request, with those of the requests that came meanwhile; on return they are on the disk.

    Args:
        patient_id: Whose saves all of these are.
        saves: One at least, each with its kind.
        cursor: How far the phone that sends them knows the diary.

    Returns:
        What became of each, in their order. One that cannot be kept stops none of the others.

    Raises:
        HistoryLost: This database lacks what the phone was told; nothing is kept.
        NotFound: There is no such patient.
    """
    return queues.setdefault(db.engine, Queue()).keep(Parcel(patient_id, saves, cursor))


def keep_group(group: Sequence[Parcel]) -> None:
    """Keep all parcels at once; should one save be to blame that this cannot be, each parcel on its own."""
    try:
        keep_at_once(group)
    except Exception as failure:
        if not may_be_ones_own(failure, len(group)):
            raise
        log.warning("saves kept one by one", kind=type(failure).__name__, count=len(group))
        for parcel in group:
            keep_on_its_own(parcel)


def may_be_ones_own(failure: Exception, count: int) -> bool:
    """Whether the others of a group may fare better without one of them, or the other saves of a parcel without one."""
    if isinstance(failure, DataError | IntegrityError):
        return True
    return count > 1 and (not isinstance(failure, OperationalError) or is_ones_own(failure))


def is_ones_own(failure: OperationalError) -> bool:
    """Somebody waits for one patient's row: on PostgreSQL no lock, a deadlock, or too long a statement."""
    return getattr(failure.orig, "sqlstate", None) in ("55P03", "40P01", "57014")


def keep_at_once(group: Sequence[Parcel]) -> None:
    with writing_alone() as connection:
        driver = direct(connection)
        lost = [parcel for parcel in group if has_lost(driver, parcel.patient_id, parcel.cursor)]
        saves = [save for parcel in group if parcel not in lost for save in parcel.saves]
        outcomes = iter(keep_versions(connection, saves))
    for parcel in group:
        if parcel in lost:
            parcel.failure = HistoryLost()
        else:
            parcel.outcomes = [next(outcomes) for _save in parcel.saves]


def keep_on_its_own(parcel: Parcel) -> None:
    try:
        with writing_alone() as connection:
            refuse_if_lost(direct(connection), parcel.patient_id, parcel.cursor)
            outcomes = keep_what_fits(connection, parcel.saves)
        parcel.outcomes = outcomes
    except Exception as failure:  # noqa: BLE001  # it belongs to this request alone
        parcel.failure = failure
