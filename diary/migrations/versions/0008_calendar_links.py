"""Links to patients' calendars."""

import sqlalchemy as sa
from alembic import op

from diary.db import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_link",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_calendar_link_patient_id")),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_calendar_link_token_digest")),
    )


def downgrade() -> None:
    op.drop_table("calendar_link")
