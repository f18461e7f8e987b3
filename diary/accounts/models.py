"""Tables of who signs in and from where."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from diary.db import Base, Id, Moment, PatientId

DIGEST = LargeBinary(32)


class Staff(Base):
    """A person who works at a practice; one person may hold several roles, and has at least one."""

    __tablename__ = "staff"
    __table_args__ = (CheckConstraint("is_practitioner OR is_reception OR is_administrator", name="some_role"),)

    id: Mapped[Id]
    practice_id: Mapped[UUID] = mapped_column(ForeignKey("practice.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), unique=True)  # kept in lower case
    password_hash: Mapped[str] = mapped_column(String(200))
    is_practitioner: Mapped[bool] = mapped_column(default=False)
    is_reception: Mapped[bool] = mapped_column(default=False)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_confirmed_at: Mapped[Moment | None]
    totp_last_step: Mapped[int | None]  # a code counts once
    created_at: Mapped[Moment]
    deactivated_at: Mapped[Moment | None]


class RecoveryCode(Base):
    """A one-time code that stands in for a lost second step."""

    __tablename__ = "recovery_code"

    id: Mapped[Id]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    code_digest: Mapped[bytes] = mapped_column(DIGEST)
    used_at: Mapped[Moment | None]


class Device(Base):
    """A phone that was paired with one patient's diary, for the patient or for their carer."""

    __tablename__ = "device"

    id: Mapped[Id]
    practice_id: Mapped[UUID] = mapped_column(ForeignKey("practice.id"), index=True)
    patient_id: Mapped[PatientId]
    is_carer: Mapped[bool] = mapped_column(default=False)
    public_key: Mapped[str] = mapped_column(String(400))  # JWK, P-256; the phone keeps the private half
    label: Mapped[str] = mapped_column(String(60))
    zone: Mapped[str] = mapped_column(String(64))
    paired_at: Mapped[Moment]
    paired_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    last_seen_at: Mapped[Moment]
    signed_out_at: Mapped[Moment | None]


class Pairing(Base):
    """A phone that shows a code and waits for staff to type it."""

    __tablename__ = "pairing"
    __table_args__ = (
        Index(
            "uq_pairing_live_code",
            "user_code_digest",
            unique=True,
            postgresql_where=text("live"),
            sqlite_where=text("live"),
        ),
    )

    id: Mapped[Id]
    device_code_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    user_code_digest: Mapped[bytes] = mapped_column(DIGEST)
    live: Mapped[bool] = mapped_column(default=True)  # false once confirmed or expired, which frees the code
    public_key: Mapped[str] = mapped_column(String(400))
    label: Mapped[str] = mapped_column(String(60))
    zone: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))  # set when staff confirmed
    collected_at: Mapped[Moment | None]


class RenewalChallenge(Base):
    """A number to sign, good once for one minute, with which a phone renews its login."""

    __tablename__ = "renewal_challenge"

    id: Mapped[Id]
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), index=True)
    nonce_digest: Mapped[bytes] = mapped_column(DIGEST)
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class LoginSession(Base):
    """One login of one browser; deleting or revoking the row ends it, whatever cookie was copied."""

    __tablename__ = "login_session"
    __table_args__ = (CheckConstraint("(staff_id IS NULL) <> (device_id IS NULL)", name="one_owner"),)

    id: Mapped[Id]
    token_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"), index=True)
    second_step_at: Mapped[Moment | None]  # staff: when the code was given; null means only the password so far
    started_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[Moment | None]


class SignInTry(Base):
    """One failed try, kept to slow guessing down; the key is a keyed digest of an account or a network."""

    __tablename__ = "sign_in_try"
    __table_args__ = (Index("ix_sign_in_try_key_at", "key_digest", "at"),)

    id: Mapped[Id]
    key_digest: Mapped[bytes] = mapped_column(DIGEST)
    at: Mapped[Moment]
