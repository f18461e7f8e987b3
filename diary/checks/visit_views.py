"""The patient's next visit: what to ask, and the weekly check before it."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, signed_in_phone
from diary.checks import words
from diary.checks.domain import day_of_check
from diary.checks.form_actions import save_form
from diary.checks.forms import CheckForm, QuestionForm
from diary.checks.load import visit_of
from diary.checks.queries import open_questions
from diary.checks.screens import Visit
from diary.checks.values import AskedQuestion
from diary.days import diary_day
from diary.errors import NotFound
from diary.practice.access import patient_of_phone
from diary.practice.guards import ask_for_consent, refuse_form_of_another
from diary.web.fields import faults_into

bp = Blueprint("visit", __name__, url_prefix="/visit")
bp.before_request(ask_for_consent)


@bp.get("")
@patient_only
def page() -> ResponseReturnValue:
    """When the next visit is, and what is ready for it."""
    return show("checks/visit.html")


@bp.get("/check")
@patient_only
def check() -> ResponseReturnValue:
    """The weekly check with what was saved so far; when it is not asked, the visit says so."""
    visit = visit_now()
    if not visit.check_is_open:
        return redirect(url_for("visit.page"), HTTPStatus.SEE_OTHER)
    return show("checks/check.html", visit, form=CheckForm.of(visit.answered))


@bp.post("/check")
@patient_only
def save_check() -> ResponseReturnValue:
    """Keep the weekly check."""
    refuse_form_of_another()
    visit, form, phone, now = visit_now(), CheckForm(request.form), signed_in_phone(), clock.now()
    if not visit.check_is_open:
        return redirect(url_for("visit.page"), HTTPStatus.SEE_OTHER)
    if not form.validate():
        return show("checks/check.html", visit, form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    day = day_of_check(now, phone.zone, visit.zone)
    save_form(phone, "weekly_check", form.body(), form_id=UUID(form.id.data), day=day, now=now)
    return redirect(url_for("visit.page"), HTTPStatus.SEE_OTHER)


@bp.get("/question")
@patient_only
def question() -> ResponseReturnValue:
    """Add something to ask, or change it; once the course has ended there is nobody to ask."""
    if visit_now().is_over:
        return redirect(url_for("visit.page"), HTTPStatus.SEE_OTHER)
    asked = question_named(request.args.get("change"))
    return show("checks/question.html", form=QuestionForm.of(asked))


@bp.post("/question")
@patient_only
def save_question() -> ResponseReturnValue:
    """Keep something to ask, or that it is no longer asked."""
    refuse_form_of_another()
    form, phone, now = QuestionForm.sent(request.form), signed_in_phone(), clock.now()
    if form.validate():
        body = form.body(withdrawn="withdrawn" in request.form)
        with faults_into(form):
            day = diary_day(now, phone.zone)
            save_form(phone, "question", body, form_id=UUID(form.id.data), day=day, now=now)
            return redirect(url_for("visit.page"), HTTPStatus.SEE_OTHER)
    return show("checks/question.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY


def question_named(wanted: str | None) -> AskedQuestion | None:
    """The patient's open question of this id; None when none is named."""
    if wanted is None:
        return None
    found = [one for one in open_questions(signed_in_phone().patient_id) if str(one.id) == wanted]
    if not found:
        raise NotFound
    return found[0]


def visit_now() -> Visit:
    return visit_of(patient_of_phone(signed_in_phone()), now=clock.now())


def show(template: str, visit: Visit | None = None, **values: object) -> str:
    patient = patient_of_phone(signed_in_phone())
    values |= {"look": patient.look, "shared": patient.is_shared, "visit": visit or visit_now()}
    return render_template(template, words=words, **values)
