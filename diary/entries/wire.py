"""The shape of a save on its way from the phone: strict in what is known, patient with what is new."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from diary.days import zone_known_here, zones
from diary.entries.canonical import MOST_BYTES, TOO_LONG, canonical_json, clean
from diary.entries.domain import ASKED, EFFECTS, GOALS, MEDICINES, RELIEFS
from diary.entries.strict import (
    SANE_YEARS,
    Day,
    FourSteps,
    Instant,
    Score,
    Strict,
    Uuid,
    Words,
    ZoneName,
    among,
    read_as,
)
from diary.entries.values import Effect, EntryBody, Envelope
from diary.errors import Invalid
from diary.text import Text

# As wide as two sane years can lie apart, so that no clock is too wrong; the corrected time must be sane as well.
MOST_SKEW_MS = 8 * 10**12

LISTS = ("effects", "medicine_classes", "symptoms")

CLOCK = Text("The date on this phone looks wrong. Check it in your phone settings.")
NUMBER = Text("Choose a number from 0 to 10.")
AREA = Text("Choose a part of the body that this diary follows.")
ENVELOPE_SENTENCES = {"for_day": Text("Choose a day."), "area": AREA} | dict.fromkeys(
    ("edited_at", "zone", "offset_min", "skew_ms"), CLOCK
)
ENTRY_SENTENCES = {
    "asked": Text("Say which time the number is about."),
    "pain": NUMBER,
    "worst": NUMBER,
    "sleep": Text("Choose how you slept."),
    "medicine": Text("Choose how often you took extra medicine."),
    "medicine_classes": Text("Choose medicines from the list."),
    "relief": Text("Choose if the relief is still there."),
    "goal": Text("Choose Yes, Part of it or No."),
    "bothered": Text("Choose Yes or No."),
    "effects": Text("Choose from the list, and how much each one bothers you."),
    "note": Text("Note must be 300 letters or less."),
}


class EnvelopeWire(Strict):
    id: Uuid
    kind: Annotated[str, Field(pattern=r"\A[a-z][a-z_]{0,39}\z")]
    for_day: Day
    area: Uuid | None = None
    session: Uuid | None = None
    edited_at: Instant
    zone: ZoneName
    offset_min: Annotated[int, Field(ge=-840, le=840)]
    skew_ms: Annotated[int, Field(ge=-MOST_SKEW_MS, le=MOST_SKEW_MS)]
    app: Annotated[str, Field(pattern=r"\A[0-9A-Za-z.+-]{1,40}\z")]
    body: dict[str, Any]


class EffectWire(Strict):
    effect: Annotated[str, among(EFFECTS)]
    severity: FourSteps
    words: Annotated[str, Field(max_length=60)] | None = None


def each_once(items: Sequence[object]) -> Sequence[object]:
    if len(set(items)) < len(items):
        raise ValueError("one of them twice")
    return items


def effects_once(effects: list[EffectWire]) -> list[EffectWire]:
    each_once([effect.effect for effect in effects])
    return effects


class EntryWire(Strict):
    asked: Annotated[str, among(ASKED)]
    pain: Score | None = None
    worst: Score | None = None
    sleep: FourSteps | None = None
    medicine: FourSteps | None = None
    medicine_classes: Annotated[list[Annotated[str, among(MEDICINES)]], AfterValidator(each_once)] = []
    relief: Annotated[str, among(RELIEFS)] | None = None
    goal: Annotated[str, among(GOALS)] | None = None
    bothered: bool | None = None
    effects: Annotated[list[EffectWire], Field(max_length=len(EFFECTS)), AfterValidator(effects_once)] = []
    symptoms: Words = []
    note: Annotated[str, Field(max_length=300)] | None = None


def read_version(raw: object) -> Envelope:
    """One save as the phone sent it, checked; what is in its body is read by its kind.

    Args:
        raw: A value of JSON, as ``diary.strict_json`` reads it.

    Raises:
        Invalid: Names every field that cannot be kept.
    """
    cleaned = clean(raw)
    wire = read_as(EnvelopeWire, cleaned, ENVELOPE_SENTENCES)
    canonical = canonical_json(cleaned)
    if len(canonical.encode()) > MOST_BYTES:
        raise Invalid({"body": TOO_LONG})
    zone = zone_known_here(wire.zone, wire.offset_min)
    version = Envelope(**vars(wire) | {"zone": zone}, canonical=canonical)
    if version.corrected_at.year not in SANE_YEARS:
        raise Invalid({"skew_ms": CLOCK})
    return version


def read_entry(body: object) -> EntryBody:
    """The answers of one check-in, checked.

    Raises:
        Invalid: Names every answer that cannot be kept.
    """
    wire = read_as(EntryWire, body, ENTRY_SENTENCES)
    if wire.medicine_classes and not wire.medicine:
        raise Invalid({"medicine": ENTRY_SENTENCES["medicine"]})
    effects = tuple(Effect(effect=one.effect, severity=one.severity, words=one.words) for one in wire.effects)
    lists = {"medicine_classes": tuple(wire.medicine_classes), "symptoms": tuple(wire.symptoms)}
    return EntryBody(**vars(wire) | lists | {"effects": effects})


def write_version(
    kind: str,
    body: dict[str, Any],
    *,
    version_id: UUID,
    for_day: date,
    area: UUID | None = None,
    session: UUID | None = None,
    edited_at: datetime,
    zone: str,
    app: str,
) -> Envelope:
    """A save made where the clock is right; checked as if a phone had sent it."""
    return read_version(
        {
            "id": str(version_id),
            "kind": kind,
            "for_day": for_day.isoformat(),
            "area": area and str(area),
            "session": session and str(session),
            "edited_at": edited_at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z",
            "zone": zone,
            "offset_min": offset_of(zone, edited_at),
            "skew_ms": 0,
            "app": app,
            "body": body,
        }
    )


def offset_of(zone: str, at: datetime) -> int:
    """Minutes east of UTC in a zone at a moment."""
    if zone not in zones():
        raise Invalid({"zone": CLOCK})
    return int(cast(timedelta, at.astimezone(ZoneInfo(zone)).utcoffset()).total_seconds() // 60)


def entry_message(body: EntryBody) -> dict[str, Any]:
    """The answers as they travel: unanswered ones left out, line ends of a browser's form made plain."""
    answers = {name: value for name, value in asdict(body).items() if value not in (None, ())}
    if body.note:
        answers["note"] = "\n".join(body.note.splitlines())
    return answers | {name: list(answers[name]) for name in LISTS if name in answers}
