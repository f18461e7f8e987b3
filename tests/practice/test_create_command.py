"""`flask practice create` makes the first real practice and the person who looks after it."""

import pytest
from click.testing import Result
from flask import Flask

from diary.accounts.models import Staff
from diary.accounts.passwords import matches
from diary.audit.models import AuditEvent
from diary.db import db
from diary.errors import ConfigError
from diary.practice.models import Practice
from diary.practice.queries import refuse_mixed_practices
from tests.factories import a_practice, a_staff_member

ANSWERS = {
    "--clinic": "Harbour Lane Clinic",
    "--phone": "416 555 0134",
    "--emergency-number": "911",
    "--hours": "Monday to Friday, 9 am to 5 pm",
    "--out-of-hours": "811",
    "--zone": "America/Toronto",
    "--name": "Ada Okafor",
    "--email": "Ada@Harbour.example",
}
PASSWORD = "seven calm otters"


def create(app: Flask, *more: str, password: str = PASSWORD, **changes: str) -> Result:
    answers = ANSWERS | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    options = [part for pair in answers.items() for part in pair]
    db.session.rollback()
    command = ["practice", "create", *options, "--password-stdin", *more]
    return app.test_cli_runner().invoke(args=command, input=f"{password}\n")


def test_it_makes_a_practice_and_its_first_administrator_and_practitioner(app):
    result = create(app)

    [practice], [ada] = db.session.scalars(db.select(Practice)), db.session.scalars(db.select(Staff))
    assert result.exit_code == 0
    assert (practice.name, practice.zone, practice.is_demo) == ("Harbour Lane Clinic", "America/Toronto", False)
    assert (ada.email, ada.practice_id) == ("ada@harbour.example", practice.id)
    assert (ada.is_administrator, ada.is_practitioner, ada.is_reception) == (True, True, False)
    assert matches(PASSWORD, ada.password_hash)


def test_it_says_what_to_do_next_and_never_the_password(app):
    output = create(app).output

    assert "http://localhost:8000/clinic/sign-in" in output
    assert "second step" in output
    assert PASSWORD not in output


def test_it_is_noted_as_done_by_the_diary_itself(app):
    create(app)

    events = db.session.scalars(db.select(AuditEvent).order_by(AuditEvent.id))
    assert [(event.action, event.actor_kind) for event in events] == [
        ("practice_created", "system"),
        ("staff_added", "system"),
    ]


def test_an_administrator_need_not_treat_patients(app):
    create(app, "--no-practitioner")

    assert db.session.scalars(db.select(Staff.is_practitioner)).all() == [False]


def test_a_weak_password_is_asked_for_again_and_nothing_else(app):
    options = [part for pair in ANSWERS.items() for part in pair]
    typed = f"short\n{PASSWORD}\n{PASSWORD}\n"

    result = app.test_cli_runner().invoke(args=["practice", "create", *options], input=typed)

    assert "12 letters or more" in result.output
    assert result.exit_code == 0


def test_the_password_may_be_typed_twice_unseen(app):
    options = [part for pair in ANSWERS.items() for part in pair]

    result = app.test_cli_runner().invoke(args=["practice", "create", *options], input=f"{PASSWORD}\n{PASSWORD}\n")

    assert result.exit_code == 0
    assert PASSWORD not in result.output


def test_what_was_left_out_is_asked_and_asked_again_until_it_is_good(app):
    options = [part for name, value in ANSWERS.items() if name != "--zone" for part in (name, value)]
    command = ["practice", "create", *options, "--password-stdin"]

    result = app.test_cli_runner().invoke(args=command, input=f"Toronto\nAmerica/Toronto\n{PASSWORD}\n")

    assert "Type a time zone such as America/Toronto." in result.output
    assert result.exit_code == 0


def test_it_refuses_to_stand_beside_the_demo_clinic(app):
    a_practice(is_demo=True)

    result = create(app)

    assert result.exit_code == 1
    assert "Start with an empty database." in result.output
    assert db.session.scalars(db.select(Practice.is_demo)).all() == [True]


def test_it_refuses_an_address_that_signs_somebody_in_already(app):
    a_staff_member(a_practice(), email="ada@harbour.example")

    result = create(app)

    assert result.exit_code == 1
    assert "This e-mail address is in use." in result.output
    assert len(db.session.scalars(db.select(Practice.id)).all()) == 1


def test_it_refuses_a_weak_password_and_leaves_nothing_behind(app):
    result = create(app, password="password1234")

    assert result.exit_code == 1
    assert "easy to guess" in result.output
    assert db.session.scalars(db.select(Practice.id)).all() == []


BAD_ANSWERS = [
    ("clinic", "", "Name cannot be empty."),
    ("clinic", "x" * 121, "Name must be 120 letters or less."),
    ("phone", "call us", "Type a number that a phone can dial."),
    ("emergency_number", "help", "such as 911"),
    ("zone", "Toronto", "such as America/Toronto"),
    ("email", "ada", "such as bob@clinic.example"),
    ("name", "Ada\x1b[2J", "hidden sign"),
]


def test_a_bad_answer_is_named(app):
    for option, value, message in BAD_ANSWERS:
        result = create(app, **{option: value})

        assert result.exit_code == 2, option
        assert message in " ".join(result.output.split()), option
    assert db.session.scalars(db.select(Practice.id)).all() == []


def test_demo_sign_ins_never_stand_beside_a_real_practice(app):
    a_practice()

    with pytest.raises(ConfigError, match="Remove DIARY_DEMO"):
        refuse_mixed_practices(demo=True)


def test_the_demo_clinic_opens_in_a_demo_alone(app):
    a_practice(is_demo=True)

    with pytest.raises(ConfigError, match="holds the demo clinic"):
        refuse_mixed_practices(demo=False)


@pytest.mark.parametrize("demo", [True, False])
def test_an_empty_database_suits_both(app, demo):
    refuse_mixed_practices(demo=demo)
