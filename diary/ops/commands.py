"""The commands of `flask --app wsgi`: one that cannot use the database ends with a sentence, not with a trace of our code."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError

from diary.db import db

UNUSABLE = (DBAPIError, OSError)  # on SQLite a file is locked before the database is asked


class Commands(AppGroup):
    """All of them, whichever feature they belong to."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        ctx.with_resource(plain_words())
        return super().get_command(ctx, cmd_name)


@contextmanager
def plain_words() -> Iterator[None]:
    """Say what is wrong with the database and what to do; a defect of ours keeps its trace.

    Raises:
        ClickException: The database cannot be opened, or lacks the tables of this release.
    """
    try:
        yield
    except UNUSABLE as failure:
        if problem := problem_of_database():
            raise click.ClickException(problem) from failure
        raise


def problem_of_database() -> str | None:
    from diary.ops.health import has_this_releases_tables  # noqa: PLC0415  # only who needs it waits for its import

    db.session.remove()  # what is left of the command must not keep this look waiting
    try:
        with db.engine.connect() as connection:
            if has_this_releases_tables(connection, current_app.root_path):
                return None
    except DBAPIError as failure:
        said = str(failure.orig).partition("\n")[0].rstrip(". ")
        return f"The database cannot be opened: {said}. See that it is there, and that DIARY_DATABASE_URL names it."
    return "The database lacks the tables of this release. Make them first: flask --app wsgi upgrade"
