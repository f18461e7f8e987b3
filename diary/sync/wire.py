"""The shape of a sync: what a phone asks, and what it is answered."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from diary.entries.canonical import LARGEST
from diary.entries.strict import Strict, Uuid, read_as
from diary.strict_json import UNREADABLE, read_json
from diary.sync.facts_wire import Message, facts_message, moment, past_message
from diary.sync.values import Changes, KeptVersion, PastFacts, PhoneFacts, Result
from diary.text import Text

MOST_ITEMS = 100


class SyncWire(Strict):
    """What a phone sends; what is not named here is a newer phone's business and passed over."""

    since: Annotated[int, Field(ge=0, le=LARGEST)]
    mark: Uuid | None = None
    items: Annotated[list[Any], Field(max_length=MOST_ITEMS)]


def read_request(raw: bytes) -> SyncWire:
    """The saves to keep, each as it came, and the revision up to which the phone knows the diary.

    Raises:
        Invalid: It is not JSON, or ``since``, ``mark`` or ``items`` is not as described. What is wrong within one item is
            found when that item is kept.
    """
    value = read_json(raw)
    return read_as(
        SyncWire, value if isinstance(value, dict) else {}, dict.fromkeys(("since", "mark", "items"), UNREADABLE)
    )


def answer(
    results: Iterable[Result],
    changes: Changes,
    facts: PhoneFacts | None,
    past: PastFacts | None = None,
    *,
    restored: bool = False,
    now: datetime,
    say: Callable[[Text], str],
) -> Message:
    """What a phone is answered; the facts come once there is nothing more to fetch, those of the past also when nothing was sent."""
    summaries = [*([facts_message(facts, now)] if facts else []), *([past_message(past)] if past else [])]
    return {
        "now": moment(now),
        "results": [result_message(result, say) for result in results],
        "changes": [version_message(kept) for kept in changes.versions] + summaries,
        "cursor": changes.cursor,
        "mark": changes.mark and str(changes.mark),
        "restored": restored,
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
