"""The list of red flags, and a clinician's word on it."""

import json
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from jinja2.utils import htmlsafe_json_dumps

from diary import clock
from diary.accounts.guards import practitioner_only, signed_in_staff, staff_only
from diary.effects.red_flags import RED_FLAGS, Rule
from diary.effects.words import LEVELS
from diary.errors import Conflict
from diary.practice.clinic_actions import sign_off_red_flags
from diary.practice.domain import PracticeCard
from diary.practice.queries import practice_of
from diary.text import Text

SIGNED = Text("Signed off.")
ANOTHER_VERSION = Text("The list has changed since you opened this page. Read it again.")

bp = Blueprint("red_flags", __name__, url_prefix="/clinic/red-flags")
bp.record_once(
    lambda state: state.app.jinja_env.globals.update(
        red_flags=RED_FLAGS,
        red_flags_json=htmlsafe_json_dumps(RED_FLAGS.conditions, dumps=json.dumps),
        flag_levels=LEVELS,
    )
)


@bp.app_template_filter()
def flag_words(rule: Rule, practice: PracticeCard) -> str:
    """The text of a card, with the practice's number in it."""
    return gettext(rule.text, emergency=practice.emergency_number or "")


@bp.get("")
@staff_only
def page() -> ResponseReturnValue:
    """Everything that the cards say, and who signed it off."""
    practice = practice_of(signed_in_staff().practice_id)
    return render_template(
        "effects/red_flags.html",
        flags=RED_FLAGS,
        levels=LEVELS.items(),
        practice=practice,
        signed=practice.red_flags_signed,
        zone=practice.zone,
        done=SIGNED if "signed" in request.args else None,
    )


@bp.post("")
@practitioner_only
def sign_off() -> ResponseReturnValue:
    """Keep that a clinician read this very version."""
    if request.form.get("version") != RED_FLAGS.version:
        raise Conflict(ANOTHER_VERSION)
    sign_off_red_flags(RED_FLAGS.version, signed_in_staff(), now=clock.now())
    return redirect(url_for("red_flags.page", signed=1), HTTPStatus.SEE_OTHER)
