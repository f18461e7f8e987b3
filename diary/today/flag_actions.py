"""Keep where no script does which symptoms were ticked, and what became of a red-flag card: shown, read, called."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from diary.accounts.domain import SignedInPhone
from diary.days import diary_day
from diary.effects.actions import record_what_followed
from diary.effects.domain import HELP_LEVEL, HELP_RULE
from diary.effects.red_flags import RED_FLAGS, Rule
from diary.effects.values import ShownFlag
from diary.entries.wire import write_version
from diary.today.saves import APP


def show_card(phone: SignedInPhone, rule: Rule, symptoms: Sequence[str], *, now: datetime) -> UUID:
    """Keep that this card is shown, and why; answers with its id."""
    shown = {"rule": rule.id, "level": rule.level, "symptoms": list(symptoms)}
    return log(phone, shown | {"rules_version": RED_FLAGS.version, "shown_at": moment(now)}, now=now)


def close_card(phone: SignedInPhone, card: ShownFlag, *, called: bool, now: datetime) -> None:
    """Keep that a card was read, and whether the patient says to have called."""
    log(phone, said_of(card) | {"dismissed_at": moment(now)} | ({"called": True} if called else {}), now=now)


def say_called(phone: SignedInPhone, card: ShownFlag | None, *, form_id: str, now: datetime) -> None:
    """Keep the patient's word that they called: about a card, or about none; the same form twice on a day is one call."""
    if card and card.called:
        return
    own = {"rule": HELP_RULE, "level": HELP_LEVEL, "rules_version": RED_FLAGS.version, "shown_at": moment(now)}
    call = uuid5(phone.patient_id, f"{diary_day(now, phone.zone)} {form_id}")
    log(phone, (said_of(card) if card else own) | {"called": True}, version_id=call, now=now)


def said_of(card: ShownFlag) -> dict[str, Any]:
    """What every later save of a card repeats."""
    same = {"rule": card.rule, "level": card.level, "rules_version": card.rules_version, "card": str(card.id)}
    read = {"dismissed_at": moment(card.dismissed_at)} if card.dismissed_at else {}
    return same | {"shown_at": moment(card.shown_at)} | ({"called": card.called} if card.called else {}) | read


def log(phone: SignedInPhone, body: Mapping[str, Any], *, version_id: UUID | None = None, now: datetime) -> UUID:
    zone = phone.zone
    day, found = diary_day(now, zone), version_id or uuid4()
    version = write_version("flag_log", dict(body), version_id=found, for_day=day, edited_at=now, zone=zone, app=APP)
    record_what_followed(phone.patient_id, version, actor=phone.actor, source="form", now=now)
    return found


def keep_symptoms(phone: SignedInPhone, day: date, symptoms: Sequence[str], *, form_id: str, now: datetime) -> None:
    """Keep what was ticked of a day, or ("none",), beside its answers; the same ticks of one form are one save."""
    version = write_version(
        "symptoms",
        {"symptoms": list(symptoms)},
        version_id=uuid5(phone.patient_id, " ".join((form_id, *symptoms))),
        for_day=day,
        edited_at=now,
        zone=phone.zone,
        app=APP,
    )
    record_what_followed(phone.patient_id, version, actor=phone.actor, source="form", now=now)


def moment(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
