"""Record treatment sessions, and correct them; what stood before is kept."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select

from diary.audit.domain import Actor
from diary.db import db, writing
from diary.errors import Conflict, Invalid, NotFound
from diary.practice.domain import PatientRecord
from diary.sessions.course_actions import lock_course, trace
from diary.sessions.domain import NOT_YET, may_be_moved
from diary.sessions.models import Course, EarlierTreatmentSession, SessionColumns, TreatmentSession
from diary.sessions.values import SessionFacts, facts_of
from diary.text import Text

COURSE_ENDED = Text("This course has ended. Open a new one to record a session.")
ALREADY_SAVED = Text("This session is already saved. Open it to change it.")
DAY_TAKEN = Text("A session of this day is already saved. Open it to correct it.")
TOO_OLD_TO_MOVE = Text(
    "The date can be changed for 7 days after the first saving. Cancel this session and record it anew."
)
CHANGED_MEANWHILE = Text("Somebody else has changed this session. Open it again, then make your change.")
HISTORY = ("revision", *SessionColumns.__annotations__)


def record_session(
    patient: PatientRecord,
    course_id: UUID,
    session_id: UUID,
    facts: SessionFacts,
    next_visit_at: datetime | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what was done at one visit, and when the next one is.

    Args:
        patient: Whose course it is.
        course_id: The course.
        session_id: Made when the form was shown, so that a form sent twice is one session.
        facts: What was done, how and when.
        next_visit_at: The course's next visit; None when none is booked.
        actor: Who recorded it.
        now: Aware.

    Raises:
        NotFound: This patient has no such course.
        Conflict: The course has ended, or the id is another session's.
        Invalid: The day is still to come or has a session already, or the form was saved before with other answers.
    """
    with writing():
        keep_session(patient, course_id, session_id, facts, next_visit_at, actor=actor, now=now)


def keep_session(
    patient: PatientRecord,
    course_id: UUID,
    session_id: UUID,
    facts: SessionFacts,
    next_visit_at: datetime | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The same in the caller's transaction."""
    course = lock_course(patient.id, course_id)
    known = db.session.get(TreatmentSession, session_id)
    if known is not None:
        refuse_other(known, course, facts, next_visit_at)
        return
    if course.ended_at is not None:
        raise Conflict(COURSE_ENDED)
    refuse_day(course_id, session_id, facts, now)
    owner = {"id": session_id, "patient_id": patient.id, "course_id": course_id, "created_at": now}
    db.session.add(TreatmentSession(recorded_by=actor.id, recorded_at=now, **owner, **facts_of(facts)))
    course.next_visit_at = next_visit_at
    trace("session_recorded", patient, session_id, actor, now)
    db.session.flush()


def refuse_other(known: TreatmentSession, course: Course, facts: SessionFacts, next_visit_at: datetime | None) -> None:
    """The same form sent again is fine; with other answers (the browser's Back) they would be lost without a word."""
    if known.course_id != course.id:
        raise Conflict
    kept = {name: getattr(known, name) for name in facts_of(facts)}
    if known.cancelled or kept != facts_of(facts) or course.next_visit_at != next_visit_at:
        raise Invalid({"date": ALREADY_SAVED})


def refuse_day(course_id: UUID, session_id: UUID, facts: SessionFacts, now: datetime) -> None:
    if facts.is_after(now):
        raise Invalid({"date": NOT_YET})
    same_day = select(func.count()).where(
        TreatmentSession.course_id == course_id,
        TreatmentSession.day == facts.day,
        TreatmentSession.id != session_id,
        ~TreatmentSession.cancelled,
    )
    if db.session.scalar(same_day):
        raise Invalid({"date": DAY_TAKEN})


def correct_session(
    patient: PatientRecord, session_id: UUID, facts: SessionFacts, revision: int, *, actor: Actor, now: datetime
) -> None:
    """Put right what was recorded; the earlier state is kept.

    Args:
        patient: Whose session it is.
        session_id: Which one.
        facts: All of them, as they should read.
        revision: The state that the form showed; a newer one must not be overwritten unseen.
        actor: Who corrects it.
        now: Aware.

    Raises:
        NotFound: This patient has no such session, or it was cancelled.
        Conflict: Somebody else changed it since the form was shown.
        Invalid: The date can no longer be moved, is still to come, or has a session already.
    """
    with writing():
        row = lock_session(patient.id, session_id)
        changes = {name: value for name, value in facts_of(facts).items() if getattr(row, name) != value}
        if not changes:
            return
        if row.revision != revision:
            raise Conflict(CHANGED_MEANWHILE)
        moved = row.at != facts.at
        if moved:
            refuse_move(row, facts, now)
        change_session(row, changes, actor, now)
        trace(
            "session_moved" if moved else "session_corrected",
            patient,
            session_id,
            actor,
            now,
            f"revision {row.revision}",
        )


def refuse_move(row: TreatmentSession, facts: SessionFacts, now: datetime) -> None:
    if not may_be_moved(row.created_at, now):
        raise Invalid({"date": TOO_OLD_TO_MOVE})
    refuse_day(row.course_id, row.id, facts, now)


def add_pain_after(patient: PatientRecord, session_id: UUID, pain: int, *, actor: Actor, now: datetime) -> None:
    """Add the pain 15 minutes after a session, once those are over.

    Raises:
        NotFound: This patient has no such session, or it was cancelled.
    """
    with writing():
        row = lock_session(patient.id, session_id)
        if row.pain_after_15min != pain:
            change_session(row, {"pain_after_15min": pain}, actor, now)
            trace("session_corrected", patient, session_id, actor, now, f"revision {row.revision}")


def cancel_session(patient: PatientRecord, session_id: UUID, *, actor: Actor, now: datetime) -> None:
    """It did not take place: it leaves every list and number, and stays in the history.

    Raises:
        NotFound: This patient has no such session, or it was cancelled before.
    """
    with writing():
        row = lock_session(patient.id, session_id)
        change_session(row, {"cancelled": True}, actor, now)
        trace("session_cancelled", patient, session_id, actor, now, f"revision {row.revision}")


def change_session(row: TreatmentSession, changes: Mapping[str, object], actor: Actor, now: datetime) -> None:
    """Set these columns; how the row stood before goes into the history."""
    before = {name: getattr(row, name) for name in HISTORY}
    db.session.add(EarlierTreatmentSession(id=uuid4(), session_id=row.id, **before))
    for name, value in changes.items():
        setattr(row, name, value)
    row.revision += 1
    row.recorded_by = actor.id
    row.recorded_at = now
    db.session.flush()


def lock_session(patient_id: UUID, session_id: UUID) -> TreatmentSession:
    query = select(TreatmentSession).where(
        TreatmentSession.id == session_id, TreatmentSession.patient_id == patient_id, ~TreatmentSession.cancelled
    )
    row = db.session.scalar(query.with_for_update())
    if row is None:
        raise NotFound
    lock_course(patient_id, row.course_id)
    return row
