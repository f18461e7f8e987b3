"""What administrators type about the practice and its people."""

from typing import Any

from wtforms import Field, Form, PasswordField
from wtforms.validators import StopValidation

from diary.practice.domain import (
    MOST_EMAIL,
    MOST_EMERGENCY,
    MOST_HOURS,
    MOST_NAME,
    MOST_PHONE,
    MOST_ZONE,
    ROLES,
    PracticeSettings,
    Roles,
    is_email,
    is_phone_number,
    zones,
)
from diary.text import Text
from diary.web.fields import Check, choices, line, needed


def must(be: Any, message: Text) -> Check:
    """What was typed must pass a test."""

    def check(_form: Form, field: Field) -> None:
        if not be(field.data or ""):
            raise StopValidation(message)

    return check


class WhoForm(Form):
    """What a person is called, and the address that signs them in."""

    name = line(Text("Name"), MOST_NAME, needed(Text("Enter the person's name.")))
    email = line(
        Text("E-mail address"),
        MOST_EMAIL,
        must(is_email, Text("Enter an e-mail address, such as bob@clinic.example.")),
    )


class FirstPasswordForm(Form):
    """A password to tell somebody in person, until they change it."""

    password = PasswordField(validators=[needed(Text("Enter a first password of 12 letters or more."))])


class RolesForm(Form):
    """What a person may do."""

    roles = choices(ROLES, Text("Choose roles from the list."))

    def validate_roles(self, field: Field) -> None:
        if not field.data:
            raise StopValidation(Text("Choose at least one role."))

    def chosen(self) -> Roles:
        return Roles.of(self.roles.data)


class PersonForm(WhoForm, FirstPasswordForm, RolesForm):
    """Somebody new at the practice."""


class PracticeForm(Form):
    """The clinic's settings."""

    name = line(Text("Name"), MOST_NAME, needed(Text("Enter the clinic's name.")))
    phone = line(
        Text("Phone number"),
        MOST_PHONE,
        must(is_phone_number, Text("Enter a number that a phone can dial, such as 416 555 0134.")),
    )
    emergency_number = line(
        Text("Emergency number"),
        MOST_EMERGENCY,
        must(is_phone_number, Text("Enter a number that a phone can dial, such as 911.")),
    )
    hours = line(
        Text("Opening hours"),
        MOST_HOURS,
        needed(Text("Enter when the clinic is open, such as Monday to Friday, 9 am to 5 pm.")),
    )
    out_of_hours = line(
        Text("Number out of hours"),
        MOST_PHONE,
        must(is_phone_number, Text("Enter whom patients call when the clinic is closed, such as 811.")),
    )
    crisis_line = line(
        Text("Crisis line"),
        MOST_PHONE,
        must(
            lambda number: not number or is_phone_number(number),
            Text("Enter a number that a phone can dial, such as 988, or leave it empty."),
        ),
    )
    zone = line(
        Text("Time zone"),
        MOST_ZONE,
        must(lambda zone: zone in zones(), Text("Choose a time zone from the list, such as America/Toronto.")),
    )

    def settings(self) -> PracticeSettings:
        return PracticeSettings(
            name=self.name.data,
            phone=self.phone.data,
            emergency_number=self.emergency_number.data,
            zone=self.zone.data,
            hours=self.hours.data,
            out_of_hours=self.out_of_hours.data,
            crisis_line=self.crisis_line.data or None,
        )
