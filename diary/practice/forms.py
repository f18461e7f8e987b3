"""What staff type about a patient, and what makes an answer good."""

import re
from typing import Any

from wtforms import Field, Form
from wtforms.validators import StopValidation

from diary.practice.domain import (
    AREA_GROUPS,
    FIRST_YEAR,
    LANGUAGES,
    MOST_AREA,
    MOST_NAME,
    ROWS,
    Intake,
    PatientFacts,
)
from diary.text import Text
from diary.web.fields import choice, choices, line, needed

ANSWERS = {"yes": True, "no": False, "not_asked": None}
WORDS_OF = {answer: words for words, answer in ANSWERS.items()}
PAINS = ("", *(str(n) for n in range(11)))
PICK = Text("Choose one of the answers shown.")


def a_year(form: "PatientForm", field: Field) -> None:
    typed = field.data or ""
    if not (re.fullmatch("[0-9]{4}", typed) and FIRST_YEAR <= int(typed) <= form.this_year):
        raise StopValidation(Text("Enter the year of birth with 4 digits, such as 1964."))


class PatientForm(Form):
    """Who a patient is and which rows their diary asks."""

    name = line(Text("Name"), MOST_NAME, needed(Text("Enter the patient's name.")))
    year_of_birth = line(Text("Year of birth"), 4, a_year)
    language = choice(LANGUAGES, Text("Choose a language from the list."))
    rows = choices(ROWS, Text("Choose rows from the list."))

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year

    def facts(self) -> PatientFacts:
        return PatientFacts(
            name=self.name.data,
            year_of_birth=int(self.year_of_birth.data),
            language=self.language.data,
            rows=frozenset(self.rows.data),
        )


class AreaForm(Form):
    """One area of a patient."""

    area_name = line(Text("Area"), MOST_AREA, needed(Text("Enter the area, such as right knee.")))
    area_group = choice(AREA_GROUPS, Text("Choose where the area belongs."))


class IntakeFields(Form):
    """What the practitioner asks before the first session."""

    blood_thinner = choice(ANSWERS, PICK)
    anaesthetic_allergy = choice(ANSWERS, PICK)
    diabetes = choice(ANSWERS, PICK)
    intake_pain = choice(PAINS, Text("Choose a number from 0 to 10."))

    def intake(self) -> Intake:
        return Intake(
            blood_thinner=ANSWERS[self.blood_thinner.data],
            anaesthetic_allergy=ANSWERS[self.anaesthetic_allergy.data],
            diabetes=ANSWERS[self.diabetes.data],
            pain=int(self.intake_pain.data) if self.intake_pain.data else None,
        )
