"""When a visit is: a date and a time on the practice's clock."""

from datetime import date, datetime
from typing import Any

from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from diary.sessions.domain import NOT_YET, moment_of
from diary.sessions.fields import DATE, TIME, clock_needed, day_needed, read_clock, read_day
from diary.text import Text
from diary.web.fields import first_errors

SKIPPED = Text("The clocks skip this time on that day. Choose another time.")
PAST = Text("Date must be today or later.")
NEXT_IS_EARLIER = Text("The next visit must be after this session.")


class ZoneForm(Form):
    """A form whose times are read on the practice's clock.

    Args:
        zone: IANA name of the practice's zone.
        today: The date on its calendar.
    """

    def __init__(self, *args: Any, zone: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.today = zone, today

    @property
    def faults(self) -> dict[str, Text | str]:
        """For each answer that is wrong, the first thing to do about it."""
        return first_errors(self)

    def moment(self, day_field: Field, time_field: Field) -> datetime | None:
        """When it is; None while the date or the time cannot be read, or clocks skip it."""
        day, clock = read_day(day_field.data), read_clock(time_field.data)
        return moment_of(day, clock, self.zone) if day and clock else None


class WhenForm(ZoneForm):
    """When a session took place."""

    date = StringField(validators=[day_needed])
    time = StringField(validators=[clock_needed])

    def validate_date(self, field: Field) -> None:
        day = read_day(field.data)
        if day and day > self.today:
            raise StopValidation(NOT_YET)

    def validate_time(self, field: Field) -> None:
        if read_day(self.date.data) and self.at is None:
            raise StopValidation(SKIPPED)

    @property
    def at(self) -> datetime | None:
        return self.moment(self.date, self.time)


class NextVisitForm(ZoneForm):
    """When the next visit is, if one is booked: both answers or none."""

    next_date = StringField()
    next_time = StringField()

    def validate_next_date(self, field: Field) -> None:
        if (field.data or self.next_time.data) and read_day(field.data) is None:
            raise StopValidation(DATE)

    def validate_next_time(self, field: Field) -> None:
        if not self.next_date.data and not field.data:
            return
        if read_clock(field.data) is None:
            raise StopValidation(TIME)
        if read_day(self.next_date.data) and self.next_visit_at is None:
            raise StopValidation(SKIPPED)

    @property
    def next_visit_at(self) -> datetime | None:
        return self.moment(self.next_date, self.next_time)


class VisitForm(NextVisitForm):
    """The next visit alone, as somebody books it who looks at the calendar."""

    def validate_next_date(self, field: Field) -> None:
        super().validate_next_date(field)
        day = read_day(field.data)
        if day and day < self.today:
            raise StopValidation(PAST)
