"""Before the first entry: what the diary is, and whether the patient agrees."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, signed_in_phone
from diary.practice.access import patient_of_phone
from diary.practice.consent import VERSION, consent_lines, emergency_line, mark_of, what_changed
from diary.practice.consent_actions import answer_consent
from diary.practice.consent_forms import ConsentForm
from diary.practice.domain import PatientRecord
from diary.practice.privacy import privacy_notice
from diary.practice.queries import consent_of, needs_consent
from diary.web.texts import language, say

bp = Blueprint("consent", __name__)


@bp.get("/consent")
@patient_only
def page() -> ResponseReturnValue:
    """The words and two buttons; who declined sees that this is fine, and may read them again."""
    patient = patient_of_phone(signed_in_phone())
    answer = consent_of(patient.id)
    if answer is not None and not answer.agreed and answer.version == VERSION and "again" not in request.args:
        return render_template("practice/declined.html", look=patient.look, emergency=emergency_line(patient.practice))
    return show(patient, ConsentForm())


@bp.post("/consent")
@patient_only
def give() -> ResponseReturnValue:
    """Keep the answer together with the words it answers."""
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    words = wording(patient)
    form = ConsentForm(request.form, mark=mark_of(words))
    if not form.validate():
        return show(patient, form), HTTPStatus.UNPROCESSABLE_ENTITY
    before, agreed = consent_of(patient.id), form.agreed.data == "yes"
    answer_consent(phone, wording=words, language=language(), agreed=agreed, now=clock.now())
    if not agreed:
        return redirect(url_for("consent.page"), HTTPStatus.SEE_OTHER)
    is_known = before is not None and before.agreed
    go_on = url_for("today.index") if is_known else url_for("goal.change", first=1)
    return redirect(go_on, HTTPStatus.SEE_OTHER)


def show(patient: PatientRecord, form: ConsentForm) -> str:
    answer = consent_of(patient.id)
    return render_template(
        "practice/consent.html",
        look=patient.look,
        form=form,
        lines=consent_lines(patient.practice),
        mark=mark_of(wording(patient)),
        changed=what_changed(answer),
        agreed_at=answer.answered_at if answer and answer.agreed and answer.version == VERSION else None,
        zone=signed_in_phone().zone,
    )


def wording(patient: PatientRecord) -> str:
    """The lines as this patient reads them."""
    return "\n".join(say(line) for line in consent_lines(patient.practice))


@bp.get("/privacy")
@patient_only
def privacy() -> ResponseReturnValue:
    """The full notice, which names this patient's clinic."""
    patient = patient_of_phone(signed_in_phone())
    notice, is_asked = privacy_notice(patient.practice), needs_consent(patient.id)
    return render_template("practice/privacy.html", look=patient.look, notice=notice, is_asked=is_asked)
