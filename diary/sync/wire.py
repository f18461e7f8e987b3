"""The shape of a sync: what a phone asks, and what it is answered."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import Field

from diary.entries.canonical import LARGEST
from diary.entries.strict import Strict, read_as
from diary.practice.domain import ROWS
from diary.strict_json import UNREADABLE, read_json
from diary.sync.values import Changes, KeptVersion, PhoneFacts, Result
from diary.text import Text

MOST_ITEMS = 100
Message = dict[str, Any]


class SyncWire(Strict):
    """What a phone sends; what is not named here is a newer phone's business and passed over."""

    since: Annotated[int, Field(ge=0, le=LARGEST)]
    items: Annotated[list[Any], Field(max_length=MOST_ITEMS)]


def read_request(raw: bytes) -> SyncWire:
    """The saves to keep, each as it came, and the revision up to which the phone knows the diary.

    Raises:
        Invalid: It is not JSON, or ``since`` or ``items`` is not as described. What is wrong within one item is
            found when that item is kept.
    """
    value = read_json(raw)
    return read_as(SyncWire, value if isinstance(value, dict) else {}, dict.fromkeys(("since", "items"), UNREADABLE))


def answer(
    results: Iterable[Result], changes: Changes, facts: PhoneFacts | None, *, now: datetime, say: Callable[[Text], str]
) -> Message:
    """What a phone is answered; the facts come once there is nothing more to fetch."""
    return {
        "now": moment(now),
        "results": [result_message(result, say) for result in results],
        "changes": [version_message(kept) for kept in changes.versions] + ([facts_message(facts)] if facts else []),
        "cursor": changes.cursor,
        "more": changes.more,
    }


def result_message(result: Result, say: Callable[[Text], str]) -> Message:
    errors = {field: say(sentence) for field, sentence in result.errors.items()}
    return {"id": result.id, "verdict": result.verdict, "errors": errors}


def version_message(kept: KeptVersion) -> Message:
    return {
        "type": "version",
        "revision": kept.revision,
        "version": json.loads(kept.canonical),
        "author": kept.author,
        "source": kept.source,
        "received_at": moment(kept.received_at),
    }


def facts_message(facts: PhoneFacts) -> Message:
    patient, clinic = facts.patient, facts.patient.practice
    return {
        "type": "facts",
        "clinic": {
            "name": clinic.name,
            "phone": clinic.phone,
            "emergency": clinic.emergency_number,
            "demo": clinic.is_demo,
        },
        "look": {"theme": patient.look.theme, "bigger": patient.look.bigger_buttons},
        "enrolled_on": patient.enrolled_on.isoformat(),
        "agreed": facts.agreed,
        "rows": [row for row in ROWS if row in patient.rows],
        "goal": facts.goal,
        "had_course": facts.had_course,
        "areas": [{"id": str(area.id), "name": area.name} for area in facts.areas],
        "sessions": [
            {
                "area": str(session.area_id),
                "day": session.day.isoformat(),
                "at": moment(session.at),
                "bath": session.is_bath_only,
            }
            for session in facts.sessions
        ],
    }


def moment(at: datetime) -> str:
    """A moment as phones write it: 2026-11-17T18:05:00.000Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
