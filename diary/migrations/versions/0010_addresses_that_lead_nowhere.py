"""Addresses of phones that are unused until the phone says them again, and who has a patient's planning in hand."""

import sqlalchemy as sa
from alembic import op

from diary.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("push_subscription", sa.Column("is_dead", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("patient", sa.Column("planned_until", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("patient", "planned_until")
    op.drop_column("push_subscription", "is_dead")
