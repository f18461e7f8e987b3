"""Ids of saves that were erased on purpose."""

import sqlalchemy as sa
from alembic import op

from diary.db import UtcDateTime
from diary.migrations.append_only import keep_for_ever, let_go

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erased_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("erased_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased_version")),
    )
    keep_for_ever("erased_version")


def downgrade() -> None:
    let_go("erased_version")
    op.drop_table("erased_version")
