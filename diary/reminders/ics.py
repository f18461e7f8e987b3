"""A calendar that a phone follows, with one event a day (RFC 5545; how often to look again and its name: RFC 7986).

The time is that of a zone, which is written out with it. A time without one ("floating") would follow the phone by itself, as a
reminder should, but Google takes it for UTC, and Outlook knows it for whole days alone. So the zone is that of the patient's
phone, and the calendar changes when the phone moves.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from diary.reminders.schedule import Plan

MOST_OCTETS = 75  # of a line, its end not counted
YEARS_AHEAD = 3  # for which the turns of the clock are written out; whoever follows looks again long before
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
STRIDE = timedelta(days=7)  # no clock is set forward and back within a week
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Diary//Diary//EN", "CALSCALE:GREGORIAN")
AGAIN = ("REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H")
SHOWS_FREE = ("CLASS:PRIVATE", "TRANSP:TRANSPARENT")


def calendar(
    plan: Plan | None, zone: str, *, link: UUID, since: datetime, now: datetime, title: str, words: str
) -> str:
    """What a calendar link answers.

    Args:
        plan: What the patient chose; None when nobody is to be reminded, because no course is open or nothing was chosen.
        zone: IANA name of the place whose wall clock counts.
        link: By which events are told from those of others.
        since: When the link was made; the first event is on that day, or on the first after a pause.
        now: Aware; only the years that it names are written out.
        title, words: In the patient's language.
    """
    name, clock = escaped(title), []
    if plan is None or not plan.is_on:
        event = cancelled(since, name)  # a calendar without any event is not allowed
    else:
        first = since.astimezone(ZoneInfo(zone)).date()
        if plan.paused_until is not None:
            first = max(first, plan.paused_until + A_DAY)
        clock = zone_lines(zone, midnight(first) - A_DAY, datetime(now.year + YEARS_AHEAD, 1, 1, tzinfo=UTC))
        event = daily(first, plan.at, zone, since, name, words)
    # One that says something else is another event: so every calendar shows the new one and drops the old.
    event.insert(1, f"UID:{uuid5(link, ' '.join(event))}")
    told = [*HEAD, f"NAME:{name}", f"X-WR-CALNAME:{name}", *AGAIN, *clock, *event, "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in told)


def cancelled(since: datetime, name: str) -> list[str]:
    said = (f"DTSTAMP:{utc(since)}", f"DTSTART:{utc(since)}", "STATUS:CANCELLED", f"SUMMARY:{name}")
    return ["BEGIN:VEVENT", *said, *SHOWS_FREE, "END:VEVENT"]


def daily(first: date, at: time, zone: str, since: datetime, name: str, words: str) -> list[str]:
    when = (f"DTSTART;TZID={zone}:{local(datetime.combine(first, at))}", "DURATION:PT5M", "RRULE:FREQ=DAILY")
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S", f"DESCRIPTION:{name}", "END:VALARM")
    said = (f"SUMMARY:{name}", f"DESCRIPTION:{escaped(words)}", *SHOWS_FREE)
    return ["BEGIN:VEVENT", f"DTSTAMP:{utc(since)}", *when, *said, *alarm, "END:VEVENT"]


def zone_lines(zone: str, since: datetime, until: datetime) -> list[str]:
    """The clock of a place: as it goes at first, and each turn of it."""
    there = ZoneInfo(zone)
    turned = [part for at in turns(there, since, until) for part in observance(there, at)]
    return ["BEGIN:VTIMEZONE", f"TZID:{zone}", *observance(there, since), *turned, "END:VTIMEZONE"]


def turns(there: ZoneInfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """When the clock is set forward or back, in UTC."""
    at = since
    while at < until:
        before, after = at, at + STRIDE
        if offset(there, before) != offset(there, after):
            while after - before > A_MINUTE:
                middle = before + ((after - before) // A_MINUTE // 2) * A_MINUTE
                before, after = (middle, after) if offset(there, middle) == offset(there, at) else (before, middle)
            yield after
        at += STRIDE


def observance(there: ZoneInfo, at: datetime) -> list[str]:
    """How the clock goes from a moment on; that moment is told by the clock as it went before."""
    before, after = offset(there, at - A_MINUTE), offset(there, at)
    name = "DAYLIGHT" if at.astimezone(there).dst() else "STANDARD"
    onset = local((at + before).replace(tzinfo=None))
    turn = (f"DTSTART:{onset}", f"TZOFFSETFROM:{hours(before)}", f"TZOFFSETTO:{hours(after)}")
    return [f"BEGIN:{name}", *turn, f"END:{name}"]


def offset(there: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(there).utcoffset() or timedelta()


def hours(east: timedelta) -> str:
    minutes = abs(east) // A_MINUTE
    return f"{'-' if east < timedelta() else '+'}{minutes // 60:02}{minutes % 60:02}"


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def utc(at: datetime) -> str:
    return f"{local(at.astimezone(UTC))}Z"


def local(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%S")


def escaped(words: str) -> str:
    """Words as a value of TEXT."""
    for sign, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(sign, instead)
    return words


def folded(line: str) -> str:
    """A line in pieces that no reader finds too long; each but the first begins with a blank, and no sign is cut in two."""
    return "\r\n ".join(pieces(line))


def pieces(line: str) -> Iterator[str]:
    piece, octets = "", 0
    for sign in line:
        length = len(sign.encode())
        if octets + length > MOST_OCTETS:
            yield piece
            piece, octets = "", 1  # the blank
        piece, octets = piece + sign, octets + length
    yield piece
