"""Read which patients were shown a red-flag card since their last visit."""

from uuid import UUID

from sqlalchemy import func, or_, select

from diary.caseload.domain import ListedFlag
from diary.db import db
from diary.effects.domain import HELP_RULE
from diary.effects.models import FlagCard
from diary.practice.models import Patient
from diary.sessions.models import Course, TreatmentSession

LAST_SESSION = (
    select(func.max(TreatmentSession.at))
    .join(Course, Course.id == TreatmentSession.course_id)
    .where(Course.patient_id == Patient.id, ~TreatmentSession.cancelled)
    .correlate(Patient)
    .scalar_subquery()
)
SHARED = or_(Patient.sharing_stopped_at.is_(None), FlagCard.shown_at <= Patient.sharing_stopped_at)


def waiting_flags(practice_id: UUID) -> dict[UUID, ListedFlag]:
    """For each patient the newest card since the last session; one that nobody called about comes first."""
    query = (
        select(FlagCard.patient_id, FlagCard.shown_at, FlagCard.called)
        .join(Patient, Patient.id == FlagCard.patient_id)
        .where(
            Patient.practice_id == practice_id,
            FlagCard.rule != HELP_RULE,
            SHARED,
            or_(LAST_SESSION.is_(None), FlagCard.shown_at > LAST_SESSION),
        )
        .order_by(func.coalesce(FlagCard.called, False).desc(), FlagCard.shown_at, FlagCard.id)
    )
    rows = db.session.execute(query)
    return {patient: ListedFlag(shown_at=shown_at, called=called is True) for patient, shown_at, called in rows}
