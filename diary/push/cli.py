"""Commands about pushes."""

from urllib.parse import urlsplit
from uuid import UUID

import click
from flask import current_app
from flask.cli import AppGroup

from diary import clock
from diary.push.queries import reachable, reachable_phone

push_cli = AppGroup("push", help="How reminders reach phones.")


@push_cli.command("test")
@click.argument("whom", type=click.UUID)
def test_cli(whom: UUID) -> None:
    """Send a test to all phones of a patient, or to one: WHOM is the id of either, as in the address of the patient's page.

    It says of each phone what its push service answered, and fails unless all of them accepted.
    """
    from diary.push.trial import Outcome, new_tag, try_phone  # noqa: PLC0415  # as for the web

    phone = reachable_phone(whom)
    phones = [phone] if phone else reachable([whom])[whom]
    if not phones:
        raise click.ClickException(f"No phone that can be reached has the id {whom}, nor has its patient.")
    missed = []
    for phone in phones:
        outcome = try_phone(current_app, phone, new_tag(), now=clock.now())
        click.echo(f"{phone.device_id}  {urlsplit(phone.receiver.endpoint).hostname}  {outcome}")
        if outcome is not Outcome.ACCEPTED:
            missed.append(str(phone.device_id))
    if missed:
        raise click.ClickException(f"Not accepted: {', '.join(missed)}.")
