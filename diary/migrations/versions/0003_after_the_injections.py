"""What followed a session, the clinic's hours and its word on the red flags, and what the patient wishes."""

import sqlalchemy as sa
from alembic import op

from diary.db import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

EFFECTS = (
    "'soreness', 'stinging', 'bruise', 'redness', 'swelling', 'itching', 'tingling', 'numbness', 'stiffness', "
    "'dizziness', 'headache', 'more_pain', 'tired', 'nose_burning', 'bitter_taste', 'nosebleed', 'something_else'"
)
AUTHORS = "author IN ('patient', 'carer', 'staff')"
TEXTS = (
    ("practice", "hours", 200),
    ("practice", "out_of_hours", 40),
    ("practice", "crisis_line", 40),
    ("practice", "red_flags_signed_version", 20),
    ("practice", "red_flags_signed_by", 120),
)
MOMENTS = (("practice", "red_flags_signed_at"), ("patient", "prefs_corrected_at"), ("patient", "deletion_asked_at"))
IDS = (("patient", "prefs_version_id"), ("consent", "version_id"))


def upgrade() -> None:
    op.create_table(
        "after_answer",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.Column("prompt", sa.String(length=8), nullable=True),
        sa.Column("ease", sa.String(length=12), nullable=True),
        sa.Column("eased", sa.String(length=12), nullable=True),
        sa.Column("none_of_these", sa.Boolean(), nullable=False),
        sa.Column("usual_day", sa.String(length=8), nullable=True),
        sa.Column("author", sa.String(length=10), nullable=False),
        sa.CheckConstraint("prompt IN ('soon', 'evening', 'morning')", name=op.f("ck_after_answer_prompt")),
        sa.CheckConstraint(
            "ease IN ('much_less', 'a_little_less', 'same', 'worse')", name=op.f("ck_after_answer_ease")
        ),
        sa.CheckConstraint("eased IN ('right_away', 'in_1_hour', 'later')", name=op.f("ck_after_answer_eased")),
        sa.CheckConstraint("usual_day IN ('yes', 'almost', 'no')", name=op.f("ck_after_answer_usual_day")),
        sa.CheckConstraint(AUTHORS, name=op.f("ck_after_answer_author")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_after_answer_patient_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_after_answer_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_after_answer")),
    )
    op.create_index("ix_after_answer_patient_id_for_day", "after_answer", ["patient_id", "for_day"])
    op.create_table(
        "after_effect",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("effect", sa.String(length=20), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=60), nullable=True),
        sa.CheckConstraint(f"effect IN ({EFFECTS})", name=op.f("ck_after_effect_effect")),
        sa.CheckConstraint(
            "severity BETWEEN 0 AND 3 AND severity = CAST(severity AS INTEGER)", name=op.f("ck_after_effect_severity")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["after_answer.version_id"], name=op.f("fk_after_effect_version_id")),
        sa.PrimaryKeyConstraint("version_id", "effect", name=op.f("pk_after_effect")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "relief_end",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.Column("said", sa.String(length=16), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("author", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "said IN ('now', 'earlier_today', 'last_night', 'yesterday', 'gone')", name=op.f("ck_relief_end_said")
        ),
        sa.CheckConstraint(AUTHORS, name=op.f("ck_relief_end_author")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_relief_end_patient_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_relief_end_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_relief_end")),
    )
    op.create_index("ix_relief_end_patient_id_session_id", "relief_end", ["patient_id", "session_id"])
    op.create_table(
        "flag_card",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=1), nullable=False),
        sa.Column("rules_version", sa.String(length=20), nullable=False),
        sa.Column("shown_at", UtcDateTime(), nullable=False),
        sa.Column("dismissed_at", UtcDateTime(), nullable=True),
        sa.Column("called", sa.Boolean(), nullable=True),
        sa.Column("author", sa.String(length=10), nullable=False),
        sa.CheckConstraint("level IN ('E', 'U', 'C')", name=op.f("ck_flag_card_level")),
        sa.CheckConstraint(AUTHORS, name=op.f("ck_flag_card_author")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_flag_card_patient_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_flag_card_version_id")),
        sa.PrimaryKeyConstraint("patient_id", "id", name=op.f("pk_flag_card")),
        sa.UniqueConstraint("version_id", name=op.f("uq_flag_card_version_id")),
    )
    op.create_index("ix_flag_card_patient_id_shown_at", "flag_card", ["patient_id", "shown_at"])
    for table, name, letters in TEXTS:
        op.add_column(table, sa.Column(name, sa.String(length=letters), nullable=True))
    for table, name in MOMENTS:
        op.add_column(table, sa.Column(name, UtcDateTime(), nullable=True))
    for table, name in IDS:
        op.add_column(table, sa.Column(name, sa.Uuid(), nullable=True))
    op.add_column("patient", sa.Column("hides_trend", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("patient", "hides_trend")
    for table, name in (*IDS, *MOMENTS, *(each[:2] for each in TEXTS)):
        op.drop_column(table, name)
    for table in ("flag_card", "relief_end", "after_effect", "after_answer"):
        op.drop_table(table)
