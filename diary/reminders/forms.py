"""What a patient chooses about reminders, as a browser would send it; what was typed is kept beside what is wrong with it."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any, Self

from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from diary.reminders.plan_wire import SENTENCES, TIME_SHAPE
from diary.reminders.schedule import Plan
from diary.sessions.fields import may_be_empty, read_day
from diary.text import Text
from diary.web.fields import choice, choices, first_errors

LONGEST_PAUSE = timedelta(days=90)
ANSWER = Text("Choose one of the answers shown.")


def a_time(_form: Form, field: Field) -> None:
    if not TIME_SHAPE.fullmatch(field.data or ""):
        raise StopValidation(SENTENCES["at"])


class ReminderForm(Form):
    """On or off, the time, once more if missed, and a pause that begins today and has an end."""

    daily = choice(("on", "off"), ANSWER)
    at = StringField(validators=[a_time])
    again = choices(("again",), ANSWER)
    paused_until = StringField(validators=[may_be_empty])

    def __init__(self, fields: Any = None, *, today: date, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(fields, data=data)
        self.today = today

    @classmethod
    def of(cls, plan: Plan | None, today: date) -> Self:
        """The form as it was saved; a pause that is over is none."""
        chosen = plan or Plan(is_on=False)
        paused = chosen.paused_until if chosen.paused_until and chosen.paused_until >= today else None
        data = {
            "daily": "on" if chosen.is_on else "off",
            "at": chosen.at.isoformat("minutes"),
            "again": ["again"] if chosen.again else [],
            "paused_until": paused.isoformat() if paused else "",
        }
        return cls(data=data, today=today)

    def validate_paused_until(self, field: Field) -> None:
        day = read_day(field.data)
        if day is None or not self.today <= day <= self.today + LONGEST_PAUSE:
            raise StopValidation(SENTENCES["paused_until"])

    @property
    def faults(self) -> dict[str, Text | str]:
        return first_errors(self)

    @property
    def local_faults(self) -> dict[str, Text]:
        """What a phone finds wrong by itself; the order is the form's."""
        return SENTENCES

    @property
    def last_day(self) -> date:
        """That a pause may have."""
        return self.today + LONGEST_PAUSE

    def plan(self) -> Plan:
        return Plan(
            at=time.fromisoformat(self.at.data),
            is_on=self.daily.data == "on",
            again="again" in self.again.data,
            paused_until=read_day(self.paused_until.data),
        )
