"""One round of the worker: plan whose day ends or changed, send what is due, note what was missed."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from time import monotonic

import structlog

from diary import clock
from diary.db import db, only_reads
from diary.push.sealing import Sealer
from diary.push.sending import Sender
from diary.push.services import Service
from diary.reminders.due_queries import is_anything_due
from diary.reminders.ledger_actions import miss_late
from diary.reminders.planning_actions import plan_due
from diary.reminders.sending_actions import Place, send_due

AT_ONCE = 1000  # what is asked once for all of them, and noted at their end, is never long ago
LONGEST = 10  # seconds; then the worker's other tasks have their turn

log = structlog.get_logger()


@dataclass
class Rounds:
    """What a worker goes by from one round to the next."""

    place: Place
    sealer: Sealer
    instead: dict[str, str]  # tests alone
    services: defaultdict[str, Service] = field(default_factory=lambda: defaultdict(Service))

    def go(self) -> bool:
        """Do what there is to do now, as long as a round may take.

        Returns:
            Whether there is more.
        """
        token = only_reads.set(True)
        try:
            return is_anything_due(clock.now()) and asyncio.run(self.until_done())
        finally:
            only_reads.reset(token)
            db.session.remove()

    async def until_done(self) -> bool:
        deadline = monotonic() + LONGEST
        async with Sender(self.sealer, self.instead, self.services) as sender:
            while await self.step(sender):
                if monotonic() > deadline:
                    return True
        return False

    async def step(self, sender: Sender) -> bool:
        """Planning comes first, so that nothing is sent at a time that was changed before; whether there was anything to do."""
        now = clock.now()
        planned = plan_due(now, limit=AT_ONCE)
        sent = await send_due(sender, self.place, now, limit=AT_ONCE)
        if missed := miss_late(now, limit=AT_ONCE):
            log.error("reminders missed", count=missed)
        return bool(sent or planned or missed)
