"""The practice and its people, for administrators."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from diary import clock
from diary.accounts.guards import administrator_only, signed_in_staff
from diary.practice.clinic_actions import change_practice
from diary.practice.clinic_forms import PersonForm, PracticeForm, RolesForm
from diary.practice.domain import zones
from diary.practice.people_actions import add_person, change_roles, deactivate_person, reset_second_step
from diary.practice.queries import people_of, person_of, practice_of
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


@people.get("/<uuid:person_id>")
@administrator_only
def person(person_id: UUID) -> ResponseReturnValue:
    """One person: their roles, and what to do when they lost their phone or left."""
    roles = person_of(person_id, signed_in_staff().practice_id).roles.names
    return show_person(person_id, RolesForm(data={"roles": roles}))


@people.post("/<uuid:person_id>")
@administrator_only
def save(person_id: UUID) -> ResponseReturnValue:
    """Give a person other roles."""
    form = RolesForm(request.form)
    if not form.validate():
        return show_person(person_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    change_roles(person_id, form.chosen(), signed_in_staff(), now=clock.now())
    return back("saved")


@people.post("/<uuid:person_id>/left")
@administrator_only
def left(person_id: UUID) -> ResponseReturnValue:
    """Somebody left: their logins end at once."""
    deactivate_person(person_id, signed_in_staff(), now=clock.now())
    return back("left")


@people.post("/<uuid:person_id>/second-step")
@administrator_only
def reset(person_id: UUID) -> ResponseReturnValue:
    """Somebody lost the phone with their codes."""
    reset_second_step(person_id, signed_in_staff(), now=clock.now())
    return back("reset")


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


def show_person(person_id: UUID, form: RolesForm) -> str:
    shown = person_of(person_id, signed_in_staff().practice_id)
    return render_form("practice/person.html", form, person=shown, roles=ROLES)


def show_settings(form: PracticeForm) -> str:
    return render_form("practice/settings.html", form, zones=sorted(zones()))


def render_form(template: str, form: Form, **more: object) -> str:
    return render_template(template, form=form, faults=first_errors(form), done=done(request.args.get("done")), **more)


def back(word: str) -> ResponseReturnValue:
    return redirect(url_for("people.index", done=word), HTTPStatus.SEE_OTHER)
