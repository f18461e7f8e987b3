"""What an entry may say, and how a day is stamped: rules without a database."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from diary.days import DAY_STARTS_AT, diary_day
from diary.errors import Invalid
from diary.text import Text

AUTHORS = ("patient", "carer", "staff")
SOURCES = ("phone", "form", "paper", "kiosk", "import")
# A member of staff types in what others wrote; only the patient and the carer write for themselves.
SOURCES_OF = {"patient": ("phone", "form", "kiosk"), "carer": ("phone", "form", "kiosk"), "staff": ("paper", "import")}
STAMPS = ("on_time", "late", "recalled")
ASKED = ("last_24h", "since_session")
RELIEFS = ("still", "wearing_off", "gone")
GOALS = ("yes", "part", "no")
MEDICINES = ("paracetamol", "anti_inflammatory", "opioid", "cortisone", "other")
# Effects of the daily entry; ids and words follow the clinic's list of after-effects.
EFFECT_WORDS = {
    "soreness": Text("Soreness"),
    "stinging": Text("Stinging"),
    "bruise": Text("Bruise"),
    "redness": Text("Redness"),
    "swelling": Text("Swelling"),
    "itching": Text("Itching"),
    "tingling": Text("Tingling"),
    "numbness": Text("Numbness"),
    "stiffness": Text("Stiffness"),
    "dizziness": Text("Dizziness"),
    "headache": Text("Headache"),
    "more_pain": Text("More pain than usual"),
    "tired": Text("Tired"),
    "nose_burning": Text("Burning or runny nose"),
    "bitter_taste": Text("Bitter taste or numb throat"),
    "nosebleed": Text("Nosebleed"),
    "something_else": Text("Something else"),
}
EFFECTS = tuple(EFFECT_WORDS)
BOTHER_WORDS = {1: Text("A little"), 2: Text("Quite a bit"), 3: Text("A lot")}

NOON = time(12)
MOST_SKEW = timedelta(minutes=5)


def stamp(for_day: date, corrected_at: datetime, zone: str) -> str:
    """How long after its day an entry was made.

    Args:
        for_day: The day the patient confirmed.
        corrected_at: When it was saved, by the phone's clock put right; aware.
        zone: IANA name of the place where it was saved; its wall clock decides.

    Returns:
        ``on_time`` until 11:59 of the next day, ``late`` until 03:59 of the day after that, then
        ``recalled``. The hours from midnight to 04:00 of the day itself are on time too: the form would
        offer the day before, but a clock that runs a few minutes fast must not cost an entry.

    Raises:
        Invalid: The day has not come yet on that wall clock.
    """
    wall = wall_clock_once_come(for_day, corrected_at, zone)
    if wall < datetime.combine(for_day + timedelta(days=1), NOON):
        return "on_time"
    return "late" if wall < datetime.combine(for_day + timedelta(days=2), time.min) + DAY_STARTS_AT else "recalled"


def wall_clock_once_come(day: date, corrected_at: datetime, zone: str) -> datetime:
    """What the wall clock showed; refuses (Invalid) a day that had not come by then."""
    wall = corrected_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if wall.date() < day:
        raise Invalid({"for_day": Text("This day has not come yet.")})
    return wall


def stamp_from(source: str, for_day: date, corrected_at: datetime, zone: str) -> str:
    """The stamp of an entry that came this way.

    A paper diary is typed in at the visit, so its scores would all look recalled. They were written down
    on the day and they count, so they are at worst ``late``; their source tells them apart everywhere.
    """
    found = stamp(for_day, corrected_at, zone)
    return "late" if source == "paper" and found == "recalled" else found


def days_to_fill(at: datetime, zone: str) -> tuple[date, date]:
    """The two days that may still take a number: today, and yesterday until 04:00 tonight."""
    today = diary_day(at, zone)
    return today, today - timedelta(days=1)


def takes_number(day: date, at: datetime, zone: str) -> bool:
    """The form for this day still asks for a number."""
    return day in days_to_fill(at, zone)


def clock_is_suspect(skew_ms: int, corrected_at: datetime, received_at: datetime) -> bool:
    """The phone's clock was off by more than five minutes, or the save claims to come from the future."""
    return abs(timedelta(milliseconds=skew_ms)) > MOST_SKEW or corrected_at > received_at
