"""What the patient wants to do again."""

from http import HTTPStatus
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, signed_in_phone
from diary.checks import words
from diary.checks.form_actions import save_form
from diary.checks.forms import GoalForm
from diary.checks.load import goal_week
from diary.checks.queries import goal_of, goals_of
from diary.checks.screens import GoalWeek
from diary.days import diary_day
from diary.practice.access import patient_of_phone
from diary.practice.domain import PatientRecord
from diary.practice.guards import ask_for_consent, refuse_form_of_another

bp = Blueprint("goal", __name__, url_prefix="/goal")
bp.before_request(ask_for_consent)


@bp.get("")
@patient_only
def page() -> ResponseReturnValue:
    """The goal and its seven days up to yesterday; who has none is asked for one while a course runs."""
    patient, week = week_now()
    if week.goal is None and not week.is_over:
        return redirect(url_for("goal.change"), HTTPStatus.SEE_OTHER)
    return render_template("checks/goal.html", look=patient.look, week=week, words=words)


@bp.get("/change")
@patient_only
def change() -> ResponseReturnValue:
    """Set a goal, or another one; nothing is chosen beforehand. On the first day it comes before the first check-in."""
    patient, week = week_now()
    if week.is_over:
        return redirect(url_for("goal.page"), HTTPStatus.SEE_OTHER)
    if "first" in request.args and ("goal" not in patient.rows or goals_of(patient.id)):
        return redirect(url_for("today.index"), HTTPStatus.SEE_OTHER)
    return show(GoalForm(data={"id": str(uuid4())}))


@bp.post("/change")
@patient_only
def save() -> ResponseReturnValue:
    """Keep the goal, or that there is none now."""
    refuse_form_of_another()
    form, phone, now = GoalForm(request.form), signed_in_phone(), clock.now()
    is_away = "away" in request.form
    if not form.validate() and not (is_away and not form.id.errors):
        return show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    body = {"words": None if is_away else form.chosen}
    save_form(phone, "goal", body, form_id=UUID(form.id.data), day=diary_day(now, phone.zone), now=now)
    done = url_for("today.index", closed=1) if is_away else url_for("goal.page")
    return redirect(url_for("today.index") if "first" in request.args else done, HTTPStatus.SEE_OTHER)


def week_now() -> tuple[PatientRecord, GoalWeek]:
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    return patient, goal_week(patient, zone=phone.zone, now=clock.now())


def show(form: GoalForm) -> str:
    patient = patient_of_phone(signed_in_phone())
    values = {"look": patient.look, "shared": patient.is_shared, "goal": goal_of(patient.id)}
    return render_template("checks/change_goal.html", form=form, words=words, **values)
