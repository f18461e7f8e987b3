"""A diary day runs from 04:00 to 04:00 by the wall clock."""

from datetime import UTC, date, datetime

import pytest

from diary.days import diary_day


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
