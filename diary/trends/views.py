"""The practitioner's page on one patient."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import practitioner_only, signed_in_staff
from diary.audit.actions import record_view
from diary.checks.talked_actions import mark_talked_about
from diary.days import diary_day
from diary.errors import NotFound
from diary.practice.access import patient_for
from diary.trends.facts import Words
from diary.trends.load import facts_of
from diary.trends.page import one_pager as page_of
from diary.web.texts import CHART_DATE, FULL_DATE, MEDIUM_DATE, TABLE_DATE, dater, sayer

bp = Blueprint("trends", __name__)


@bp.get("/clinic/patients/<uuid:patient_id>")
@practitioner_only
def one_pager(patient_id: UUID) -> ResponseReturnValue:
    """What the diary adds up to, on one screen or one sheet of paper."""
    staff, now = signed_in_staff(), clock.now()
    patient = patient_for(patient_id, staff)
    record_view("patient_opened", staff.actor, now=now, practice_id=staff.practice_id, patient_id=patient.id)
    facts = facts_of(patient, wanted_course(), now=now)
    return render_template("trends/one_pager.html", page=page_of(facts, readers_words()))


@bp.post("/clinic/patients/<uuid:patient_id>/questions/<uuid:question_id>")
@practitioner_only
def talked_about(patient_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Note that a question was talked about today, or take that back; what is not shared does not exist here."""
    staff, now = signed_in_staff(), clock.now()
    patient = patient_for(patient_id, staff)
    if question_id not in {question.id for question in facts_of(patient, wanted_course(), now=now).questions}:
        raise NotFound
    on = diary_day(now, patient.practice.zone) if "talked" in request.form else None
    mark_talked_about(patient, question_id, on, actor=staff.actor, now=now)
    back = url_for("trends.one_pager", patient_id=patient.id, course=wanted_course())
    return redirect(back, HTTPStatus.SEE_OTHER)


def readers_words() -> Words:
    """How this request's language says sentences and days."""
    return Words(
        say=sayer(),
        chart_date=dater(CHART_DATE),
        table_date=dater(TABLE_DATE),
        medium_date=dater(MEDIUM_DATE),
        full_date=dater(FULL_DATE),
    )


def wanted_course() -> UUID | None:
    """The course asked for in the address, if any; nonsense is a page that does not exist."""
    wanted = request.args.get("course")
    try:
        return None if wanted is None else UUID(wanted)
    except ValueError:
        raise NotFound from None
