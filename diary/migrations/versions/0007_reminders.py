"""What patients choose about reminders, the phones that can be reached, the ledger, and what became of reminders, counted."""

import sqlalchemy as sa
from alembic import op

from diary.db import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WAITING = sa.text("state = 'waiting'")
PLANNED = sa.text("reminders_at IS NOT NULL")


def upgrade() -> None:
    create_plans()
    create_subscriptions()
    create_slots()
    op.create_table(
        "push_tally",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "host", "what", name=op.f("pk_push_tally")),
    )


def create_plans() -> None:
    op.create_table(
        "reminder_plan",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_reminder_plan_patient_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_reminder_plan_version_id")),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_reminder_plan")),
    )
    op.add_column("patient", sa.Column("reminders_at", UtcDateTime(), nullable=True))
    op.create_index(
        "ix_patient_reminders_at", "patient", ["reminders_at"], postgresql_where=PLANNED, sqlite_where=PLANNED
    )


def create_subscriptions() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.String(length=1024), nullable=False),
        sa.Column("endpoint_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("p256dh", sa.String(length=90), nullable=False),
        sa.Column("auth", sa.String(length=30), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("subscribed_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("accepted_topics", sa.String(length=200), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("refused_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_push_subscription_device_id")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_push_subscription_patient_id")),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_push_subscription")),
        sa.UniqueConstraint("endpoint_digest", name=op.f("uq_push_subscription_endpoint_digest")),
    )
    op.create_index("ix_push_subscription_patient_id", "push_subscription", ["patient_id"])


def create_slots() -> None:
    op.create_table(
        "reminder_slot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("about", sa.String(length=36), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.Column("leased_until", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("put_offs", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('daily', 'visit', 'again', 'soon', 'evening', 'morning')", name=op.f("ck_reminder_slot_kind")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'skipped', 'missed', 'no_phone', 'refused')",
            name=op.f("ck_reminder_slot_state"),
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_reminder_slot_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_slot")),
        sa.UniqueConstraint(
            "patient_id", "day", "kind", "about", name=op.f("uq_reminder_slot_patient_id_day_kind_about")
        ),
    )
    op.create_index("ix_reminder_slot_day", "reminder_slot", ["day"])
    op.create_index(
        "ix_reminder_slot_next_at", "reminder_slot", ["next_at"], postgresql_where=WAITING, sqlite_where=WAITING
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE reminder_slot SET (fillfactor = 50)")  # in a page each slot has room to be taken once


def downgrade() -> None:
    op.drop_table("push_tally")
    op.drop_table("reminder_slot")
    op.drop_table("push_subscription")
    op.drop_index("ix_patient_reminders_at", "patient")
    op.drop_column("patient", "reminders_at")
    op.drop_table("reminder_plan")
