"""What was treated, how and when: rules without a database."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from diary.text import Text

TECHNIQUES = ("injections", "spg_bath")
ANAESTHETICS = ("none", "lidocaine", "procaine")
SIDES = ("left", "right", "both", "middle")
SOLUTIONS = ("Dextrose 5% in sterile water, buffered", "Dextrose 5% in sterile water")
CONDITIONS = (
    "back_pain",
    "neck_pain",
    "sciatica",
    "carpal_tunnel",
    "facet_joint",
    "herniated_disc",
    "post_surgical",
    "scar",
    "crps",
    "fibromyalgia",
    "migraine",
    "headache",
    "joint_pain",
    "tendonitis",
    "plantar_fasciitis",
    "ligament_strain",
    "tendon_strain",
    "nerve_irritation",
    "other",
)

MOST_OPEN_COURSES = 2  # the check-in asks one number for each
MOST_PLANNED = 60
MOST_POINTS = 300
MOST_VOLUME_ML = 500
MOST_AREAS = 400  # letters, one area a line
MOST_SOLUTION = 80
MOST_CONDITION = 120
MOST_NOTE = 1000
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOVABLE_FOR = timedelta(days=7)
WEEK = timedelta(days=7)
NOT_YET = Text("Date must be today or in the past.")


def moment_of(day: date, at: time, zone: str) -> datetime | None:
    """The moment that a wall clock showed this date and time.

    Args:
        day: Local calendar date.
        at: Local time, without a zone.
        zone: IANA name of the place of the clock.

    Returns:
        In UTC; the earlier of the two when clocks went back. None when clocks went forward over this time,
        so that no clock ever showed it.
    """
    local = datetime.combine(day, at)
    moment = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return moment if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local else None


def may_be_moved(recorded_at: datetime, now: datetime) -> bool:
    """A wrong date can be put right for seven days after the session was first saved."""
    return now - recorded_at <= MOVABLE_FOR


def next_weekly(after: date, weekday: int | None) -> date:
    """The next visit of a weekly course: a week later, on its weekday if it has one.

    Args:
        after: The day of this visit.
        weekday: 0 Monday … 6 Sunday, or None.

    Returns:
        A week later without a weekday; else the course's weekday nearest to that, always 4 to 10 days on.
    """
    in_a_week = after + WEEK
    if weekday is None:
        return in_a_week
    ahead = (weekday - in_a_week.weekday()) % 7
    return in_a_week + timedelta(days=ahead if ahead <= 3 else ahead - 7)
