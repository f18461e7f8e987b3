"""When a patient is reminded, as they choose it."""

from datetime import date
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, signed_in_phone
from diary.practice.access import patient_of_phone
from diary.practice.guards import ask_for_consent, refuse_form_of_another
from diary.reminders import words
from diary.reminders.forms import ReminderForm
from diary.reminders.plan_actions import keep_plan
from diary.reminders.plan_queries import plan_of
from diary.reminders.screens import reminders_of
from diary.sessions.queries import all_courses
from diary.web.texts import local_date

bp = Blueprint("reminders", __name__, url_prefix="/reminders")
bp.before_request(ask_for_consent)


@bp.get("")
@patient_only
def page() -> ResponseReturnValue:
    return show(ReminderForm.of(plan_of(signed_in_phone().patient_id), today()))


@bp.post("")
@patient_only
def save() -> ResponseReturnValue:
    """Keep what the patient chose, all of it."""
    refuse_form_of_another()
    form = ReminderForm(request.form, today=today())
    if not form.validate():
        return show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    keep_plan(signed_in_phone(), form.plan(), now=clock.now())
    return redirect(url_for("reminders.page", saved=1), HTTPStatus.SEE_OTHER)


def today() -> date:
    """Of the calendar where the patient is."""
    return local_date(clock.now(), signed_in_phone().zone)


def show(form: ReminderForm) -> str:
    patient = patient_of_phone(signed_in_phone())
    courses = all_courses(patient.id)
    now = reminders_of(
        plan_of(patient.id),
        is_deleting=patient.deletion_asked_at is not None,
        had_course=bool(courses),
        is_treated=any(course.is_open for course in courses),
        today=form.today,
    )
    values = {"look": patient.look, "saved": "saved" in request.args}
    return render_template("reminders/page.html", form=form, reminders=now, words=words, **values)
