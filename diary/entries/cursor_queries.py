"""How far a patient's diary goes, and whether it is the one that a phone knows."""

from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, ScalarSelect, bindparam, select

from diary.entries.statements import PATIENT, VERSION
from diary.entries.values import Cursor, History
from diary.errors import NotFound
from diary.prepared_statements import Direct


class HistoryLost(Exception):
    """A phone was once told of what this database does not hold: it was restored from a backup."""


def save_at(revision: ColumnElement[int]) -> ScalarSelect[UUID]:
    """The id of the patient's save under a revision."""
    return (
        select(VERSION.c.id)
        .where(VERSION.c.patient_id == PATIENT.c.id, VERSION.c.revision == revision)
        .scalar_subquery()
    )


# How far the diary goes, and the saves that stand at a phone's cursor and at the end.
HISTORY = select(
    PATIENT.c.revision,
    save_at(bindparam("since", type_=BigInteger)).label("then"),
    save_at(PATIENT.c.revision).label("last"),
).where(PATIENT.c.id == bindparam("patient"))


def history_of(driver: Direct, patient_id: UUID, since: int) -> History:
    """How far the patient's diary goes.

    Raises:
        NotFound: There is no such patient.
    """
    found = driver.rows(HISTORY, {"patient": patient_id, "since": since})
    if not found:
        raise NotFound
    return History(*found[0])


def refuse_if_lost(driver: Direct, patient_id: UUID, cursor: Cursor) -> None:
    """Raise HistoryLost where `has_lost` holds."""
    if has_lost(driver, patient_id, cursor):
        raise HistoryLost


def has_lost(driver: Direct, patient_id: UUID, cursor: Cursor) -> bool:
    """Whether this is not the diary, or not all of it, that a phone was told of.

    Others may have saved since the backup came back, so that the revision alone tells nothing.

    Raises:
        NotFound: There is no such patient.
    """
    history = history_of(driver, patient_id, cursor.revision)
    return cursor.revision > history.revision or (cursor.mark is not None and history.then not in (None, cursor.mark))
