"""Make a practice and change its settings."""

from datetime import datetime
from uuid import UUID, uuid4

from diary.accounts.actions import add_staff
from diary.accounts.domain import SignedInStaff
from diary.audit.actions import record
from diary.audit.domain import Actor
from diary.db import db, writing
from diary.errors import Conflict
from diary.practice.domain import PracticeSettings, Roles
from diary.practice.models import Practice
from diary.text import Text

FIRST_ROLES = Roles(practitioner=True, administrator=True)
BESIDE_DEMO = Text(
    "This database holds the demo clinic, whose passwords everybody knows. Start with an empty database."
)


def create_practice(
    settings: PracticeSettings, name: str, email: str, password: str, *, roles: Roles = FIRST_ROLES, now: datetime
) -> UUID:
    """A real practice and the person who looks after it.

    Raises:
        Conflict: The database holds the demo clinic.
        Invalid: The password is too weak, or the e-mail address signs somebody in already.
    """
    with writing():
        if db.session.scalar(db.select(Practice.id).where(Practice.is_demo.is_(True)).limit(1)) is not None:
            raise Conflict(BESIDE_DEMO)
        practice = Practice(id=uuid4(), created_at=now, **columns(settings))
        db.session.add(practice)
        db.session.flush()
        record("practice_created", Actor.system(), now=now, practice_id=practice.id)
        add_staff(
            practice.id,
            name,
            email,
            password,
            is_practitioner=roles.practitioner,
            is_reception=roles.reception,
            is_administrator=roles.administrator,
            actor=Actor.system(),
            now=now,
        )
        return practice.id


def change_practice(settings: PracticeSettings, administrator: SignedInStaff, *, now: datetime) -> None:
    """Change the clinic's settings; the audit keeps what each was before."""
    with writing():
        practice = db.session.get_one(Practice, administrator.practice_id, with_for_update=True)
        changed = {name: value for name, value in columns(settings).items() if getattr(practice, name) != value}
        for name, value in changed.items():
            was = getattr(practice, name) or "empty"
            record(
                "practice_changed", administrator.actor, now=now, practice_id=practice.id, detail=f"{name} was {was}"
            )
            setattr(practice, name, value)


def sign_off_red_flags(version: str, practitioner: SignedInStaff, *, now: datetime) -> None:
    """A clinician of the practice has read this version of the red flags and takes responsibility for it."""
    with writing():
        practice = db.session.get_one(Practice, practitioner.practice_id, with_for_update=True)
        practice.red_flags_signed_version = version
        practice.red_flags_signed_by = practitioner.name
        practice.red_flags_signed_at = now
        record("red_flags_signed_off", practitioner.actor, now=now, practice_id=practice.id, detail=version)


def columns(settings: PracticeSettings) -> dict[str, str | None]:
    return {
        "name": settings.name,
        "phone": settings.phone,
        "emergency_number": settings.emergency_number,
        "zone": settings.zone,
        "hours": settings.hours,
        "out_of_hours": settings.out_of_hours,
        "crisis_line": settings.crisis_line,
    }
