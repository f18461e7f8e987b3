"""A push that somebody asked for just now, to see whether it arrives."""

import asyncio
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe

from flask import Flask

from diary.db import db
from diary.push.answer_actions import note_answers
from diary.push.answers import Answer, Verdict
from diary.push.payload import TEST, TITLE, payload
from diary.push.sending import Push, Sender
from diary.push.server_keys import sealer_of
from diary.push.values import Answered, Reachable
from diary.web.texts import said_in

OF_USE = timedelta(minutes=1)


class Outcome(StrEnum):
    """What can be said of a test before its phone has shown it."""

    ACCEPTED = "accepted"  # by the push service
    GONE = "gone"  # it does not know the phone any more
    REFUSED = "refused"  # it does not take what we send
    UNREACHABLE = "unreachable"  # it does not answer, or asks to wait


OUTCOMES = {
    Verdict.ACCEPTED: Outcome.ACCEPTED,
    Verdict.GONE: Outcome.GONE,
    Verdict.DEAD: Outcome.GONE,
    Verdict.REFUSED: Outcome.REFUSED,
    Verdict.DISTRUSTED: Outcome.REFUSED,
    Verdict.LATER: Outcome.UNREACHABLE,
}


def new_tag() -> str:
    """Of no other push, so that each test is seen."""
    return token_urlsafe(18)  # 24 letters, as a topic must have


def try_phone(app: Flask, phone: Reachable, tag: str, *, now: datetime) -> Outcome:
    """Send a test to one phone, and hear what its push service says.

    Args:
        app: Whose keys sign it.
        phone: One whose service does not know it any more is forgotten.
        tag: By which the phone knows the test again.
        now: Aware.
    """
    db.session.rollback()  # nobody waits for push services with the database in hand
    answer = asyncio.run(sent(app, a_test(app, phone, tag, now)))
    note_answers([Answered(phone=phone, topic=tag, answer=answer)], now=now)
    return OUTCOMES[answer.verdict]


def a_test(app: Flask, phone: Reachable, tag: str, now: datetime) -> Push:
    title, body = (said_in(phone.language, text) for text in (TITLE, TEST))
    address = f"{app.config['DIARY'].origin}/"
    said = payload(title, body, language=phone.language, address=address, tag=tag, mutable=True)
    return Push(receiver=phone.receiver, payload=said, topic=tag, until=now + OF_USE)


async def sent(app: Flask, push: Push) -> Answer:
    async with Sender(sealer_of(app), app.config["DIARY"].push_test_map) as sender:
        [answer] = await sender.send([push])
        return answer
