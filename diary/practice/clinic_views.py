"""The practice, and the list of its people, for administrators."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from diary import clock
from diary.accounts.guards import administrator_only, signed_in_staff
from diary.practice.clinic_actions import change_practice
from diary.practice.clinic_forms import PersonForm, PracticeForm
from diary.practice.domain import zones
from diary.practice.people_actions import add_person
from diary.practice.queries import people_of, practice_of
from diary.practice.words import ROLES, done
from diary.web.fields import faults_into, first_errors

people = Blueprint("people", __name__, url_prefix="/clinic/people")
practice = Blueprint("practice", __name__, url_prefix="/clinic/practice")


@people.get("")
@administrator_only
def index() -> ResponseReturnValue:
    """Everybody who works here, and a form for somebody new."""
    return show_people(PersonForm())


@people.post("")
@administrator_only
def add() -> ResponseReturnValue:
    """Somebody new, with a first password."""
    form = PersonForm(request.form)
    if form.validate():
        with faults_into(form):
            person = (form.name.data, form.email.data, form.password.data, form.chosen())
            add_person(*person, signed_in_staff(), now=clock.now())
    if form.errors:
        return show_people(form), HTTPStatus.UNPROCESSABLE_ENTITY
    return back("added")


@practice.get("")
@administrator_only
def settings() -> ResponseReturnValue:
    """The clinic's name, numbers and time zone."""
    return show_settings(PracticeForm(obj=practice_of(signed_in_staff().practice_id)))


@practice.post("")
@administrator_only
def save_settings() -> ResponseReturnValue:
    """Change them."""
    form = PracticeForm(request.form)
    if not form.validate():
        return show_settings(form), HTTPStatus.UNPROCESSABLE_ENTITY
    change_practice(form.settings(), signed_in_staff(), now=clock.now())
    return redirect(url_for("practice.settings", done="saved"), HTTPStatus.SEE_OTHER)


def show_people(form: PersonForm) -> str:
    listed = people_of(signed_in_staff().practice_id)
    return render_form("practice/people.html", form, people=listed, roles=ROLES)


def show_settings(form: PracticeForm) -> str:
    practice = practice_of(signed_in_staff().practice_id)
    return render_form(
        "practice/settings.html", form, zones=sorted(zones()), signed=practice.red_flags_signed, zone=practice.zone
    )


def render_form(template: str, form: Form, **more: object) -> str:
    return render_template(template, form=form, faults=first_errors(form), done=done(request.args.get("done")), **more)


def back(word: str) -> ResponseReturnValue:
    return redirect(url_for("people.index", done=word), HTTPStatus.SEE_OTHER)
