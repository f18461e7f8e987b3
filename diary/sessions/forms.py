"""What a practitioner types about one session; what was typed stays beside what is wrong with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from diary.days import diary_day
from diary.practice.domain import MOST_AREA
from diary.sessions.domain import (
    ANAESTHETICS,
    MOST_AREAS,
    MOST_NOTE,
    MOST_POINTS,
    MOST_SOLUTION,
    MOST_VOLUME_ML,
    SIDES,
    TECHNIQUES,
)
from diary.sessions.fields import (
    PICK,
    STALE,
    amount,
    an_id,
    lines,
    number,
    read_amount,
    read_number,
    several,
    some,
    whole_number,
)
from diary.sessions.values import SessionFacts
from diary.sessions.when_forms import NEXT_IS_EARLIER, NextVisitForm, WhenForm
from diary.text import Text
from diary.web.fields import all_of, choice, line, needed

NO_AREA = Text("Choose at least 1 area.")
NO_TECHNIQUE = Text("Choose injections, a bath, or both.")
NO_SOLUTION = Text("Enter the solution.")
NO_ANAESTHETIC = Text("Choose the anaesthetic, or None.")
LONG_AREA = Text("Each area must be %(most)s letters or less.", most=MOST_AREA)
MANY_AREAS = Text("All areas together must be %(most)s letters or less.", most=MOST_AREAS)
VOLUME = Text("Enter the volume in ml, such as 12 or 2.5.")
POINTS = Text("Enter a number of points from 0 to %(most)s.", most=MOST_POINTS)
PAIN = Text("Choose a number from 0 to 10.")


class SessionForm(WhenForm):
    """One visit's treatment, and the pain before and after it.

    Args:
        area_names: The patient's areas, of which some may be ticked.
    """

    areas = several()
    other_areas = lines(Text("Other areas"), MOST_AREAS)
    side = choice(("", *SIDES), PICK, default="")
    techniques = several(some(NO_TECHNIQUE), all_of(TECHNIQUES, PICK))
    solution = line(Text("Solution"), MOST_SOLUTION, needed(NO_SOLUTION))
    volume_ml = amount(MOST_VOLUME_ML, VOLUME)
    anaesthetic = choice(ANAESTHETICS, NO_ANAESTHETIC)
    points = number(0, MOST_POINTS, POINTS)
    stinging = number(0, 3)
    pain_before = number(0, 10, PAIN)
    pain_after_15min = number(0, 10, PAIN)
    note = lines(Text("Note"), MOST_NOTE)

    def __init__(self, *args: Any, area_names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area_names = area_names

    @property
    def area_choices(self) -> list[tuple[str, str]]:
        return [(name, name) for name in self.area_names]

    def validate_areas(self, field: Field) -> None:
        if not set(self.area_names).issuperset(field.data or ()):
            raise StopValidation(PICK)
        if not self.treated_areas:
            raise StopValidation(NO_AREA)

    def validate_other_areas(self, _field: Field) -> None:
        if any(len(area) > MOST_AREA for area in self.treated_areas):
            raise StopValidation(LONG_AREA)
        if len("\n".join(self.treated_areas)) > MOST_AREAS:
            raise StopValidation(MANY_AREAS)

    @property
    def treated_areas(self) -> list[str]:
        """What was ticked and what was typed, each once."""
        typed = [" ".join(one.split()) for one in (self.other_areas.data or "").splitlines()]
        return list(dict.fromkeys([*(self.areas.data or ()), *filter(None, typed)]))

    def facts(self) -> SessionFacts:
        """What to keep, of a form without faults."""
        at = self.at
        if at is None:
            raise ValueError("only a form that validated has facts")
        return SessionFacts(
            at=at,
            day=diary_day(at, self.zone),
            zone=self.zone,
            injections="injections" in self.techniques.data,
            spg_bath="spg_bath" in self.techniques.data,
            areas="\n".join(self.treated_areas),
            side=self.side.data or None,
            solution=self.solution.data,
            anaesthetic=self.anaesthetic.data,
            volume_ml=read_amount(self.volume_ml.data),
            points=read_number(self.points.data),
            stinging=read_number(self.stinging.data),
            pain_before=read_number(self.pain_before.data),
            pain_after_15min=read_number(self.pain_after_15min.data),
            note=self.note.data or None,
        )


class RecordForm(SessionForm, NextVisitForm):
    """A new session and the visit after it."""

    next_date = StringField()  # here again, to stand last: a form lists its faults in the order of its fields
    next_time = StringField()
    id = StringField(validators=[an_id])

    def validate_next_date(self, field: Field) -> None:
        super().validate_next_date(field)
        if self.next_visit_at and self.at and self.next_visit_at <= self.at:
            raise StopValidation(NEXT_IS_EARLIER)

    @property
    def session_id(self) -> UUID:
        return UUID(self.id.data)


class CorrectForm(SessionForm):
    """A session as it should read, and the state it was read from."""

    revision = StringField(validators=[whole_number(1, 9999, STALE)])

    @property
    def shown_revision(self) -> int:
        return int(self.revision.data)


class PainAfterForm(Form):
    """The pain 15 minutes after a session, added when they are over."""

    pain_after_15min = StringField(validators=[whole_number(0, 10, PAIN)])

    @property
    def pain(self) -> int:
        return int(self.pain_after_15min.data)
