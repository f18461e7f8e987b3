"""When a patient who gave an e-mail address gets one: a plain function of the plan, the zone and what is logged.

After two days without an entry, at nine in the morning: yesterday can still be filled in as it was, it is never night, and it is
not the moment at which a push goes out. It takes no push's place. The two days are counted as pushes count silence, so there is
one e-mail before the last push of a silence, none in the days of rest, and never one a day.
"""

from datetime import date, datetime, timedelta

from diary.effects.schedule import MORNING, wall_clock
from diary.reminders.schedule import WINDOW, Known, Plan, moment

ASKED_FOR = timedelta(days=3)  # an address that nobody confirmed by then is forgotten
SILENT_DAYS = 2
LOOK_AGAIN = timedelta(hours=1)  # at the latest: a patient may travel, log, or change the plan


def due_day(plan: Plan | None, known: Known, *, zone: str, now: datetime) -> date | None:
    """The day, where the patient is, of the e-mail that is to be sent now, if any."""
    day = wall_clock(now, zone).date()
    at = mail_at(plan, known, zone, day)
    return day if at is not None and at <= now < at + WINDOW else None


def mail_at(plan: Plan | None, known: Known, zone: str, day: date) -> datetime | None:
    """When the e-mail of a day is due, in UTC."""
    if plan is None or plan.rests_on(day) or not known.is_treated:
        return None
    wanted = known.silent_before(day) == SILENT_DAYS and day not in known.logged
    return moment(day, MORNING, zone) if wanted else None


def look_next(zone: str, *, now: datetime) -> datetime:
    """When to look at this patient again: at nine in the morning, and in an hour at the latest."""
    nine = moment(wall_clock(now, zone).date(), MORNING, zone)
    return min(nine, now + LOOK_AGAIN) if nine > now else now + LOOK_AGAIN
