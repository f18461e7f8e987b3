"""E-mail addresses that patients gave for reminders."""

import sqlalchemy as sa
from alembic import op

from diary.db import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder_mail",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("refused_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_reminder_mail_patient_id")),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_reminder_mail")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_reminder_mail_token_digest")),
    )
    op.create_index("ix_reminder_mail_next_at", "reminder_mail", ["next_at"])


def downgrade() -> None:
    op.drop_table("reminder_mail")
