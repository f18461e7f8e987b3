"""Bringing a database up to this release."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from flask_migrate import downgrade
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from diary.db import db
from diary.ops.upgrading import bring_up_to_date
from tests.factories import an_area
from tests.ops.conftest import PATIENCE
from tests.sync.test_patient_kinds import IN_TWO_YEARS, in_force, wishes
from tests.sync.test_unshown import (
    AGREED,
    EVERYTHING,
    a_save,
    an_older_release,
    everywhere,
    keep,
    saves,
    shown,
)


def test_a_database_of_which_nobody_noted_what_waits_is_put_right_too(alice):
    """An earlier release kept it without a note; another one, still earlier, showed some of it."""
    knee = an_area(alice)
    own = saves(knee)
    of_the_first_release = ("entry", "weekly_check", "goal", "question")
    keep(alice, *(save for save in own if save["kind"] in of_the_first_release))
    with an_older_release():
        keep(alice, *(save for save in own if save["kind"] not in of_the_first_release))
    db.session.rollback()
    downgrade(revision="0003")

    assert [bring_up_to_date() for _time in range(3)] == [12, 0, 0]

    assert shown(alice, knee) == EVERYTHING


def test_what_no_screen_shows_does_not_wait(alice):
    with an_older_release():
        keep(alice, a_save("symptoms", {"symptoms": ["none"]}))
    downgrade(revision="0003")

    assert bring_up_to_date() == 0


def test_what_stands_already_is_not_added_a_second_time(alice):
    knee = an_area(alice)
    keep(alice, *saves(knee))
    rows = everywhere()
    downgrade(revision="0003")

    bring_up_to_date()

    assert shown(alice, knee) == EVERYTHING
    assert everywhere() == rows


@contextmanager
def a_release_that_trusts_every_clock() -> Iterator[None]:
    """One that let an answer from the future stand until then."""
    with pytest.MonkeyPatch.context() as change:
        for module in ("diary.sync.patient_actions", "diary.prefs.actions"):
            change.setattr(f"{module}.dated", lambda saves: ((save[0].version.corrected_at, *save) for save in saves))
        yield


def decisions(minutes: int, *, agreed: bool, theme: str, first: str) -> list[dict[str, Any]]:
    """An answer to "Before you start" and a look, under ids that begin so."""
    bodies = {"consent": AGREED | {"agreed": agreed}, "prefs": wishes(theme)}
    return [a_save(kind, body, minutes, id=first + str(uuid4())[1:]) for kind, body in bodies.items()]


def test_an_answer_from_the_future_that_an_earlier_release_kept_gives_way_to_a_later_one(alice):
    with a_release_that_trusts_every_clock():
        keep(alice, *decisions(IN_TWO_YEARS, agreed=True, theme="dark", first="f"))
        keep(alice, *decisions(70, agreed=False, theme="light", first="0"), minutes=80)
    assert in_force(alice) == (True, "dark")
    db.session.rollback()
    downgrade(revision="0003")

    bring_up_to_date()

    assert in_force(alice) == (False, "light")


def test_those_that_came_together_keep_their_order(alice):
    with a_release_that_trusts_every_clock():
        keep(
            alice,
            *decisions(IN_TWO_YEARS, agreed=True, theme="dark", first="f"),
            *decisions(IN_TWO_YEARS + 1, agreed=False, theme="light", first="0"),
        )
    downgrade(revision="0003")

    bring_up_to_date()

    assert in_force(alice) == (False, "light")


def test_answers_are_only_added_as_before(alice):
    keep(alice, a_save("consent", AGREED))

    for statement in ("UPDATE consent SET agreed = NOT agreed", "DELETE FROM consent"):
        with pytest.raises(DBAPIError, match="only ever added"):
            db.session.execute(text(statement))
        db.session.rollback()


def test_one_command_makes_the_tables_and_says_what_waits_no_longer(start, tmp_path):
    settings = {"DIARY_ENV": "development", "DIARY_DATA_DIR": str(tmp_path), "DIARY_SECRET_KEY": "k" * 40}

    for _time in range(2):
        process: subprocess.Popen[str] = start("flask", "--app", "wsgi", "upgrade", **settings)
        printed, complaints = process.communicate(timeout=PATIENCE)

        assert process.returncode == 0, complaints
        assert printed == "The database is up to date. Saves that no longer wait to be shown: 0.\n"
