"""Commands on trends."""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeVar

import click
from flask.cli import AppGroup

from diary.trends.as_json import as_json
from diary.trends.diary_file import BadFile, parse_day, read_days, read_scores
from diary.trends.summary import summarise

Content = TypeVar("Content")

MOST_FAULTS = 20
REFUSED = 2

trends_cli = AppGroup("trends", help="What a diary adds up to.")


def last_day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """The day typed behind --as-of."""
    try:
        return None if value is None else parse_day(value)
    except ValueError as problem:
        raise click.BadParameter(f"{value!r} {problem}") from None


@trends_cli.command("from-csv", with_appcontext=False)
@click.argument("diary", type=click.Path(path_type=Path))
@click.option("--sessions", required=True, type=click.Path(path_type=Path), help="CSV with the column date.")
@click.option("--as-of", callback=last_day, metavar="DATE", help="Last day that counts; else the diary's last date.")
def from_csv(diary: Path, sessions: Path, as_of: date | None) -> None:
    """Print what DIARY, a CSV with the columns date and pain, adds up to as JSON.

    It reads the two files and nothing else: no database, no settings.
    """
    faults: list[str] = []
    scores = read(diary, read_scores, faults)
    days = read(sessions, read_days, faults)
    if scores is None or days is None:
        refuse(faults)
    if not scores and as_of is None:
        refuse([f"{diary}: has no rows, so there is no last day; give one with --as-of"])
    summary = summarise(scores, days, as_of=as_of or max(scores))
    click.echo(json.dumps(as_json(summary), indent=2, allow_nan=False))


def read(path: Path, reader: Callable[[bytes, str], Content], faults: list[str]) -> Content | None:
    """What a file holds, or None and its faults added to the list."""
    try:
        return reader(path.read_bytes(), str(path))
    except OSError as problem:
        faults.append(f"{path}: cannot be opened ({problem.strerror})")
    except BadFile as problem:
        faults.extend(problem.faults)
    return None


def refuse(faults: list[str]) -> NoReturn:
    """Say what is wrong on standard error and leave."""
    for fault in faults[:MOST_FAULTS]:
        click.echo(fault, err=True)
    if len(faults) > MOST_FAULTS:
        click.echo(f"… and {len(faults) - MOST_FAULTS} more", err=True)
    sys.exit(REFUSED)
