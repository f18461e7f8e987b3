"""When the screen after a session is due: two hours on, in the evening, the next morning.

The same rules stand in static/js/core/after.js; a test holds both to the same answers.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SOON = timedelta(hours=2)
SOON_UNTIL = time(19)
EVENING = time(20)
MORNING = time(9)
JUST_ANSWERED = timedelta(hours=2)
ASKED_FOR = timedelta(hours=48)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One session as the prompts see it: when it was, when it was answered, and whether an effect or relief is open."""

    at: datetime
    answered: Collection[datetime] = ()
    is_open: bool = False

    def is_asked(self, now: datetime) -> bool:
        """The screen takes answers about it: its time has passed, at most 48 hours ago."""
        return self.at <= now < self.at + ASKED_FOR

    def is_answered_just_now(self, now: datetime) -> bool:
        return any(now - answer < JUST_ANSWERED for answer in self.answered)

    def prompt(self, now: datetime, zone: str) -> str:
        """Which prompt an answer given now belongs to: the last that has come, or the first."""
        begun = self.begun(now, zone)
        return begun[-1][0] if begun else "soon"

    def due(self, now: datetime, zone: str) -> str | None:
        """Which prompt waits for an answer now.

        The last that has come does, unless something was answered from two hours before it on. The next morning asks only
        if the evening was not answered, or if an effect or relief is open.
        """
        begun = self.begun(now, zone)
        if not begun or not self.is_asked(now):
            return None
        prompt, since = begun[-1]
        evening = datetime.combine(wall_clock(self.at, zone), EVENING)
        asks_again = prompt != "morning" or self.is_open
        if self.is_answered_from(since, zone) or (not asks_again and self.is_answered_from(evening, zone)):
            return None
        return prompt

    def is_answered_from(self, moment: datetime, zone: str) -> bool:
        return any(wall_clock(answer, zone) > moment - JUST_ANSWERED for answer in self.answered)

    def begun(self, now: datetime, zone: str) -> list[tuple[str, datetime]]:
        """The prompts that have come by now with their moments, by the clock on the wall."""
        then, wall = wall_clock(self.at, zone), wall_clock(now, zone)
        prompts = []
        if then + SOON <= datetime.combine(then, SOON_UNTIL):
            prompts.append(("soon", then + SOON))
        if then < datetime.combine(then, EVENING):
            prompts.append(("evening", datetime.combine(then, EVENING)))
        prompts.append(("morning", datetime.combine(then + timedelta(days=1), MORNING)))
        return [(prompt, moment) for prompt, moment in prompts if moment <= wall]


def wall_clock(at: datetime, zone: str) -> datetime:
    """What the clock on the wall shows, in whole seconds."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
