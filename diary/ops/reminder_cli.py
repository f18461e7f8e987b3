"""Commands about reminders: what to forget, and the figures."""

import click
from flask.cli import with_appcontext

from diary import clock
from diary.ops.metrics import metrics
from diary.ops.prune_actions import prune
from diary.push.cli import push_cli


@push_cli.command("prune")
def prune_cli() -> None:
    """Forget what is of no use to reminders any more; the worker does so once a day."""
    for what, count in prune(clock.now()).items():
        click.echo(f"{what}: {count} forgotten")


@click.command("metrics")
@with_appcontext
def metrics_cli() -> None:
    """Print the figures of reminders and push services for Prometheus."""
    for line in metrics(clock.now()):
        click.echo(line)
