"""Connections break before, in and after requests and answers; every save arrives once."""

from collections.abc import Iterator
from random import Random

from playwright.sync_api import Page

from tests.rounds import rounds
from tests.sweeps.checker import (
    Envelope,
    diary_of,
    problems_in_itself,
    problems_on_a_phone,
    problems_on_the_server,
    problems_with_notes,
)
from tests.sweeps.chromium_phone import DUMP, SYNC_NOW, counts, keep_more, wait_until_sent
from tests.sweeps.conftest import Clinic
from tests.sweeps.node_phones import Phones
from tests.sweeps.people import Patient
from tests.sweeps.proxy import WHERE

CUTS = rounds(few=30, many=300)
SYNC, *RENEWAL = "/api/v1/sync", "/session/challenge", "/session/renew"  # the renewal of a login breaks as well
MOST_SAVES = 12


def test_saves_arrive_once_over_connections_that_break(clinic: Clinic, phones: Phones) -> None:
    patient = clinic.practice.add_patient()
    phones.add("one", patient, clinic.practice, zone="America/Toronto")
    phones.add("two", patient, clinic.practice, zone="Europe/Berlin")
    kept: list[Envelope] = []
    for seed in range(CUTS):
        kept += save_and_cut(seed, patient, phones, clinic)
        assert list(problems(clinic, patient, phones, kept)) == [], f"seed {seed}"
    cuts = clinic.proxy.cuts
    assert sum(cuts.values()) >= CUTS
    print(f"{sum(cuts.values())} cuts: {dict(cuts)}, {len(kept)} saves")


def test_a_real_browsers_saves_arrive_once_over_connections_that_break(clinic: Clinic) -> None:
    patient = clinic.practice.add_patient()
    phone = clinic.new_phone()
    phone.pair(patient, clinic.practice).close()
    page, saved = phone.open("/help"), list[str]()
    for seed in range(CUTS):
        saved += cut_in_chromium(seed, page, clinic, patient)
        diary = diary_of(clinic.practice.app, patient.id)
        found = [*problems_with_notes(diary, promised=saved, tried=saved), *problems_in_itself(diary)]
        assert found == [], f"seed {seed}, the phone has {counts(page)}"
    dump, today = page.evaluate(DUMP), clinic.practice.now.date()
    assert list(problems_on_a_phone("phone", dump, diary, today)) == []
    print(f"{sum(clinic.proxy.cuts.values())} cuts in Chromium: {dict(clinic.proxy.cuts)}, {len(saved)} saves")


def cut_in_chromium(seed: int, page: Page, clinic: Clinic, patient: Patient) -> list[str]:
    """The page saves and sends over a connection that breaks, then over one that holds."""
    chance = Random(seed)
    notes = [f"{seed} {n}" for n in range(chance.randint(1, MOST_SAVES))]
    keep_more(page, patient.area, notes)  # a phone goes by its own clock, put right at its last talk with the server
    path = chance.choice([SYNC, SYNC, *RENEWAL])
    if path != SYNC:
        clinic.server.clock.forward(hours=49)
    trap = clinic.proxy.set_trap(WHERE[seed % len(WHERE)], path=path, share=chance.random())
    page.evaluate(SYNC_NOW)
    trap.wait()
    if chance.random() < 0.5:
        page.reload()
    page.evaluate(SYNC_NOW)
    wait_until_sent(page)
    return notes


def save_and_cut(seed: int, patient: Patient, phones: Phones, clinic: Clinic) -> list[Envelope]:
    """One phone saves and sends over a connection that breaks, then over one that holds; the other follows."""
    chance = Random(seed)
    sender, other = chance.sample(("one", "two"), 2)
    phones.ask("page", name=sender, phone=sender)
    bodies = [
        {"asked": "last_24h", "pain": chance.randrange(11), "note": f"{seed} {n}"}
        for n in range(chance.randint(1, MOST_SAVES))
    ]
    kept = phones.ask("keep", page=sender, saves=[{"area": patient.area, "body": body} for body in bodies])
    path = chance.choice([SYNC, SYNC, *RENEWAL])
    if path != SYNC:
        clinic.server.clock.forward(hours=49)  # every login has ended
    trap = clinic.proxy.set_trap(WHERE[seed % len(WHERE)], path=path, share=chance.random())
    phones.ask("drain", page=sender, tries=1)
    trap.wait(1)
    assert phones.ask("drain", page=sender) == "sent"
    phones.ask("page", name=other, phone=other)
    assert phones.ask("drain", page=other) == "sent"
    return kept


def problems(clinic: Clinic, patient: Patient, phones: Phones, kept: list[Envelope]) -> Iterator[str]:
    diary = diary_of(clinic.practice.app, patient.id)
    yield from problems_on_the_server(diary, kept)
    for name in ("one", "two"):
        yield from problems_on_a_phone(name, phones.dump(name), diary, clinic.practice.now.date())
