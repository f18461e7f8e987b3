"""Commands of the machine room."""

import click
from flask.cli import ScriptInfo, with_appcontext

from diary.ops.upgrading import bring_up_to_date


@click.command("upgrade")
@with_appcontext
def upgrade_cli() -> None:
    """Bring the database up to this release: once before the first start, and after every update."""
    click.echo(f"The database is up to date. Saves that no longer wait to be shown: {bring_up_to_date()}.")


@click.command("worker")
@click.pass_obj
def worker_cli(script: ScriptInfo) -> None:
    """Do on a clock what nobody clicks: run this beside the web process."""
    from diary.ops.worker import work  # noqa: PLC0415  # what a worker loads is a third of all: not for the web's start

    work(script.load_app())
