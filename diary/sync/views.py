"""Where a phone sends what it saved and fetches what is new."""

from uuid import UUID

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, refuse_another_owner, signed_in_phone
from diary.accounts.phone_actions import note_zone
from diary.practice.access import patient_of_phone
from diary.sync.actions import receive
from diary.sync.load import KEPT_ON_PHONE, past_facts, phone_facts
from diary.sync.queries import changes_after, has_lost
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
    if "Diary-Owner" in request.headers:  # phones of earlier releases name nobody
        refuse_another_owner(phone)
    asked = read_request(request.get_data())
    note_zone(phone, request.headers.get("Diary-Zone"))
    # All that the phone ever sent comes again first: were anything kept now, the cursor might catch up unseen.
    restored = has_lost(phone.patient_id, asked.since, asked.mark)
    results = [] if restored else receive(phone.patient_id, asked.items, actor=phone.actor, now=now)
    own = [UUID(result.id) for result in results if result.id]
    since = 0 if restored else asked.since
    changes = changes_after(phone.patient_id, since, first=now.date() - KEPT_ON_PHONE, but=own)
    facts = None if changes.more else phone_facts(patient_of_phone(phone), is_carer=phone.is_carer, now=now)
    # A save does not wait until the past is worked out.
    past = past_facts(patient_of_phone(phone), now=now) if facts and not asked.items else None
    return jsonify(answer(results, changes, facts, past, restored=restored, now=now, say=say))
