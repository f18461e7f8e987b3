"""Keep what several phones send at the same moment in one transaction, so that they share the wait for the disk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from diary.db import db, writing
from diary.entries.keeping_actions import Outcome, Save, keep_versions, keep_what_fits

log = structlog.get_logger()


@dataclass(eq=False, slots=True)
class Parcel:
    """The saves of one request, and what became of them."""

    saves: Sequence[Save]
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

    def keep(self, saves: Sequence[Save]) -> list[Outcome]:
        parcel = Parcel(saves)
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


def keep_together(saves: Sequence[Save]) -> list[Outcome]:
    """Keep the saves of one request, with those of the requests that came meanwhile; on return they are on the disk.

    Returns:
        What became of each, in their order. One that cannot be kept stops none of the others.

    Raises:
        NotFound: There is no such patient.
    """
    return queues.setdefault(db.engine, Queue()).keep(saves) if saves else []


def keep_group(group: Sequence[Parcel]) -> None:
    """Keep all parcels at once; should anything be wrong with one of them, each on its own."""
    try:
        if len(group) > 1:
            keep_at_once(group)
            return
    except OperationalError as failure:
        if not is_ones_own(failure):  # the database is busy or away, for everybody alike
            raise
        log.warning("saves kept one by one", kind=type(failure).__name__, count=len(group))
    except Exception as failure:  # noqa: BLE001  # whoever is to blame meets it again
        log.warning("saves kept one by one", kind=type(failure).__name__, count=len(group))
    for parcel in group:
        keep_on_its_own(parcel)


def is_ones_own(failure: OperationalError) -> bool:
    """Somebody waits for one patient's row: on PostgreSQL no lock, a deadlock, or too long a statement."""
    return getattr(failure.orig, "sqlstate", None) in ("55P03", "40P01", "57014")


def keep_at_once(group: Sequence[Parcel]) -> None:
    with writing():
        outcomes = iter(keep_versions([save for parcel in group for save in parcel.saves]))
    for parcel in group:
        parcel.outcomes = [next(outcomes) for _save in parcel.saves]


def keep_on_its_own(parcel: Parcel) -> None:
    try:
        with writing():
            outcomes = keep_what_fits(parcel.saves)
        parcel.outcomes = outcomes
    except Exception as failure:  # noqa: BLE001  # it belongs to this request alone
        parcel.failure = failure
