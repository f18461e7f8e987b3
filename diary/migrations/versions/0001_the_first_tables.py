"""The first tables."""

import sqlalchemy as sa
from alembic import op

from diary.db import UtcDateTime
from diary.migrations.append_only import keep_for_ever, let_go

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEPT_FOR_EVER = ("version", "audit_event", "consent", "earlier_patient_fact", "earlier_treatment_session")


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("patient_id", sa.Uuid(), nullable=True),
        sa.Column("actor_kind", sa.String(length=10), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "actor_kind IN ('staff', 'patient', 'carer', 'system')", name=op.f("ck_audit_event_actor_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index("ix_audit_event_patient_id_at", ["patient_id", "at"], unique=False)

    op.create_table(
        "practice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("emergency_number", sa.String(length=20), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_try")),
    )
    with op.batch_alter_table("sign_in_try", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_try_key_at", ["key_digest", "at"], unique=False)

    op.create_table(
        "patient",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("year_of_birth", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.Column("sharing_stopped_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("asks_sleep", sa.Boolean(), nullable=False),
        sa.Column("asks_medicine", sa.Boolean(), nullable=False),
        sa.Column("asks_relief", sa.Boolean(), nullable=False),
        sa.Column("asks_goal", sa.Boolean(), nullable=False),
        sa.Column("asks_effects", sa.Boolean(), nullable=False),
        sa.Column("asks_worst", sa.Boolean(), nullable=False),
        sa.Column("asks_note", sa.Boolean(), nullable=False),
        sa.Column("blood_thinner", sa.Boolean(), nullable=True),
        sa.Column("anaesthetic_allergy", sa.Boolean(), nullable=True),
        sa.Column("diabetes", sa.Boolean(), nullable=True),
        sa.Column("intake_pain", sa.Integer(), nullable=True),
        sa.Column("bigger_buttons", sa.Boolean(), nullable=False),
        sa.Column("look", sa.String(length=8), nullable=False),
        sa.CheckConstraint("look IN ('phone', 'light', 'dark')", name=op.f("ck_patient_look")),
        sa.CheckConstraint(
            "intake_pain BETWEEN 0 AND 10 AND intake_pain = CAST(intake_pain AS INTEGER)",
            name=op.f("ck_patient_intake_pain"),
        ),
        sa.CheckConstraint(
            "year_of_birth BETWEEN 1900 AND 2200 AND year_of_birth = CAST(year_of_birth AS INTEGER)",
            name=op.f("ck_patient_year_of_birth"),
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_patient_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient")),
    )
    with op.batch_alter_table("patient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patient_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_practitioner", sa.Boolean(), nullable=False),
        sa.Column("is_reception", sa.Boolean(), nullable=False),
        sa.Column("is_administrator", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("deactivated_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("is_practitioner OR is_reception OR is_administrator", name=op.f("ck_staff_some_role")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_staff_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_email")),
    )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "area",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("area_group", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "area_group IN ('chest', 'neck_face_scalp', 'low_back', 'spine', 'joint', 'limb')",
            name=op.f("ck_area_area_group"),
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_area_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("patient_id", "id", name=op.f("uq_area_patient_id_id")),
    )
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("is_carer", sa.Boolean(), nullable=False),
        sa.Column("public_key", sa.String(length=400), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("paired_at", UtcDateTime(), nullable=False),
        sa.Column("paired_by", sa.Uuid(), nullable=True),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("signed_out_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["paired_by"], ["staff.id"], name=op.f("fk_device_paired_by")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_device_patient_id")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_device_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_patient_id"), ["patient_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recovery_code_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("edited_at", UtcDateTime(), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("offset_min", sa.Integer(), nullable=False),
        sa.Column("skew_ms", sa.BigInteger(), nullable=False),
        sa.Column("clock_suspect", sa.Boolean(), nullable=False),
        sa.Column("app", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("stamp", sa.String(length=10), nullable=True),
        sa.Column("author", sa.String(length=10), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("author IN ('patient', 'carer', 'staff')", name=op.f("ck_version_author")),
        sa.CheckConstraint("source IN ('phone', 'form', 'paper', 'kiosk', 'import')", name=op.f("ck_version_source")),
        sa.CheckConstraint("stamp IN ('on_time', 'late', 'recalled')", name=op.f("ck_version_stamp")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_version_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
    )
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.create_index("ix_version_patient_id_kind_for_day", ["patient_id", "kind", "for_day"], unique=False)
        batch_op.create_index("uq_version_patient_id_revision", ["patient_id", "revision"], unique=True)

    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("wording_version", sa.String(length=20), nullable=False),
        sa.Column("wording", sa.String(length=4000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_consent_device_id")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_consent_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "course",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("condition", sa.String(length=30), nullable=False),
        sa.Column("condition_words", sa.String(length=120), nullable=True),
        sa.Column("planned_sessions", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("next_visit_at", UtcDateTime(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "condition IN ('back_pain', 'neck_pain', 'sciatica', 'carpal_tunnel', 'facet_joint', 'herniated_disc', 'post_surgical', 'scar', 'crps', 'fibromyalgia', 'migraine', 'headache', 'joint_pain', 'tendonitis', 'plantar_fasciitis', 'ligament_strain', 'tendon_strain', 'nerve_irritation', 'other')",
            name=op.f("ck_course_condition"),
        ),
        sa.CheckConstraint(
            "planned_sessions BETWEEN 1 AND 60 AND planned_sessions = CAST(planned_sessions AS INTEGER)",
            name=op.f("ck_course_planned_sessions"),
        ),
        sa.CheckConstraint(
            "weekday BETWEEN 0 AND 6 AND weekday = CAST(weekday AS INTEGER)", name=op.f("ck_course_weekday")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id", "area_id"], ["area.patient_id", "area.id"], name=op.f("fk_course_patient_id_area_id")
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_course_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint("patient_id", "id", name=op.f("uq_course_patient_id_id")),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_patient_id"), ["patient_id"], unique=False)
        batch_op.create_index(
            "uq_course_open_area_id",
            ["area_id"],
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "entry",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.Column("stamp", sa.String(length=10), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("asked", sa.String(length=16), nullable=False),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("worst", sa.Integer(), nullable=True),
        sa.Column("sleep", sa.Integer(), nullable=True),
        sa.Column("medicine", sa.Integer(), nullable=True),
        sa.Column("relief", sa.String(length=12), nullable=True),
        sa.Column("goal", sa.String(length=8), nullable=True),
        sa.Column("bothered", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column("author", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.CheckConstraint("asked IN ('last_24h', 'since_session')", name=op.f("ck_entry_asked")),
        sa.CheckConstraint("author IN ('patient', 'carer', 'staff')", name=op.f("ck_entry_author")),
        sa.CheckConstraint("goal IN ('yes', 'part', 'no')", name=op.f("ck_entry_goal")),
        sa.CheckConstraint("pain IS NOT NULL OR stamp = 'recalled'", name=op.f("ck_entry_pain_unless_recalled")),
        sa.CheckConstraint("relief IN ('still', 'wearing_off', 'gone')", name=op.f("ck_entry_relief")),
        sa.CheckConstraint("source IN ('phone', 'form', 'paper', 'kiosk', 'import')", name=op.f("ck_entry_source")),
        sa.CheckConstraint("stamp IN ('on_time', 'late', 'recalled')", name=op.f("ck_entry_stamp")),
        sa.CheckConstraint(
            "medicine BETWEEN 0 AND 3 AND medicine = CAST(medicine AS INTEGER)", name=op.f("ck_entry_medicine")
        ),
        sa.CheckConstraint("pain BETWEEN 0 AND 10 AND pain = CAST(pain AS INTEGER)", name=op.f("ck_entry_pain")),
        sa.CheckConstraint("sleep BETWEEN 0 AND 3 AND sleep = CAST(sleep AS INTEGER)", name=op.f("ck_entry_sleep")),
        sa.CheckConstraint("worst BETWEEN 0 AND 10 AND worst = CAST(worst AS INTEGER)", name=op.f("ck_entry_worst")),
        sa.ForeignKeyConstraint(
            ["patient_id", "area_id"], ["area.patient_id", "area.id"], name=op.f("fk_entry_patient_id_area_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_entry_version_id")),
        sa.PrimaryKeyConstraint("patient_id", "area_id", "for_day", name=op.f("pk_entry")),
        sa.UniqueConstraint("version_id", name=op.f("uq_entry_version_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "goal",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=60), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_goal_patient_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_goal_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_goal")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "login_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("second_step_at", UtcDateTime(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(staff_id IS NULL) <> (device_id IS NULL)", name=op.f("ck_login_session_one_owner")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_login_session_device_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_login_session_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_login_session_token_digest")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_device_id"), ["device_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_login_session_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "pairing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_code_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_code_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("public_key", sa.String(length=400), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("collected_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_pairing_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
        sa.UniqueConstraint("device_code_digest", name=op.f("uq_pairing_device_code_digest")),
    )
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index(
            "uq_pairing_live_code",
            ["user_code_digest"],
            unique=True,
            postgresql_where=sa.text("live"),
            sqlite_where=sa.text("live"),
        )

    op.create_table(
        "question",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=140), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.Column("talked_about_on", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_question_patient_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_question_version_id")),
        sa.PrimaryKeyConstraint("patient_id", "id", name=op.f("pk_question")),
        sa.UniqueConstraint("version_id", name=op.f("uq_question_version_id")),
    )
    op.create_table(
        "renewal_challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("nonce_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_renewal_challenge_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewal_challenge")),
    )
    with op.batch_alter_table("renewal_challenge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_renewal_challenge_device_id"), ["device_id"], unique=False)

    op.create_table(
        "weekly_check",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.Column("peg_pain", sa.Integer(), nullable=True),
        sa.Column("peg_enjoyment", sa.Integer(), nullable=True),
        sa.Column("peg_activity", sa.Integer(), nullable=True),
        sa.Column("change", sa.Integer(), nullable=True),
        sa.Column("goal_difficulty", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "change BETWEEN 1 AND 7 AND change = CAST(change AS INTEGER)", name=op.f("ck_weekly_check_change")
        ),
        sa.CheckConstraint(
            "goal_difficulty BETWEEN 0 AND 10 AND goal_difficulty = CAST(goal_difficulty AS INTEGER)",
            name=op.f("ck_weekly_check_goal_difficulty"),
        ),
        sa.CheckConstraint(
            "peg_activity BETWEEN 0 AND 10 AND peg_activity = CAST(peg_activity AS INTEGER)",
            name=op.f("ck_weekly_check_peg_activity"),
        ),
        sa.CheckConstraint(
            "peg_enjoyment BETWEEN 0 AND 10 AND peg_enjoyment = CAST(peg_enjoyment AS INTEGER)",
            name=op.f("ck_weekly_check_peg_enjoyment"),
        ),
        sa.CheckConstraint(
            "peg_pain BETWEEN 0 AND 10 AND peg_pain = CAST(peg_pain AS INTEGER)", name=op.f("ck_weekly_check_peg_pain")
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_weekly_check_patient_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_weekly_check_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_weekly_check")),
    )
    with op.batch_alter_table("weekly_check", schema=None) as batch_op:
        batch_op.create_index("ix_weekly_check_patient_id_for_day", ["patient_id", "for_day"], unique=False)

    op.create_table(
        "entry_effect",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False),
        sa.Column("effect", sa.String(length=20), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=60), nullable=True),
        sa.CheckConstraint(
            "effect IN ('soreness', 'stinging', 'bruise', 'redness', 'swelling', 'itching', 'tingling', 'numbness', 'stiffness', 'dizziness', 'headache', 'more_pain', 'tired', 'nose_burning', 'bitter_taste', 'nosebleed', 'something_else')",
            name=op.f("ck_entry_effect_effect"),
        ),
        sa.CheckConstraint(
            "severity BETWEEN 0 AND 3 AND severity = CAST(severity AS INTEGER)", name=op.f("ck_entry_effect_severity")
        ),
        sa.ForeignKeyConstraint(
            ["patient_id", "area_id", "for_day"],
            ["entry.patient_id", "entry.area_id", "entry.for_day"],
            name=op.f("fk_entry_effect_patient_id_area_id_for_day"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("patient_id", "area_id", "for_day", "effect", name=op.f("pk_entry_effect")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entry_medicine",
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False),
        sa.Column("medicine_class", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "medicine_class IN ('paracetamol', 'anti_inflammatory', 'opioid', 'cortisone', 'other')",
            name=op.f("ck_entry_medicine_medicine_class"),
        ),
        sa.ForeignKeyConstraint(
            ["patient_id", "area_id", "for_day"],
            ["entry.patient_id", "entry.area_id", "entry.for_day"],
            name=op.f("fk_entry_medicine_patient_id_area_id_for_day"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("patient_id", "area_id", "for_day", "medicine_class", name=op.f("pk_entry_medicine")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "treatment_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("injections", sa.Boolean(), nullable=False),
        sa.Column("spg_bath", sa.Boolean(), nullable=False),
        sa.Column("areas", sa.String(length=400), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=True),
        sa.Column("solution", sa.String(length=80), nullable=False),
        sa.Column("anaesthetic", sa.String(length=20), nullable=False),
        sa.Column("volume_ml", sa.Double(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("stinging", sa.Integer(), nullable=True),
        sa.Column("pain_before", sa.Integer(), nullable=True),
        sa.Column("pain_after_15min", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "anaesthetic IN ('none', 'lidocaine', 'procaine')", name=op.f("ck_treatment_session_anaesthetic")
        ),
        sa.CheckConstraint("side IN ('left', 'right', 'both', 'middle')", name=op.f("ck_treatment_session_side")),
        sa.CheckConstraint("injections OR spg_bath", name=op.f("ck_treatment_session_technique")),
        sa.CheckConstraint(
            "pain_after_15min BETWEEN 0 AND 10 AND pain_after_15min = CAST(pain_after_15min AS INTEGER)",
            name=op.f("ck_treatment_session_pain_after_15min"),
        ),
        sa.CheckConstraint(
            "pain_before BETWEEN 0 AND 10 AND pain_before = CAST(pain_before AS INTEGER)",
            name=op.f("ck_treatment_session_pain_before"),
        ),
        sa.CheckConstraint(
            "points BETWEEN 0 AND 300 AND points = CAST(points AS INTEGER)", name=op.f("ck_treatment_session_points")
        ),
        sa.CheckConstraint(
            "stinging BETWEEN 0 AND 3 AND stinging = CAST(stinging AS INTEGER)",
            name=op.f("ck_treatment_session_stinging"),
        ),
        sa.CheckConstraint("volume_ml BETWEEN 0 AND 500", name=op.f("ck_treatment_session_volume_ml")),
        sa.ForeignKeyConstraint(
            ["patient_id", "course_id"],
            ["course.patient_id", "course.id"],
            name=op.f("fk_treatment_session_patient_id_course_id"),
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_treatment_session_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treatment_session")),
    )
    with op.batch_alter_table("treatment_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_treatment_session_patient_id"), ["patient_id"], unique=False)
        batch_op.create_index(
            "uq_treatment_session_course_id_day",
            ["course_id", "day"],
            unique=True,
            postgresql_where=sa.text("NOT cancelled"),
            sqlite_where=sa.text("NOT cancelled"),
        )

    op.create_table(
        "earlier_treatment_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("injections", sa.Boolean(), nullable=False),
        sa.Column("spg_bath", sa.Boolean(), nullable=False),
        sa.Column("areas", sa.String(length=400), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=True),
        sa.Column("solution", sa.String(length=80), nullable=False),
        sa.Column("anaesthetic", sa.String(length=20), nullable=False),
        sa.Column("volume_ml", sa.Double(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("stinging", sa.Integer(), nullable=True),
        sa.Column("pain_before", sa.Integer(), nullable=True),
        sa.Column("pain_after_15min", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "anaesthetic IN ('none', 'lidocaine', 'procaine')", name=op.f("ck_earlier_treatment_session_anaesthetic")
        ),
        sa.CheckConstraint(
            "side IN ('left', 'right', 'both', 'middle')", name=op.f("ck_earlier_treatment_session_side")
        ),
        sa.CheckConstraint("injections OR spg_bath", name=op.f("ck_earlier_treatment_session_technique")),
        sa.CheckConstraint(
            "pain_after_15min BETWEEN 0 AND 10 AND pain_after_15min = CAST(pain_after_15min AS INTEGER)",
            name=op.f("ck_earlier_treatment_session_pain_after_15min"),
        ),
        sa.CheckConstraint(
            "pain_before BETWEEN 0 AND 10 AND pain_before = CAST(pain_before AS INTEGER)",
            name=op.f("ck_earlier_treatment_session_pain_before"),
        ),
        sa.CheckConstraint(
            "points BETWEEN 0 AND 300 AND points = CAST(points AS INTEGER)",
            name=op.f("ck_earlier_treatment_session_points"),
        ),
        sa.CheckConstraint(
            "stinging BETWEEN 0 AND 3 AND stinging = CAST(stinging AS INTEGER)",
            name=op.f("ck_earlier_treatment_session_stinging"),
        ),
        sa.CheckConstraint("volume_ml BETWEEN 0 AND 500", name=op.f("ck_earlier_treatment_session_volume_ml")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["treatment_session.id"], name=op.f("fk_earlier_treatment_session_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_treatment_session")),
        sa.UniqueConstraint("session_id", "revision", name=op.f("uq_earlier_treatment_session_session_id_revision")),
    )

    op.create_table(
        "earlier_patient_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("fact", sa.String(length=30), nullable=False),
        sa.Column("was", sa.String(length=200), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["staff.id"], name=op.f("fk_earlier_patient_fact_changed_by")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("fk_earlier_patient_fact_patient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_patient_fact")),
    )
    with op.batch_alter_table("earlier_patient_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_earlier_patient_fact_patient_id"), ["patient_id"], unique=False)

    for table in KEPT_FOR_EVER:
        keep_for_ever(table)


def downgrade() -> None:
    for table in KEPT_FOR_EVER:
        let_go(table)

    with op.batch_alter_table("earlier_patient_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_earlier_patient_fact_patient_id"))

    op.drop_table("earlier_patient_fact")
    op.drop_table("earlier_treatment_session")
    with op.batch_alter_table("treatment_session", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_treatment_session_course_id_day",
            postgresql_where=sa.text("NOT cancelled"),
            sqlite_where=sa.text("NOT cancelled"),
        )
        batch_op.drop_index(batch_op.f("ix_treatment_session_patient_id"))

    op.drop_table("treatment_session")
    op.drop_table("entry_medicine")
    op.drop_table("entry_effect")
    with op.batch_alter_table("weekly_check", schema=None) as batch_op:
        batch_op.drop_index("ix_weekly_check_patient_id_for_day")

    op.drop_table("weekly_check")
    with op.batch_alter_table("renewal_challenge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_renewal_challenge_device_id"))

    op.drop_table("renewal_challenge")
    op.drop_table("question")
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.drop_index("uq_pairing_live_code", postgresql_where=sa.text("live"), sqlite_where=sa.text("live"))

    op.drop_table("pairing")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_staff_id"))
        batch_op.drop_index(batch_op.f("ix_login_session_device_id"))

    op.drop_table("login_session")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_patient_id"))

    op.drop_table("goal")
    op.drop_table("entry")
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_course_open_area_id",
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_course_patient_id"))

    op.drop_table("course")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_patient_id"))

    op.drop_table("consent")
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.drop_index("uq_version_patient_id_revision")
        batch_op.drop_index("ix_version_patient_id_kind_for_day")

    op.drop_table("version")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_staff_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_practice_id"))
        batch_op.drop_index(batch_op.f("ix_device_patient_id"))

    op.drop_table("device")
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_patient_id"))

    op.drop_table("area")
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_practice_id"))

    op.drop_table("staff")
    with op.batch_alter_table("patient", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patient_practice_id"))

    op.drop_table("patient")
    with op.batch_alter_table("sign_in_try", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_try_key_at")

    op.drop_table("sign_in_try")
    op.drop_table("practice")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_event_patient_id_at")

    op.drop_table("audit_event")
