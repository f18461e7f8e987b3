"""What staff type about a course."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from diary.sessions.domain import CONDITIONS, MOST_CONDITION, MOST_PLANNED
from diary.sessions.fields import number, read_number, whole_number
from diary.sessions.values import CoursePlan
from diary.sessions.when_forms import NextVisitForm
from diary.text import Text
from diary.web.fields import choice, line

NO_AREA = Text("Choose the area.")
NO_CONDITION = Text("Choose what is treated.")
PLANNED = Text("Enter a number of sessions from 1 to %(most)s.", most=MOST_PLANNED)
IN_WORDS = Text("Say in words what is treated.")


class AreaField(Form):
    """For which of the patient's areas.

    Args:
        areas: Ids of the areas to choose from.
    """

    area_id = StringField()

    def __init__(self, *args: Any, areas: Collection[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = areas

    def validate_area_id(self, field: Field) -> None:
        if field.data not in map(str, self.areas):
            raise StopValidation(NO_AREA)


class PlanForm(NextVisitForm):
    """How a course is planned."""

    condition = choice(CONDITIONS, NO_CONDITION)
    condition_words = line(Text("In words"), MOST_CONDITION)
    planned_sessions = StringField(validators=[whole_number(1, MOST_PLANNED, PLANNED)])
    weekday = number(0, 6)
    next_date = StringField()  # here again, to stand last: a form lists its faults in the order of its fields
    next_time = StringField()

    def validate_condition_words(self, field: Field) -> None:
        if self.condition.data == "other" and not field.data:
            raise StopValidation(IN_WORDS)

    def plan(self) -> CoursePlan:
        """What to keep, of a form without faults."""
        return CoursePlan(
            condition=self.condition.data,
            condition_words=self.condition_words.data or None,
            planned_sessions=int(self.planned_sessions.data),
            weekday=read_number(self.weekday.data),
            next_visit_at=self.next_visit_at,
        )


class CourseForm(AreaField, PlanForm):
    """A new course for one of the patient's areas."""
