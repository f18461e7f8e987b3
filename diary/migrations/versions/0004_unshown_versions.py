"""Saves that wait for a release which shows their kind; and no answer from the future outlives a later one."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from diary.db import UtcDateTime
from diary.migrations.append_only import keep_for_ever, let_go

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Until now nobody noted which save waits: it is each of a kind that came after the first release and stands nowhere, but for
# symptoms, which never stand anywhere. Of a card and of wishes only the newest save stands; an older one that is shown once
# more changes nothing.
WAITING = """
    INSERT INTO unshown_version (version_id)
    SELECT id FROM version WHERE kind NOT IN ('entry', 'weekly_check', 'goal', 'question', 'symptoms')
    EXCEPT SELECT version_id FROM after_answer
    EXCEPT SELECT version_id FROM relief_end
    EXCEPT SELECT version_id FROM flag_card
    EXCEPT SELECT version_id FROM consent
    EXCEPT SELECT prefs_version_id FROM patient
"""

# Wishes that claim to come from the future are shown anew with all that wait, each as of when it came at the latest.
FORGET_FUTURE_WISHES = """
    UPDATE patient SET prefs_version_id = NULL, prefs_corrected_at = NULL
    WHERE prefs_corrected_at > (SELECT received_at FROM version WHERE version.id = prefs_version_id)
"""
CONSENT = sa.table("consent", sa.column("id"), sa.column("version_id"), sa.column("answered_at", UtcDateTime()))
VERSION = sa.table("version", sa.column("id"), sa.column("received_at", UtcDateTime()))
FUTURE_CONSENTS = (
    sa.select(CONSENT.c.id, VERSION.c.received_at)
    .join_from(CONSENT, VERSION, VERSION.c.id == CONSENT.c.version_id)
    .where(CONSENT.c.answered_at > VERSION.c.received_at)
    .order_by(CONSENT.c.answered_at, CONSENT.c.id)
)
TICK = timedelta(microseconds=1)  # keeps the order of those that came together


def upgrade() -> None:
    op.create_table(
        "unshown_version",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_unshown_version_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_unshown_version")),
    )
    op.execute(FORGET_FUTURE_WISHES)
    op.execute(WAITING)
    date_as_received()


def date_as_received() -> None:
    """Answers to "Before you start" that claim to come from the future count as given when they came."""
    connection = op.get_bind()
    future = connection.execute(FUTURE_CONSENTS).all()
    let_go("consent")
    for place, row in enumerate(future):
        at = row.received_at + place * TICK
        connection.execute(sa.update(CONSENT).where(CONSENT.c.id == row.id).values(answered_at=at))
    keep_for_ever("consent")


def downgrade() -> None:
    op.drop_table("unshown_version")
