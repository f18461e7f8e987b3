"""Read which patients were shown a red-flag card since their last visit."""

from uuid import UUID

from sqlalchemy import func, or_, select

from diary.caseload.domain import ListedFlag
from diary.db import db
from diary.effects.domain import HELP_RULE
from diary.effects.models import FlagCard
from diary.effects.queries import flags_until
from diary.practice.models import Patient
from diary.sessions.models import Course, TreatmentSession

LAST_SESSION = (
    select(func.max(TreatmentSession.at))
    .join(Course, Course.id == TreatmentSession.course_id)
    .where(Course.patient_id == Patient.id, ~TreatmentSession.cancelled)
    .correlate(Patient)
    .scalar_subquery()
)


def waiting_flags(practice_id: UUID) -> dict[UUID, ListedFlag]:
    """For each patient the newest card since the last session; one of which no call is known comes first.

    Of who stopped sharing the clinic knows the cards as they stood then; that takes one more query for each of them.
    """
    query = (
        select(FlagCard.patient_id, FlagCard.id, FlagCard.shown_at, FlagCard.called, Patient.sharing_stopped_at)
        .join(Patient, Patient.id == FlagCard.patient_id)
        .where(
            Patient.practice_id == practice_id,
            FlagCard.rule != HELP_RULE,
            or_(LAST_SESSION.is_(None), FlagCard.shown_at > LAST_SESSION),
        )
        .order_by(FlagCard.shown_at, FlagCard.id)
    )
    rows = db.session.execute(query).all()
    stopped = {row.patient_id: row.sharing_stopped_at for row in rows if row.sharing_stopped_at}
    then = {patient: flags_until(patient, at) for patient, at in stopped.items()}
    cards = [
        (
            row.patient_id,
            ListedFlag(shown_at=known.shown_at, called=known.called is True, shared=row.patient_id not in then),
        )
        for row in rows
        if (known := then[row.patient_id].get(row.id) if row.patient_id in then else row)
    ]
    return dict(sorted(cards, key=lambda card: not card[1].called))
