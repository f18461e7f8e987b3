"""One person of the staff, for administrators: who they are, what they may do, and help when something was lost."""

from http import HTTPStatus
from typing import TypeVar
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import Form

from diary import clock
from diary.accounts.guards import administrator_only, signed_in_staff
from diary.practice.clinic_forms import FirstPasswordForm, RolesForm, WhoForm
from diary.practice.clinic_views import back, people, render_form
from diary.practice.people_actions import change_roles, deactivate_person, reset_second_step
from diary.practice.person_actions import correct_person, let_back, set_password
from diary.practice.queries import person_of
from diary.practice.words import ROLES
from diary.web.fields import faults_into

Kind = TypeVar("Kind", bound=Form)


@people.get("/<uuid:person_id>")
@administrator_only
def person(person_id: UUID) -> ResponseReturnValue:
    """One person, and what to do when they forgot or lost something, left or came back."""
    return show_person(person_id)


@people.post("/<uuid:person_id>")
@administrator_only
def save(person_id: UUID) -> ResponseReturnValue:
    """Give a person other roles."""
    form = RolesForm(request.form)
    if not form.validate():
        return show_person(person_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    change_roles(person_id, form.chosen(), signed_in_staff(), now=clock.now())
    return back("saved")


@people.post("/<uuid:person_id>/name")
@administrator_only
def correct(person_id: UUID) -> ResponseReturnValue:
    """Put their name or e-mail address right."""
    form = WhoForm(request.form)
    if form.validate():
        with faults_into(form):
            correct_person(person_id, form.name.data, form.email.data, signed_in_staff(), now=clock.now())
    if form.errors:
        return show_person(person_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return back("saved")


@people.post("/<uuid:person_id>/password")
@administrator_only
def set_first_password(person_id: UUID) -> ResponseReturnValue:
    """They forgot theirs."""
    form = FirstPasswordForm(request.form)
    if form.validate():
        with faults_into(form):
            set_password(person_id, form.password.data, signed_in_staff(), now=clock.now())
    if form.errors:
        return show_person(person_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return back("password")


@people.post("/<uuid:person_id>/second-step")
@administrator_only
def reset(person_id: UUID) -> ResponseReturnValue:
    """They lost the phone with their codes."""
    reset_second_step(person_id, signed_in_staff(), now=clock.now())
    return back("reset")


@people.post("/<uuid:person_id>/left")
@administrator_only
def left(person_id: UUID) -> ResponseReturnValue:
    """They left: their logins end at once."""
    deactivate_person(person_id, signed_in_staff(), now=clock.now())
    return back("left")


@people.post("/<uuid:person_id>/back")
@administrator_only
def came_back(person_id: UUID) -> ResponseReturnValue:
    """They work here again."""
    let_back(person_id, signed_in_staff(), now=clock.now())
    return back("back")


def show_person(person_id: UUID, sent: Form | None = None) -> str:
    """The page of one person; the form that was sent, if one, stands there as it was typed."""
    staff = signed_in_staff()
    shown = person_of(person_id, staff.practice_id)
    known = {"name": shown.name, "email": shown.email, "roles": shown.roles.names}

    def form_of(kind: type[Kind]) -> Kind:
        return sent if isinstance(sent, kind) else kind(data=known)

    who, password, roles = form_of(WhoForm), form_of(FirstPasswordForm), form_of(RolesForm)
    forms = {"who_form": who, "password_form": password, "roles_form": roles}
    own = shown.id == staff.id
    return render_form("practice/person.html", sent or who, person=shown, own=own, roles=ROLES, **forms)
