"""Room for each word on how the pain is after a session: "a_little_less" has 13 letters, and PostgreSQL refused it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":  # SQLite minds no length, and would copy the whole table for it
        op.alter_column("after_answer", "ease", type_=sa.String(length=16))


def downgrade() -> None:
    """It stays as wide as it is: what was kept would not fit any more."""
