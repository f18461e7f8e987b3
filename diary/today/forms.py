"""The check-in form as a browser or a test would send it; what was typed is kept beside what is wrong with it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self
from uuid import UUID, uuid4

from wtforms import Field, Form, StringField

from diary.effects.values import AfterBody
from diary.entries.domain import ASKED, EFFECTS, GOALS, MEDICINES, RELIEFS
from diary.entries.values import DayEntry, Effect, EntryBody
from diary.text import Text
from diary.today.after_saves import AfterSave
from diary.today.effect_fields import (
    ANSWER,
    BOTHER,
    BOTHERS,
    OTHER,
    OTHER_LETTERS,
    SYMPTOMS,
    needed_when_ticked,
    optional,
)
from diary.today.facts import DayFacts
from diary.today.fields import STALE, hidden, read_id, read_moment, read_offset, zone_if_known
from diary.today.saves import CLOSED, Save, Stamp, zone_of_save
from diary.today.typed_again import typed_of
from diary.web.fields import choice, choices, first_errors, line
from diary.web.typed_text import letters_or_less, typed

NOTE_LETTERS = 300
NOTE = Text("Note")
PAIN = Text("Choose a number from 0 to 10.")
NO_EVENTS = Text("Add what happened, or tap Close.")

NUMBERS = tuple(str(n) for n in range(11))
LEVELS = ("0", "1", "2", "3")
YES_OR_NO = {"yes": True, "no": False}


def number(field: Field) -> int | None:
    return int(field.data) if field.data else None


class CheckInForm(Form):
    """One day: a number, and rows that may stay empty."""

    pain_id = hidden(read_id)
    pain_asked = choice(ASKED, STALE)
    pain = choice(NUMBERS, PAIN)
    pain_2_id = hidden(read_id)
    pain_2_asked = optional(ASKED, STALE)
    pain_2 = optional(NUMBERS, PAIN)
    asked_second_id = hidden(read_id)
    asked_second = StringField()  # effects of the second area that the page asks after by name
    sleep = optional(LEVELS)
    medicine = optional(LEVELS)
    medicines = choices(MEDICINES, ANSWER)
    relief = optional(RELIEFS)
    goal = optional(GOALS)
    bothered = optional(YES_OR_NO)
    effects = choices(EFFECTS, ANSWER)
    other = line(OTHER, OTHER_LETTERS)
    symptoms = choices(SYMPTOMS, ANSWER)
    worst = optional(NUMBERS, PAIN)
    note = StringField(filters=[typed(NOTE_LETTERS, name=NOTE, lines=True)])
    for_day = StringField()  # the address names the day; what is wrong with it stands here
    zone = zone_if_known()
    offset_min = hidden(read_offset)
    edited_at = hidden(read_moment)

    @classmethod
    def of(cls, first: DayEntry | None, second: DayEntry | None, by_name: Iterable[Effect] = ()) -> Self:
        """The form of a day as it was saved, so that any answer can be changed."""
        data = typed_of(first) if first else {}
        data |= {f"second_{effect.effect}": str(effect.severity) for effect in by_name}
        if second and second.pain is not None:
            data["pain_2"] = str(second.pain)
        return cls(data=data)

    @property
    def faults(self) -> dict[str, Text | str]:
        """What the top of the page lists: every fault, unless the number alone is missing and has the focus."""
        found = first_errors(self)
        return {} if found.keys() <= {"pain"} else found

    @property
    def local_faults(self) -> dict[str, Text]:
        """What a phone finds wrong by itself, with nothing sent; the order is the form's."""
        return LOCAL_FAULTS

    @property
    def chosen_number(self) -> str | None:
        """The number as it was tapped; nothing for what no tap can send."""
        return self.pain.data if self.pain.data in NUMBERS else None

    def ticked(self) -> list[str]:
        """Effects that count: none once a patient answers that nothing bothers."""
        return [] if self.bothered.data == "no" else list(self.effects.data or ())

    def answers(self) -> EntryBody:
        """What the patient said, of the first area."""
        effects = tuple(self.effects_answered())
        medicine = number(self.medicine)
        return EntryBody(
            asked=self.pain_asked.data,
            pain=number(self.pain),
            worst=number(self.worst),
            sleep=number(self.sleep),
            medicine=medicine,
            medicine_classes=tuple(kind for kind in MEDICINES if kind in self.medicines.data) if medicine else (),
            relief=self.relief.data or None,
            goal=self.goal.data or None,
            bothered=any(effect.severity for effect in effects) or YES_OR_NO.get(self.bothered.data),
            effects=effects,
            symptoms=tuple(self.symptoms.data),
            note=self.note.data or None,
        )

    def saves(self, facts: DayFacts, now: datetime) -> list[Save]:
        """One save for each area that got a number.

        Raises:
            Invalid: The day takes no number any more, or not yet.
        """
        zone = self.zone_of(facts, now)
        moment, offset = self.edited_at.data, self.offset_min.data if zone == self.zone.data else None
        stamp = Stamp.of(
            read_moment(moment) if moment else None, read_offset(offset) if offset else None, zone=zone, now=now
        )
        bodies = ((self.pain_id, self.answers()), (self.pain_2_id, self.second_answers()))
        return [
            Save(
                id=UUID(drawn.data) if drawn.data else uuid4(),
                day=facts.day,
                area_id=course.area_id,
                body=body,
                stamp=stamp,
            )
            for course, (drawn, body) in zip(facts.courses, bodies, strict=False)
            if body
        ]

    def zone_of(self, facts: DayFacts, now: datetime) -> str:
        return zone_of_save(facts.day, now, (self.zone.data, facts.zone))

    def second_answers(self) -> EntryBody | None:
        """The number of the second area, when it was given."""
        if not self.pain_2.data:
            return None
        return EntryBody(asked=self.pain_2_asked.data or "last_24h", pain=number(self.pain_2))

    def second_effects(self) -> AfterBody | None:
        """What was said of the effects of the second area that were asked after by name; all gone once nothing bothers."""
        left = "0" if self.bothered.data == "no" else ""
        asked = (self.asked_second.data or "").split()
        said = {effect: self[f"second_{effect}"].data or left for effect in EFFECTS if effect in asked}
        effects = tuple(Effect(effect=effect, severity=int(said[effect])) for effect in said if said[effect])
        return AfterBody(effects=effects) if effects else None

    def after_save(self, facts: DayFacts) -> AfterSave | None:
        """The save of these, about the session of the second area."""
        session, body = facts.second_session, self.second_effects()
        if session is None or body is None:
            return None
        drawn = UUID(self.asked_second_id.data) if self.asked_second_id.data else uuid4()
        return AfterSave(id=drawn, session=session, day=facts.day, body=body, zone=facts.zone)

    def effects_answered(self) -> Iterable[Effect]:
        """Each effect with its severity; without script the severity alone says that it is there.

        What is said of an effect that was asked after by name stands, even beside "nothing bothers".
        """
        for effect in EFFECTS:
            new = None if self.bothered.data == "no" else number(self[f"bother_{effect}"])
            severity = number(self[f"still_{effect}"]) if new is None else new
            if severity is not None:
                words = self.other.data if new and effect == "something_else" else None
                yield Effect(effect=effect, severity=severity, words=words or None)


for effect in EFFECTS:
    setattr(CheckInForm, f"bother_{effect}", optional(BOTHERS, BOTHER[effect], needed_when_ticked(effect)))
    setattr(CheckInForm, f"still_{effect}", optional(LEVELS))
    setattr(CheckInForm, f"second_{effect}", optional(LEVELS))


LOCAL_FAULTS = {
    "for_day": CLOSED,
    "events": NO_EVENTS,
    "pain": PAIN,
    "other": letters_or_less(OTHER, OTHER_LETTERS),
    "note": letters_or_less(NOTE, NOTE_LETTERS),
} | {f"bother_{effect}": message for effect, message in BOTHER.items()}
