"""The patient's pages that look back."""

from datetime import date
from http import HTTPStatus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, signed_in_phone
from diary.past import words
from diary.past.domain import WEEKDAYS
from diary.past.load import day_page_of, past_of, trends_of
from diary.practice.access import patient_of_phone
from diary.practice.guards import ask_for_consent

bp = Blueprint("past", __name__)
bp.before_request(ask_for_consent)


@bp.get("/days")
@patient_only
def days() -> ResponseReturnValue:
    """Every day of the last weeks, the newest first, or as a calendar."""
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    past = past_of(patient, reader=phone.actor.kind, zone=phone.zone, now=clock.now())
    return render_template(
        "past/days.html",
        look=patient.look,
        past=past,
        by_month=request.args.get("by") == "month",
        weekdays=WEEKDAYS,
        words=words,
    )


@bp.get("/days/<day:day>")
@patient_only
def day(day: date) -> ResponseReturnValue:
    """What one day says, what it said at first, and what can still be done about it."""
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    past, page = day_page_of(patient, day, reader=phone.actor.kind, zone=phone.zone, now=clock.now())
    drawn = render_template("past/day.html", look=patient.look, past=past, page=page, words=words)
    return drawn, HTTPStatus.NOT_FOUND if page.line == "future" else HTTPStatus.OK


@bp.get("/trend")
@patient_only
def trend() -> ResponseReturnValue:
    """What the days add up to, without a verdict; nothing of it for a patient who does not want to see it."""
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    past, views = trends_of(patient, reader=phone.actor.kind, zone=phone.zone, now=clock.now())
    return render_template(
        "past/trend.html",
        look=patient.look,
        today=past.today,
        trends=[] if patient.hides_trend else views,
        shared=patient.is_shared,
        line=words.trend_line(hidden=patient.hides_trend, is_empty=not views),
        practice=patient.practice,
        words=words,
    )
