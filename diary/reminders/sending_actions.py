"""Send the reminders that are due: take them, ask once more whether they are wanted, send, and say what became of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

import structlog
from sqlalchemy.exc import OperationalError

from diary import clock
from diary.db import db
from diary.push.answer_actions import note_answers
from diary.push.payload import CHECK_IN, IN_AN_HOUR, TITLE, Buttons, payload
from diary.push.queries import reachable
from diary.push.sending import Push, Sender
from diary.push.values import COLD_AFTER, Answered, Reachable
from diary.reminders.known_queries import known_of
from diary.reminders.later_actions import keep_put_off
from diary.reminders.ledger_actions import claim_due, note_collapsed, put_off, settle
from diary.reminders.outcome import FIRST_WAIT, is_taken, outcome, wait_before
from diary.reminders.plan_queries import plans_of
from diary.reminders.push_content import TAG_LETTERS, path_of, tag_of, words_of
from diary.reminders.schedule import slots_of
from diary.reminders.values import Claimed
from diary.text import Text
from diary.web.texts import said_in

LEASE = timedelta(
    minutes=10
)  # longer than any batch takes, with ten phones for each patient and services that answer at the last moment

NO_TAG = b"-" * TAG_LETTERS
Tags = Mapping[UUID, str]
Sent = dict[UUID, list[Answered]]
Phones = Mapping[UUID, Sequence[Reachable]]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Place:
    """What is the same in all reminders of this server: where the diary is found, and the secret behind their names."""

    origin: str
    secret: str


async def send_due(sender: Sender, place: Place, now: datetime, *, limit: int) -> int:
    """Send what is due.

    Args:
        sender: In use.
        place: Of this server.
        now: Aware.
        limit: How many slots at most.

    Returns:
        How many slots there were.
    """
    claimed = claim_due(now, lease=LEASE, limit=limit)
    if claimed:
        await send_claimed(sender, place, claimed, now)
    return len(claimed)


async def send_claimed(sender: Sender, place: Place, claimed: Sequence[Claimed], now: datetime) -> None:
    """One whose reminder is a defect of ours keeps nobody else waiting: it is looked for by halves, and left alone."""
    try:
        await send_together(sender, place, claimed, now)
    except OperationalError:
        raise
    except Exception as failure:
        if len(claimed) == 1:
            log.exception("reminder not sent", kind=type(failure).__name__)
            return
        middle = len(claimed) // 2
        await send_claimed(sender, place, claimed[:middle], now)
        await send_claimed(sender, place, claimed[middle:], now)


async def send_together(sender: Sender, place: Place, claimed: Sequence[Claimed], now: datetime) -> None:
    wanted = still_wanted(claimed, now)
    settle({slot.id for slot in claimed} - {slot.id for slot in wanted}, "skipped", now=now)
    phones = reachable({slot.patient_id for slot in wanted}, seen_since=now - COLD_AFTER)
    db.session.rollback()  # nobody waits for push services with the database in hand
    tags = {slot.id: tag_of(slot.id, place.secret) for slot in wanted}
    sent = await send(sender, place, wanted, tags, phones)
    now = clock.now()
    note_answers([one for answered in sent.values() for one in answered], now=now)
    keep_put_off(tags)
    say_what_became(wanted, tags, sent, phones, now)
    note_collapsed(sum(slot.was_cut_off and slot.id in sent for slot in wanted), now=now)


def still_wanted(claimed: Sequence[Claimed], now: datetime) -> list[Claimed]:
    """Those that the schedule still names, by what is logged now."""
    patients = {slot.patient_id for slot in claimed}
    plans, known = plans_of(patients), known_of(patients, now)

    def is_named(slot: Claimed) -> bool:
        plan = plans.get(slot.patient_id)
        named = slots_of(plan, known[slot.patient_id], zone=slot.zone, day=slot.day) if plan else ()
        return any((one.kind, one.about) == (slot.kind, slot.about) for one in named)

    return [slot for slot in claimed if is_named(slot)]


async def send(sender: Sender, place: Place, slots: Iterable[Claimed], tags: Tags, phones: Phones) -> Sent:
    """Send each to all of its patient's phones that neither had nor refused it yet, and say what was answered of each."""
    errands = [
        (slot, phone)
        for slot in slots
        for phone in phones.get(slot.patient_id, ())
        if phone.said_to(tags[slot.id]) is None
    ]
    answers = await sender.send([push_of(slot, phone, tags[slot.id], place.origin) for slot, phone in errands])
    sent: Sent = defaultdict(list)
    for (slot, phone), answer in zip(errands, answers, strict=True):
        sent[slot.id].append(Answered(phone=phone, topic=tags[slot.id], answer=answer))
    return sent


def push_of(slot: Claimed, phone: Reachable, tag: str, origin: str) -> Push:
    said = reminder(words_of(slot.kind), phone.language, origin + path_of(slot)).replace(NO_TAG, tag.encode())
    return Push(receiver=phone.receiver, payload=said, topic=tag, until=slot.until)


@lru_cache  # a few in a day, said to everybody
def reminder(words: Text, language: str, address: str) -> bytes:
    """A reminder that has no tag yet."""
    return payload(
        said_in(language, TITLE),
        said_in(language, words),
        language=language,
        address=address,
        tag=NO_TAG.decode(),
        buttons=Buttons(now=said_in(language, CHECK_IN), later=said_in(language, IN_AN_HOUR)),
    )


def say_what_became(slots: Sequence[Claimed], tags: Tags, sent: Sent, phones: Phones, now: datetime) -> None:
    """Settle what is over, and put off what is to be tried again."""
    states, later = defaultdict(list), {}
    for slot in slots:
        answers = [one.answer for one in sent.get(slot.id, ())]
        before = [phone.said_to(tags[slot.id]) for phone in phones.get(slot.patient_id, ())]
        state, then = outcome(answers, before=before), now
        if state is None:
            then += wait_before(answers, tries=slot.tries, chance=chance_of(slot))
            if then + FIRST_WAIT >= slot.until and is_taken(answers, before=before):
                state = "sent"  # there is no time left for the other phones
        if state is None:
            later[slot.id] = min(then, slot.until)
        else:
            states[state].append(slot)
    for state, those in states.items():
        settle([slot.id for slot in those], state, now=now)
    put_off(later)


def chance_of(slot: Claimed) -> float:
    """From 0 to 1: slots that were put off together do not come back together."""
    return slot.id.int % 1000 / 1000
