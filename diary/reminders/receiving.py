"""Whether reminders reach a patient, as far as the numbers tell: nobody should blame a patient for a phone that is deaf.

A push service that takes a push does not say whether the phone showed it, and who opens the diary by its icon taps no
reminder. So only three things are held against phones: there is none to send to, their services refuse what we send, or the
diary was not opened on them for so long that nothing is sent to them any more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from diary.push.values import COLD_AFTER, Reached
from diary.reminders.schedule import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """How it stands with a patient's reminders.

    Attributes:
        state: "none", "off", "withheld" (the patient no longer agrees to the diary, or wants it deleted), "resting" (no course
            is open), "paused", "no phone", "refused", "cold" or "on".
        until: The last day of a pause.
        since: When the last of the phones began to be refused, or when the diary was last opened on one of them.
        sent_at, opened_at: When a push service last took a reminder, and when the patient last tapped one.
    """

    state: str
    until: date | None = None
    since: datetime | None = None
    sent_at: datetime | None = None
    opened_at: datetime | None = None


def receiving(
    plan: Plan | None, phones: Sequence[Reached], *, is_in_force: bool, is_treated: bool, day: date, now: datetime
) -> Receiving:
    """What a clinic can know.

    Args:
        plan: What the patient chose; None before that.
        phones: Those that are signed in and gave an address.
        is_in_force: The patient may be reminded at all.
        is_treated: A course is open.
        day: Today at the practice.
        now: Aware.
    """
    if plan is None:
        return Receiving(state="none")
    if not plan.is_on:
        return Receiving(state="off")
    if not is_in_force:
        return Receiving(state="withheld")
    if not is_treated:
        return Receiving(state="resting")
    if plan.rests_on(day):
        return Receiving(state="paused", until=plan.paused_until)
    return heard_by(phones, now)


def heard_by(phones: Sequence[Reached], now: datetime) -> Receiving:
    """Whether one phone at least takes what is sent."""
    if not phones:
        return Receiving(state="no phone")
    state, since = "on", None
    taking = [phone for phone in phones if phone.refused_at is None]
    seen_at = max((phone.seen_at for phone in taking), default=None)
    if seen_at is None:
        state, since = "refused", newest(phone.refused_at for phone in phones)
    elif now - seen_at > COLD_AFTER:
        state, since = "cold", seen_at
    sent_at, opened_at = newest(phone.accepted_at for phone in phones), newest(phone.opened_at for phone in phones)
    return Receiving(state=state, since=since, sent_at=sent_at, opened_at=opened_at)


def newest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)
