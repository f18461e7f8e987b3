"""Keep what push services answered about each phone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

import structlog
from sqlalchemy import ColumnElement, String, Table, bindparam, delete, func, update

from diary.db import UtcDateTime, writing_alone
from diary.errors import Invalid
from diary.push.answers import Verdict
from diary.push.hosts import host_of, service_at
from diary.push.models import MOST_TOPICS, PushSubscription
from diary.push.tally_actions import count
from diary.push.values import MARKS, Answered, Reachable

PHONE = cast(Table, PushSubscription.__table__)
# Only what the answer was about: meanwhile the browser may have been given another address.
THIS = (PHONE.c.device_id == bindparam("device"), PHONE.c.endpoint == bindparam("sent_to"))


def topics_with(verdict: Verdict) -> ColumnElement[str]:
    """Two reminders of one phone may be on their way at once, and each is tried again until all of the patient's phones answered."""
    newest_first = bindparam("topic", type_=String) + MARKS[verdict] + PHONE.c.accepted_topics
    return func.substr(newest_first, 1, MOST_TOPICS)


ACCEPTED = (
    update(PHONE)
    .where(*THIS)
    .values(accepted_at=bindparam("now"), accepted_topics=topics_with(Verdict.ACCEPTED), refused_at=None)
)
SINCE_WHEN = func.coalesce(PHONE.c.refused_at, bindparam("now", type_=UtcDateTime))
DISTRUSTED = update(PHONE).where(*THIS).values(refused_at=SINCE_WHEN)
REFUSED = DISTRUSTED.values(accepted_topics=topics_with(Verdict.REFUSED))
DEAD = DISTRUSTED.values(is_dead=True)
FORGET = delete(PHONE).where(*THIS)
KEEPS = {
    Verdict.ACCEPTED: ACCEPTED,
    Verdict.GONE: FORGET,
    Verdict.DEAD: DEAD,
    Verdict.REFUSED: REFUSED,
    Verdict.DISTRUSTED: DISTRUSTED,
}
ALARMS = (Verdict.REFUSED, Verdict.DISTRUSTED)

log = structlog.get_logger()


def note_answers(answers: Sequence[Answered], *, now: datetime) -> None:
    """Keep when each phone was reached, when its service began to refuse what we send, and forget one that is gone."""
    counts = Counter((service_of(one.phone), one.answer.verdict.value) for one in answers)
    if not counts:
        return
    with writing_alone() as connection:
        for verdict, statement in KEEPS.items():
            # In one order, so that no two workers each wait for a row that the other holds.
            those = sorted(
                (one for one in answers if one.answer.verdict is verdict), key=lambda one: one.phone.device_id.int
            )
            if rows := [row_of(one, now) for one in those]:
                connection.execute(statement, rows)
        count(connection, counts, now=now)
    raise_alarms(counts.items())


def row_of(one: Answered, now: datetime) -> dict[str, object]:
    return {"device": one.phone.device_id, "sent_to": one.phone.receiver.endpoint, "topic": one.topic, "now": now}


def raise_alarms(counts: Iterable[tuple[tuple[str, str], int]]) -> None:
    for (host, verdict), many in counts:
        if verdict in ALARMS:
            log.error("pushes refused", place=host, kind=verdict, count=many)


def service_of(phone: Reachable) -> str:
    """Which push service reaches it; an address that is none was never asked."""
    try:
        return service_at(host_of(phone.receiver.endpoint))
    except Invalid:
        return "no push service"
