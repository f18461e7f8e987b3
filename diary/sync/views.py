"""Where a phone sends what it saved and fetches what is new."""

from datetime import datetime

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.domain import SignedInPhone
from diary.accounts.guards import patient_only, refuse_another_owner, signed_in_phone
from diary.entries.values import Cursor
from diary.practice.access import patient_of_phone
from diary.sync.actions import decides, follow, receive
from diary.sync.load import KEPT_ON_PHONE, past_facts, phone_facts
from diary.sync.queries import changes_with
from diary.sync.values import PhoneFacts
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
    follow(phone, request.headers.get("Diary-Zone"), now=now)
    cursor = Cursor(asked.since, asked.mark)
    results = receive(phone.patient_id, asked.items, actor=phone.actor, now=now, cursor=cursor)
    changes = changes_with(phone.patient_id, results, cursor, first=now.date() - KEPT_ON_PHONE)
    # A save does not wait until more is worked out than became of it: a phone that has sent all asks once more.
    is_last = not changes.more and not asked.items
    facts = facts_now(phone, now) if is_last or decides(asked.items) else None
    past = past_facts(patient_of_phone(phone), now=now) if is_last else None
    return jsonify(answer(results or [], changes, facts, past, restored=results is None, now=now, say=say))


def facts_now(phone: SignedInPhone, now: datetime) -> PhoneFacts:
    return phone_facts(patient_of_phone(phone), is_carer=phone.is_carer, now=now)
