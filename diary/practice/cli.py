"""Commands about the practice."""

import sys
from collections.abc import Callable
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from diary import clock
from diary.accounts.passwords import problem_of
from diary.errors import DiaryError, Invalid
from diary.practice.clinic_actions import create_practice
from diary.practice.domain import (
    MOST_EMAIL,
    MOST_EMERGENCY,
    MOST_HOURS,
    MOST_NAME,
    MOST_PHONE,
    MOST_ZONE,
    PracticeSettings,
    Roles,
    is_email,
    is_phone_number,
    zones,
)
from diary.text import Text
from diary.web.typed_text import clean_text

Callback = Callable[[click.Context, click.Parameter, str], str]

practice_cli = AppGroup("practice", help="The practices that keep their diaries here.")


def typed(name: str, most: int, good: Callable[[str], bool] = bool, otherwise: str = "") -> Callback:
    """What the terminal gave, cleaned; a fault asks again."""

    def check(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
        try:
            text = clean_text(value, most, name=Text(name))
        except ValueError as fault:
            raise click.BadParameter(str(fault)) from fault
        if not good(text):
            raise click.BadParameter(otherwise or f"{name} cannot be empty.")
        return text

    return check


def asked(option: str, prompt: str, check: Callback, **more: Any) -> Callable[[Any], Any]:
    return click.option(option, prompt=prompt, callback=check, **more)


@practice_cli.command("create")
@asked("--clinic", "Name of the clinic", typed("Name", MOST_NAME))
@asked(
    "--phone",
    "Phone number of the clinic",
    typed("Phone number", MOST_PHONE, is_phone_number, "Type a number that a phone can dial."),
)
@asked(
    "--emergency-number",
    "Emergency number where it is",
    typed("Emergency number", MOST_EMERGENCY, is_phone_number, "Type a number that a phone can dial, such as 911."),
)
@asked("--hours", "When it is open, such as Monday to Friday, 9 am to 5 pm", typed("Hours", MOST_HOURS))
@asked(
    "--out-of-hours",
    "Number to call when it is closed",
    typed("Number", MOST_PHONE, is_phone_number, "Type a number that a phone can dial, such as 811."),
)
@asked(
    "--zone",
    "Time zone",
    typed("Time zone", MOST_ZONE, lambda zone: zone in zones(), "Type a time zone such as America/Toronto."),
)
@asked("--name", "Your name", typed("Name", MOST_NAME))
@asked(
    "--email",
    "Your e-mail address",
    typed("E-mail address", MOST_EMAIL, is_email, "Type an e-mail address such as bob@clinic.example."),
)
@click.option(
    "--practitioner/--no-practitioner", default=True, help="Whether you also treat patients and read their diaries."
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create(
    clinic: str,
    phone: str,
    emergency_number: str,
    hours: str,
    out_of_hours: str,
    zone: str,
    name: str,
    email: str,
    *,
    practitioner: bool,
    password_stdin: bool,
) -> None:
    """Make a real practice and the first person who looks after it."""
    settings = PracticeSettings(
        name=clinic,
        phone=phone,
        emergency_number=emergency_number,
        zone=zone,
        hours=hours,
        out_of_hours=out_of_hours,
    )
    roles = Roles(practitioner=practitioner, administrator=True)
    try:
        create_practice(settings, name, email, read_password(from_stdin=password_stdin), roles=roles, now=clock.now())
    except Invalid as refusal:
        raise click.ClickException(" ".join(str(fault) for fault in refusal.fields.values())) from refusal
    except DiaryError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(
        f"{clinic} is ready. Start the diary, open {current_app.config['DIARY'].origin}/clinic/sign-in and sign in as {email}."
    )
    click.echo("The first sign-in sets up your second step: have an authenticator app at hand.")


def read_password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asking = "Password, 12 letters or more"
    password: str = click.prompt(asking, hide_input=True, confirmation_prompt=True, value_proc=strong)
    return password


def strong(password: str) -> str:
    """A weak one asks again, so that the answers before it are not lost."""
    if problem := problem_of(password):
        raise click.BadParameter(str(problem))
    return password
