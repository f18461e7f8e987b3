"""Commands of the machine room."""

import click
from flask.cli import ScriptInfo

from diary.ops.worker import work


@click.command("worker")
@click.pass_obj
def worker_cli(script: ScriptInfo) -> None:
    """Do on a clock what nobody clicks: run this beside the web process."""
    work(script.load_app())
