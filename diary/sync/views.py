"""Where a phone sends what it saved and fetches what is new."""

from uuid import UUID

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.domain import SignedInPhone
from diary.accounts.guards import patient_only, signed_in_phone
from diary.accounts.phone_actions import note_zone
from diary.db import reading
from diary.errors import SignedOut
from diary.practice.access import patient_of_phone
from diary.sync.actions import receive
from diary.sync.load import KEPT_ON_PHONE, phone_facts
from diary.sync.queries import changes_after
from diary.sync.wire import answer, read_request
from diary.web.csrf import json_api
from diary.web.texts import say

bp = Blueprint("sync", __name__, url_prefix="/api/v1")


@bp.post("/sync")
@patient_only
@json_api
def sync() -> ResponseReturnValue:
    """Keep what the phone saved, then tell it what others did and what it needs to go on without us."""
    phone, now = signed_in_phone(), clock.now()
    refuse_another_owner(phone)
    asked = read_request(request.get_data())
    note_zone(phone, request.headers.get("Diary-Zone"))
    results = receive(phone.patient_id, asked.items, actor=phone.actor, now=now)
    own = [UUID(result.id) for result in results if result.id]
    with reading():
        changes = changes_after(phone.patient_id, asked.since, first=now.date() - KEPT_ON_PHONE, but=own)
        facts = None if changes.more else phone_facts(patient_of_phone(phone), today=now.date())
    return jsonify(answer(results, changes, facts, now=now, say=say))


def refuse_another_owner(phone: SignedInPhone) -> None:
    """A page may still hold the saves of the patient whom this browser knew before: they wait for that patient."""
    if request.headers.get("Diary-Owner", phone.owner) != phone.owner:
        raise SignedOut
