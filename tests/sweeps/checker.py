"""Looks at the server's tables and at every phone's store, and says what was lost, doubled or shown wrongly."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from diary.db import db
from diary.entries.models import Entry, Version
from diary.practice.models import Patient

Envelope = dict[str, Any]
DAYS_ON_A_PHONE = timedelta(days=120)


@dataclass(frozen=True)
class Diary:
    """What the server holds of one patient."""

    versions: dict[UUID, Envelope]
    revisions: list[int]
    revision: int
    shown: dict[tuple[UUID, date], UUID]  # which save each day of an area shows
    counted: dict[tuple[UUID, date], int]  # how many saves it says that day has had


def diary_of(app: Flask, patient_id: UUID) -> Diary:
    with app.app_context():
        versions = db.session.scalars(select(Version).where(Version.patient_id == patient_id)).all()
        entries = db.session.scalars(select(Entry).where(Entry.patient_id == patient_id)).all()
        revision = db.session.scalars(select(Patient.revision).where(Patient.id == patient_id)).one()
        found = Diary(
            versions={row.id: json.loads(row.body) for row in versions},
            revisions=sorted(row.revision for row in versions),
            revision=revision,
            shown={(row.area_id, row.for_day): row.version_id for row in entries},
            counted={(row.area_id, row.for_day): row.versions for row in entries},
        )
        db.session.rollback()
        return found


def problems_on_the_server(diary: Diary, kept: Iterable[Envelope]) -> Iterator[str]:
    """Every save that a phone was told is kept must be there once, byte for byte, and nothing else."""
    wanted = {UUID(version["id"]): version for version in kept}
    for lost in wanted.keys() - diary.versions.keys():
        yield f"lost: {wanted[lost]}"
    for extra in diary.versions.keys() - wanted.keys():
        yield f"nobody saved: {diary.versions[extra]}"
    for both in wanted.keys() & diary.versions.keys():
        if wanted[both] != diary.versions[both]:
            yield f"changed on its way: {wanted[both]} became {diary.versions[both]}"
    yield from problems_in_itself(diary)


def problems_in_itself(diary: Diary) -> Iterator[str]:
    """Holds whatever was saved: no save twice, no gap in the revisions, each day shows its newest save."""
    for note, times in Counter(notes_of(diary.versions.values())).items():
        if times > 1:
            yield f"doubled: {note} is there {times} times"
    if diary.revisions != list(range(1, diary.revision + 1)):
        yield f"revisions {diary.revisions} up to {diary.revision}"
    by_day = days_of(diary.versions.values())
    if diary.shown.keys() != by_day.keys():
        yield f"days shown {diary.shown.keys()}, saved {by_day.keys()}"
    for day, saves in by_day.items():
        newest = max(saves, key=order_key)
        if diary.shown.get(day) != UUID(newest["id"]):
            yield f"{day} shows {diary.shown.get(day)}, newest is {newest}"
        if diary.counted.get(day) != len(saves):
            yield f"{day} counts {diary.counted.get(day)} saves of {len(saves)}"


def problems_on_a_phone(name: str, dump: dict[str, Any], diary: Diary, today: date) -> Iterator[str]:
    """Every save of the last weeks, from wherever it came, is on the phone as the server has it."""
    since = (today - DAYS_ON_A_PHONE + timedelta(days=2)).isoformat()
    there = {UUID(row["version"]["id"]): row for row in dump["versions"] if row["version"]["for_day"] >= since}
    wanted = {key: one for key, one in diary.versions.items() if one["for_day"] >= since}
    for missing in wanted.keys() - there.keys():
        yield f"{name} misses {wanted[missing]}"
    for extra in there.keys() - wanted.keys():
        yield f"{name} alone has {there[extra]}"
    for both in wanted.keys() & there.keys():
        if there[both]["version"] != wanted[both]:
            yield f"{name} has {there[both]['version']} for {wanted[both]}"
        if there[both]["state"] != "sent":
            yield f"{name} still keeps as {there[both]['state']}: {wanted[both]}"
    for day, saves in days_of(row["version"] for row in there.values()).items():
        if diary.shown.get(day) != UUID(max(saves, key=order_key)["id"]):
            yield f"{name} shows another save on {day}"


def days_of(versions: Iterable[Envelope]) -> dict[tuple[UUID, date], list[Envelope]]:
    days: dict[tuple[UUID, date], list[Envelope]] = {}
    for one in versions:
        if one["kind"] == "entry":
            days.setdefault((UUID(one["area"]), date.fromisoformat(one["for_day"])), []).append(one)
    return days


def order_key(version: Envelope) -> tuple[datetime, UUID]:
    """Contract: the edit time by the server's clock, then the id; written here anew, from the contract alone."""
    edited = datetime.fromisoformat(version["edited_at"].replace("Z", "+00:00"))
    return edited + timedelta(milliseconds=version["skew_ms"]), UUID(version["id"])


def notes_of(versions: Iterable[Envelope]) -> list[str]:
    """The words by which the sweeps know their saves again."""
    return [note for one in versions if (note := one["body"].get("note"))]


def problems_with_notes(diary: Diary, *, promised: Iterable[str], tried: Iterable[str]) -> Iterator[str]:
    """For saves made by hand: each that the phone promised is there, and none that nobody made."""
    there = set(notes_of(diary.versions.values()))
    for lost in set(promised) - there:
        yield f"lost: {lost}"
    for extra in there - set(tried):
        yield f"nobody saved: {extra}"


def problems_between_patients(where: str, there: Iterable[Envelope], others: Iterable[Envelope]) -> Iterator[str]:
    """Nothing of one patient is in another's diary or on another's screen: neither a save nor its words."""
    strange = list(others)
    ids, notes = {one["id"] for one in strange}, set(notes_of(strange))
    for one in there:
        if one["id"] in ids or one["body"].get("note") in notes:
            yield f"{where} has of another patient: {one}"
