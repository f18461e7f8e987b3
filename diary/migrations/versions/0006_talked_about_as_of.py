"""What the clinic could see of a question when it noted that it was talked about."""

import sqlalchemy as sa
from alembic import op

from diary.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("talked_about_as_of", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("question", "talked_about_as_of")
