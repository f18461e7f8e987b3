"""One check-in as the saves that travel to the diary: a version for each area with a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from diary.entries.domain import takes_number
from diary.entries.values import EntryBody, Envelope
from diary.entries.wire import entry_message, read_version
from diary.errors import Invalid
from diary.text import Text

APP = "form"
CLOSED = Text("This day is closed. You can add a number for today and yesterday.")


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """When and where a form was saved, by the clock of the phone or, without script, of the server."""

    edited_at: datetime
    zone: str
    offset_min: int
    skew_ms: int

    @classmethod
    def of(cls, edited_at: datetime | None, offset_min: int | None, *, zone: str, now: datetime) -> "Stamp":
        at = edited_at or now
        east = at.astimezone(ZoneInfo(zone)).utcoffset()
        skew = round((now - at).total_seconds() * 1000)
        own = int(east.total_seconds() // 60) if east else 0
        return cls(edited_at=at, zone=zone, offset_min=own if offset_min is None else offset_min, skew_ms=skew)


@dataclass(frozen=True, kw_only=True)
class Save:
    """The answers about one area, ready to be kept under an id."""

    id: UUID
    day: date
    area_id: UUID
    body: EntryBody
    stamp: Stamp

    def version(self) -> Envelope:
        """The save as it travels."""
        return read_version(
            {
                "id": str(self.id),
                "kind": "entry",
                "for_day": self.day.isoformat(),
                "area": str(self.area_id),
                "edited_at": self.stamp.edited_at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z",
                "zone": self.stamp.zone,
                "offset_min": self.stamp.offset_min,
                "skew_ms": self.stamp.skew_ms,
                "app": APP,
                "body": entry_message(self.body),
            }
        )


def zone_of_save(day: date, now: datetime, zones: Iterable[str]) -> str:
    """The first of these zones in which the day takes a number; a traveller's phone may know a newer one than we.

    Raises:
        Invalid: The day takes no number in any of them.
    """
    for zone in zones:
        if zone and takes_number(day, now, zone):
            return zone
    raise Invalid({"for_day": CLOSED})
