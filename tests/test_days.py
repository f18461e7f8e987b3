"""A diary day runs from 04:00 to 04:00 by the wall clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from diary.days import diary_day, offset_minutes, zone_known_here, zones


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-11-20T08:59:59", "America/Toronto", date(2026, 11, 19)),  # 03:59:59 there
        ("2026-11-20T09:00:00", "America/Toronto", date(2026, 11, 20)),  # 04:00 there
        ("2026-11-20T23:30:00", "Pacific/Auckland", date(2026, 11, 21)),
        ("2026-03-08T07:30:00", "America/Toronto", date(2026, 3, 7)),  # the night the clock skips 02:00
        ("2026-03-08T08:00:00", "America/Toronto", date(2026, 3, 8)),
        ("2026-11-01T08:59:00", "America/Toronto", date(2026, 10, 31)),  # the night 01:00 comes twice
        ("2026-11-01T09:00:00", "America/Toronto", date(2026, 11, 1)),
    ],
)
def test_the_day_turns_at_four_by_the_wall_clock(moment, zone, day):
    assert diary_day(datetime.fromisoformat(moment).replace(tzinfo=UTC), zone) == day


def test_a_zone_on_our_list_stays_what_it_is():
    assert [zone_known_here(name, 60) for name in ("America/Toronto", "UTC", "Asia/Kathmandu")] == [
        "America/Toronto",
        "UTC",
        "Asia/Kathmandu",
    ]


@pytest.mark.parametrize("offset_min", range(-840, 841, 15))
def test_a_zone_that_we_do_not_know_has_a_clock_at_most_an_hour_ahead(offset_min):
    """Never behind: a day that has come on the phone must not be a day to come here."""
    zone = zone_known_here("Etc/Unknown", offset_min)

    ahead = ZoneInfo(zone).utcoffset(datetime(2026, 11, 20)) - timedelta(minutes=offset_min)

    assert zone in zones()
    assert timedelta(0) <= ahead < timedelta(hours=1) or (offset_min < -720 and zone == "Etc/GMT+12")


def test_a_zone_that_we_do_not_know_at_no_offset_is_utc():
    assert zone_known_here("Etc/Unknown") == "UTC"


@pytest.mark.parametrize(
    ("zone", "minutes"), [("America/Toronto", -300), ("Asia/Kathmandu", 345), ("UTC", 0), ("America/St_Johns", -210)]
)
def test_an_offset_counts_minutes_east(zone, minutes):
    assert offset_minutes(datetime(2026, 11, 20, tzinfo=UTC), zone) == minutes
