"""Connections break before, in and after requests and answers; every save arrives once."""

from collections.abc import Iterator
from random import Random

from playwright.sync_api import Page

from diary.days import diary_day
from tests.browser.server import NOON
from tests.sweeps.checker import (
    Envelope,
    diary_of,
    problems_in_itself,
    problems_on_a_phone,
    problems_on_the_server,
    problems_with_notes,
)
from tests.sweeps.chromium_phone import DUMP, SYNC_NOW, keep_more, wait_until_sent
from tests.sweeps.conftest import Clinic, MakePractice, MakeServer, rounds
from tests.sweeps.node_phones import Phones, phones_at
from tests.sweeps.people import Patient, Practice
from tests.sweeps.proxy import WHERE, Proxy, proxied

CUTS = rounds(few=30, many=300)
SYNC, *RENEWAL = "/api/v1/sync", "/session/challenge", "/session/renew"  # the renewal of a login breaks as well
MOST_SAVES = 12


def test_saves_arrive_once_over_connections_that_break(new_server: MakeServer, new_practice: MakePractice) -> None:
    server = new_server()
    practice = new_practice(server)
    with proxied(server.port) as proxy:
        server.origin_at(proxy.url)
        server.start()
        with phones_at(proxy.url, server.clock.file) as phones:
            patient = practice.add_patient()
            phones.add("one", patient, practice, zone="America/Toronto")
            phones.add("two", patient, practice, zone="Europe/Berlin")
            kept: list[Envelope] = []
            for seed in range(CUTS):
                kept += save_and_cut(seed, patient, phones, proxy, practice)
                assert list(problems(practice, patient, phones, kept)) == [], f"seed {seed}"
    assert sum(proxy.cuts.values()) >= CUTS
    print(f"{sum(proxy.cuts.values())} cuts: {dict(proxy.cuts)}, {len(kept)} saves")


def test_a_real_browsers_saves_arrive_once_over_connections_that_break(clinic: Clinic) -> None:
    patient = clinic.practice.add_patient()
    phone = clinic.new_phone()
    phone.pair(patient, clinic.practice).close()
    page, saved = phone.open("/help"), list[str]()
    for seed in range(CUTS):
        saved += cut_in_chromium(seed, page, clinic, patient)
        diary = diary_of(clinic.practice.app, patient.id)
        found = [*problems_with_notes(diary, promised=saved, tried=saved), *problems_in_itself(diary)]
        assert found == [], f"seed {seed}"
    dump, today = page.evaluate(DUMP), clinic.practice.now.date()
    assert list(problems_on_a_phone("phone", dump, diary, today)) == []
    print(f"{sum(clinic.proxy.cuts.values())} cuts in Chromium: {dict(clinic.proxy.cuts)}, {len(saved)} saves")


def cut_in_chromium(seed: int, page: Page, clinic: Clinic, patient: Patient) -> list[str]:
    """The page saves and sends over a connection that breaks, then over one that holds."""
    chance = Random(seed)
    notes = [f"{seed} {n}" for n in range(chance.randint(1, MOST_SAVES))]
    keep_more(page, patient.area, diary_day(clinic.practice.now, NOON), notes)
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


def save_and_cut(seed: int, patient: Patient, phones: Phones, proxy: Proxy, practice: Practice) -> list[Envelope]:
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
        practice.server.clock.forward(hours=49)  # every login has ended
    trap = proxy.set_trap(WHERE[seed % len(WHERE)], path=path, share=chance.random())
    phones.ask("drain", page=sender, tries=1)
    trap.wait(1)
    assert phones.ask("drain", page=sender) == "sent"
    phones.ask("page", name=other, phone=other)
    assert phones.ask("drain", page=other) == "sent"
    return kept


def problems(practice: Practice, patient: Patient, phones: Phones, kept: list[Envelope]) -> Iterator[str]:
    diary = diary_of(practice.app, patient.id)
    yield from problems_on_the_server(diary, kept)
    for name in ("one", "two"):
        yield from problems_on_a_phone(name, phones.dump(name), diary, practice.now.date())
